"""Figures of a sentence, in one spelling each."""

import pytest

from assistant.question.roles import RoleBook
from assistant.text.figures import absent_figure, figures
from assistant.text.reading import read_sentence

BOOK = RoleBook(())


def values(text):
    return [figure.value for figure in figures(read_sentence(text, BOOK))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("five deals", ["5"]),
        ("5 deals", ["5"]),
        ("1,200 leads", ["1200"]),
        ("twenty-five people", ["25"]),
        ("two hundred people", ["200"]),
        ("five million dollars", ["5000000$"]),
        ("$5m", ["5000000$"]),
        ("25 % of leads", ["25 %"]),
        ("25 percent of leads", ["25 %"]),
        ("in May 2024", ["month may", "2024"]),
        ("it may be", []),
        ("in March", ["month mar"]),
        ("one of them is the one who leads", []),
        ("one year", ["1", "span year"]),
        ("daily", ["span day"]),
        ("the third stage", ["rank 3"]),
        ("these days", []),
        ("first-hand experience", []),
    ],
)
def test_figures_have_one_value_however_they_are_written(text, found):
    assert values(text) == found


def test_two_roles_may_be_counted_where_both_are_spoken_of():
    source = read_sentence("Both the sales chief and the marketing chief lead.", BOOK)
    assert not absent_figure(read_sentence("The two leaders lead.", BOOK), [source])
    assert absent_figure(read_sentence("They lead two countries.", BOOK), [source])
