import pytest

from assistant.answer.further import further_prose
from assistant.answer.lists import choose_lists
from assistant.answer.write import write
from assistant.evidence.retrieve import retrieve
from assistant.question.understand import understand

LISTED = """# Skills

## Skills of a CMO

The skills of a CMO are:

- Writing campaigns
- Leading teams
"""
TOLD = """# The marketing chief

## Skills that a CMO needs

A CMO needs the skill of reading statistics. Leading teams is writing campaigns.

## Pay of a CMO

A CMO is paid a salary.
"""


@pytest.fixture
def notes(make_library, make_article):
    return make_library((make_article(LISTED, "listed"), make_article(TOLD, "told")))


@pytest.fixture
def asked(notes, fake_embedder):
    def ask(text):
        understanding = understand(text, notes.book, notes.terms)
        return retrieve(notes, fake_embedder, understanding), understanding

    return ask


def test_what_another_article_says_in_sentences_is_added_without_what_is_shown(notes, asked):
    evidence, understanding = asked("What are all the skills of a CMO?")
    (chosen,) = choose_lists(notes, evidence, understanding)
    shown = [row for item in chosen.items for row in item]
    found = further_prose(notes, evidence, understanding, shown)
    assert {article: [notes.sentences[row].text for row in rows] for article, rows in found.items()} == {
        "told": ["A CMO needs the skill of reading statistics."]
    }


def test_it_comes_under_the_name_of_its_article(notes, asked, make_writer):
    evidence, understanding = asked("What are all the skills of a CMO?")
    writer = make_writer(notes)
    write(notes, evidence, understanding, writer)
    assert "*The marketing chief* adds:\n\n- A CMO needs the skill of reading statistics. [" in writer.text


def test_nothing_is_added_where_no_aspect_is_asked_for(notes, asked):
    evidence, understanding = asked("List all about a CMO")
    assert further_prose(notes, evidence, understanding, ()) == {}
