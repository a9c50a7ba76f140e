import pytest

from assistant.answer.comparison import compare
from assistant.answer.parallel import parallel_lists
from assistant.answer.write import write_comparison
from assistant.evidence.retrieve import retrieve
from assistant.question.attributes import Attribute
from assistant.question.understand import understand

POSTS = """# VP and director

## What they are

The vice president looks years ahead. The director of sales and marketing runs the department.

## Typical responsibilities of a vice president

A vice president typically has responsibility for:

- Setting the budgets
- Meeting key partners

## Day-to-day tasks of a vice president

A vice president has the following day-to-day tasks:

- Leading the teams
- Reading the figures

## Day-to-day tasks of a director

The day-to-day tasks of a director are:

- Running campaigns
- Coaching the salespeople
"""


@pytest.fixture
def posts(make_library, make_article, fake_embedder):
    library = make_library((make_article(POSTS, "posts"),))

    def find(text):
        understanding = understand(text, library.book, library.terms)
        return library, retrieve(library, fake_embedder, understanding), understanding

    return find


def test_the_lists_of_each_role_are_set_side_by_side_with_their_lead_ins(posts):
    library, evidence, understanding = posts("How do a vice president and a director differ in their day-to-day tasks?")
    found = parallel_lists(library, evidence, understanding.roles, {Attribute.RESPONSIBILITIES})
    texts = {role: [library.sentences[row].text for row in rows] for role, rows in found.items()}
    assert texts["director"] == [
        "The day-to-day tasks of a director are:",
        "Running campaigns",
        "Coaching the salespeople",
    ]
    assert texts["vp"][1:] == ["Leading the teams", "Reading the figures"]


def test_no_lists_are_set_side_by_side_where_a_role_has_none(posts):
    library, evidence, _ = posts("How do a CSO and a director differ in their tasks?")
    assert parallel_lists(library, evidence, ("cso", "director"), {Attribute.RESPONSIBILITIES}) == {}
    assert parallel_lists(library, evidence, ("vp", "director"), {Attribute.PAY}) == {}


def test_items_in_a_cell_are_told_apart(posts, make_writer):
    library, evidence, understanding = posts("How do a vice president and a director differ in their day-to-day tasks?")
    writer = make_writer(library)
    write_comparison(library, writer, compare(library, evidence, understanding))
    assert "• Running campaigns [" in writer.text
    assert "• The day-to-day tasks" not in writer.text
