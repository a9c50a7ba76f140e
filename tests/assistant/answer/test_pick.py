import pytest

from assistant.answer.pick import HOLLOW, deciding, likewise, picks_one


@pytest.mark.parametrize(
    "text",
    [
        "Who plans for several years, the CSO or the CMO?",
        "Which of the two closes deals, CSO or CMO?",
        "CSO or CMO: who closes deals?",
        "CSO or CMO - who closes deals?",
        "Whose plans reach further, the CSO's or the CMO's?",
    ],
)
def test_a_question_which_of_two_something_is_true_of_asks_for_one_point(read, text):
    assert picks_one(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "CSO vs CMO",
        "What is the difference between a CSO and a CMO?",
        "Which metrics do a CSO and a CMO have?",
        "Who closes deals?",
        "CSO or CMO: which plans does each of them make?",
        "How do a CSO and a CMO differ in who they report to?",
    ],
)
def test_other_questions_on_roles_do_not(read, text):
    assert not picks_one(read(text))


def test_what_a_table_sets_side_by_side_decides_together(library, look):
    understanding, evidence = look("Who plans for several years, the CSO or the CMO?")
    rows = deciding(library, evidence, understanding)
    assert "The CMO plans for several years." in {library.sentences[row].text for row in rows}
    assert len(rows) <= 2


def test_a_point_asked_for_brings_no_table(ask):
    answer = ask("Who plans for several years, the CSO or the CMO?")
    assert "|" not in answer.text
    assert "The CMO plans for several years." in answer.text


def test_a_whole_comparison_is_still_a_table(ask):
    assert "| Aspect |" in ask("CSO vs CMO").text


def test_that_roles_differ_or_that_neither_is_above_the_other_decides_nothing():
    assert HOLLOW.search("The tasks of the CSO and of the CMO differ in some points.")
    assert HOLLOW.search("Neither the CSO nor the CMO is superior to the other.")
    assert not HOLLOW.search("The CSO closes the largest deals in person.")


def test_a_list_that_answers_as_well_for_the_other_role_stands_beside_the_first(library, look, row):
    understanding, evidence = look("Who guards the brand, the CSO or the CMO?")
    assert likewise(library, evidence, understanding, row("Guarding the brand")) is None
    assert likewise(library, evidence, understanding, row("The CSO closes the largest deals")) == row(
        "Guarding the brand"
    )
