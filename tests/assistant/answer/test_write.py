import pytest

from assistant.answer.compose import Writer
from assistant.answer.write import capital, write, write_plain
from assistant.evidence.retrieve import retrieve
from assistant.question.understand import understand
from assistant.vocabulary import Outcome


@pytest.fixture
def written(library, look, writer):
    def answer(text):
        understanding, evidence = look(text)
        return write(library, evidence, understanding, writer)

    return answer


def test_a_definition_is_one_paragraph(written, writer):
    assert written("What is a CSO?").outcome is Outcome.ANSWERED
    assert writer.text.startswith("A chief sales officer (CSO) is the executive who leads the sales team. [1]")
    assert "\n- " not in writer.text


def test_an_overview_defines_and_then_lists_the_work(written, writer):
    assert written("What does a CSO do?").outcome is Outcome.ANSWERED
    assert writer.text.startswith("A chief sales officer (CSO) is")
    assert writer.text.count("\n- ") == 3


def test_a_list_stays_whole_with_its_lead_in(written, writer):
    written("What are the tasks of a CMO?")
    assert writer.text == (
        "The tasks of a chief marketing officer (CMO) include: [1]\n\n"
        "- Planning campaigns [2]\n- Running market research [3]\n- Guarding the brand [4]"
    )


def test_a_comparison_is_a_table_under_the_difference(written, writer):
    assert written("How does a CSO differ from a CMO?").outcome is Outcome.ANSWERED
    first, table = writer.text.split("\n\n")
    assert first.startswith("The main difference is")
    assert table.split("\n")[0] == "| Aspect | Chief sales officer (CSO) | Chief marketing officer (CMO) |"
    assert "| **Time horizon** | The CSO plans for the quarter. [" in table


def test_a_dispute_shows_each_position_with_its_article(written, writer):
    found = written("Who does a CSO report to?")
    (disagreement,) = found.disagreements
    assert disagreement.topic == "reporting line"
    assert "*CSO or CMO*" in writer.text
    assert "*The chief sales officer*" in writer.text
    quotes = {citation.marker: citation.quote for citation in writer.citations}
    assert {tuple(quotes[marker] for marker in position.citations) for position in disagreement.positions} == {
        ("In a family firm, a CSO reports to the owner.",),
        ("A CSO reports to the CEO of the company.",),
    }
    assert len({position.says for position in disagreement.positions}) == 2


def test_what_is_missing_is_said_and_nothing_is_claimed(written, writer):
    found = written("How is a CMO paid in Germany?")
    assert found.outcome is Outcome.NOT_COVERED
    assert found.nearest
    assert writer.citations == ()
    assert "Germany" in writer.text


def test_text_gets_a_capital_letter():
    assert (capital("the CEO"), capital("")) == ("The CEO", "")


def test_so_many_items_as_are_asked_for_are_shown(written, writer):
    written("Name two tasks of a CMO.")
    assert writer.text.count("\n- ") == 2


def test_a_question_for_everything_on_a_role_tells_what_no_list_has(make_library, make_article, fake_embedder):
    text = "# The CRO\n\n## What a CRO is\n\nA CRO is the executive who unites sales and marketing. The CRO sees all of the customer's life.\n"
    library = make_library((make_article(text, "one"),))
    understanding = understand("What do I need to know about the CRO?", library.book, library.terms)
    evidence, writer = retrieve(library, fake_embedder, understanding), Writer(library)
    write_plain(library, evidence, understanding, writer)
    assert [one.text for one in writer.sentences] == [
        "A CRO is the executive who unites sales and marketing.",
        "The CRO sees all of the customer's life.",
    ]
