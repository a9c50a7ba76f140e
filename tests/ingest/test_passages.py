from assistant.vocabulary import PassageKind
from ingest.blocks import Heading, Item, ListBlock, Paragraph, Table
from ingest.canonical import canonical
from ingest.passages import FULL, cut_passages
from ingest.sentences import mark_sentences

ITEMS = ListBlock(items=tuple(Item(text=f"Item number {number} of the list.") for number in range(100)))


def cut(*blocks):
    text = canonical("T", blocks)
    return cut_passages("a", text, mark_sentences("a", text))


def test_paragraphs_of_a_section_are_merged_up_to_a_length_and_never_across_a_heading():
    text = "A sentence that fills the page. " * 15
    passages, _ = cut(*[Paragraph(text=text)] * 5, Heading(level=2, text="H"), Paragraph(text="Short."))
    assert [passage.text.count("\n\n") + 1 for passage in passages] == [2, 2, 1, 1]
    assert all(len(passage.text) <= FULL for passage in passages)
    assert [passage.section for passage in passages] == [(), (), (), ("H",)]


def test_a_list_stays_whole_with_its_lead_in():
    passages, sentences = cut(Paragraph(text="Before it."), Paragraph(text="Some text. The items are these:"), ITEMS)
    assert [passage.kind for passage in passages] == [PassageKind.PROSE, PassageKind.LIST]
    assert passages[1].text.startswith("Some text. The items are these:\n\n- Item number 0")
    assert passages[1].text.endswith("- Item number 99 of the list.")
    assert {sentence.passage for sentence in sentences if "Item" in sentence.text} == {passages[1].id}


def test_a_paragraph_that_introduces_nothing_stays_out_of_the_list():
    passages, _ = cut(Paragraph(text="Nobody knows."), ITEMS, Paragraph(text="After."))
    assert [passage.kind for passage in passages] == [PassageKind.PROSE, PassageKind.LIST, PassageKind.PROSE]


def test_a_table_keeps_its_header_and_lead_in():
    passages, _ = cut(
        Paragraph(text="As follows:"), Table(header=("", "CSO", "CMO"), rows=(("Aim", "deals", "brand"),))
    )
    assert [(passage.kind, passage.text) for passage in passages] == [
        (PassageKind.TABLE, "As follows:\n\n|  | CSO | CMO |\n| --- | --- | --- |\n| Aim | deals | brand |")
    ]


def test_a_very_long_paragraph_is_cut_between_sentences():
    passages, sentences = cut(Paragraph(text="This is a sentence of some length indeed. " * 200))
    assert len(passages) > 5
    assert all(len(passage.text) <= FULL and passage.text.endswith(".") for passage in passages)
    assert len(sentences) == 200


def test_the_section_is_the_heading_path_below_the_title():
    passages, _ = cut(
        Heading(level=1, text="T"),
        Paragraph(text="Top."),
        Heading(level=2, text="A"),
        Heading(level=4, text="B"),
        Paragraph(text="Deep."),
        Heading(level=3, text="C"),
        Paragraph(text="Less deep."),
        Heading(level=1, text="D"),
        Paragraph(text="Else."),
    )
    assert [passage.section for passage in passages] == [(), ("A", "B"), ("A", "C"), ("D",)]


def test_headings_of_the_same_name_do_not_join_their_texts():
    passages, _ = cut(
        Heading(level=2, text="A"), Paragraph(text="One."), Heading(level=2, text="A"), Paragraph(text="Two.")
    )
    assert [passage.text for passage in passages] == ["One.", "Two."]
    assert len({passage.id for passage in passages}) == 2
