import re

import pytest

from assistant.answer.compose import Writer, escape, is_fragment, plain
from assistant.vocabulary import Support


def test_every_sentence_carries_the_marker_of_its_own_span(library, writer, row):
    rows = [row("CSO pay combines"), row("A CMO reports to the CEO")]
    writer.paragraph(rows)
    assert writer.text == (
        "CSO pay combines a base salary with commissions. [1] A CMO reports to the CEO of the company. [2]"
    )
    for sentence, citation in zip(writer.sentences, writer.citations, strict=True):
        assert sentence.text == citation.quote
        assert sentence.citations == (citation.marker,)
        assert library.article(citation.article).text[citation.start : citation.end] == citation.quote
    assert (writer.citations[0].title, writer.citations[0].section) == ("The chief sales officer", "Pay of the CSO")


def test_a_sentence_cited_twice_keeps_its_marker(writer, row):
    first = row("CSO pay combines")
    writer.bullets([(first,)])
    writer.bullets([(first, row("A CMO reports to the CEO"))])
    assert re.findall(r"\[(\d)\]", writer.text) == ["1", "1", "2"]
    assert writer.mark(first) == 1
    assert [citation.marker for citation in writer.citations] == [1, 2]


def test_a_paragraph_leaves_out_what_was_said_before_unless_that_is_all_of_it(writer, row):
    first, second = row("CSO pay combines"), row("A CMO reports to the CEO")
    for rows in ([first], [first, second], [first]):
        writer.paragraph(rows)
    assert re.findall(r"\[(\d)\]", writer.text) == ["1", "2", "1"]


def test_a_mark_alone_writes_nothing(writer, row):
    assert writer.mark(row("CSO pay combines")) == 1
    assert (writer.text, writer.sentences, len(writer.citations)) == ("", (), 1)


def test_an_item_is_shown_with_its_label_and_cited_with_it(writer, row):
    writer.bullets([[row("The CSO coaches")]], lead=row("The key responsibilities of a chief sales officer"))
    assert writer.text == (
        "The key responsibilities of a chief sales officer (CSO) are: [1]\n\n"
        "- **Coaching:** The CSO coaches the salespeople. [2]"
    )
    assert writer.sentences[1].text.startswith("**Coaching:**") or writer.sentences[1].text.startswith("Coaching:")
    assert writer.sentences[1].text == writer.citations[1].quote


def test_a_line_of_our_own_claims_nothing_and_cites_nothing(writer, row):
    writer.bullets([[row("Planning campaigns")]], under="*The chief* adds:")
    assert writer.sentences[0].support is Support.CONNECTIVE
    assert writer.sentences[0].citations == ()
    assert writer.sentences[0].text == "The chief adds:"


def test_a_table_has_a_cell_for_each_column_and_leaves_silence_empty(writer, row):
    writer.table(["Aspect", "CSO", "CMO"], [("Travel", [[row("The CSO travels")], []])])
    assert writer.text.split("\n") == [
        "| Aspect | CSO | CMO |",
        "| --- | --- | --- |",
        "| **Travel** | The CSO travels to customers. [1] |  |",
    ]


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a *bold* claim", r"a \*bold\* claim"),
        ("see [1](http://x)", r"see \[1\](http://x)"),
        ("<b>x", r"\<b>x"),
        ("`code` a_b \\", r"\`code\` a\_b \\"),
        ("plain 3.5 %", "plain 3.5 %"),
    ],
)
def test_signs_of_markdown_in_an_article_are_escaped(text, escaped):
    assert escape(text) == escaped


def test_an_article_cannot_forge_a_marker_or_markup(library, writer, row):
    sign = row("A CMO signs as")
    writer.paragraph([sign])
    shown = writer.text.removesuffix(" [1]")
    assert not re.search(r"(?<!\\)[*_\[<`]", shown)
    assert writer.sentences[0].text == library.sentences[sign].text == writer.citations[0].quote


def test_a_bar_in_an_article_does_not_break_a_table(make_library, make_article):
    library = make_library((make_article("# T\n\n## Notes\n\nThe CSO sells A \\| B.\n"),))
    writer = Writer(library)
    writer.table(["Aspect", "CSO"], [("What", [[0]])])
    assert re.findall(r"(?<!\\)\|", writer.text.split("\n")[2]) == ["|", "|", "|"]


def test_emphasis_of_our_own_is_taken_off(writer):
    assert plain("**The articles differ on this.** *So*") == "The articles differ on this. So"


def test_items_without_an_end_are_fragments(library, row):
    assert is_fragment(library.sentences[row("Planning campaigns")])
    assert not is_fragment(library.sentences[row("The CSO coaches")])
    assert not is_fragment(library.sentences[row("CSO pay combines")])


def test_a_brief_writer_keeps_the_first_sentence(writer, row):
    writer.brief = True
    rows = [row("CSO pay combines"), row("A CMO reports to the CEO")]
    writer.paragraph(rows)
    writer.bullets([rows])
    assert "reports to the CEO" not in writer.text
    assert writer.text.count("CSO pay combines") == 2
