import pytest

from assistant.answer.agreement import by_article, speaking, understand_inside
from assistant.answer.write import AGREE, ALONE, DIFFER
from assistant.evidence.retrieve import retrieve


def test_what_the_articles_are_asked_of_is_what_is_understood(book):
    asked = understand_inside("Do the articles agree that a CMO reports to the CEO?", book)
    plain = understand_inside("A CMO reports to the CEO?", book)
    assert asked.agreement
    assert not plain.agreement
    assert (asked.roles, asked.attributes) == (plain.roles, plain.attributes)


def test_articles_that_say_the_same_are_quoted_under_their_titles(library, look):
    understanding, evidence = look("Does a CSO close deals?")
    said = by_article(library, evidence, speaking(library, evidence, understanding))
    assert all(library.sentences[row].article == article for article, rows in said.items() for row in rows)
    assert all(1 <= len(rows) <= 2 for rows in said.values())


def test_what_answers_best_comes_first(library, fake_embedder, book):
    understanding = understand_inside("Do the articles agree that a CMO reports to the CEO?", book)
    evidence = retrieve(library, fake_embedder, understanding)
    first = speaking(library, evidence, understanding)[0]
    assert library.sentences[first].text == "A CMO reports to the CEO of the company."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Do the articles agree that a CMO reports to the CEO?", ALONE),
        ("Do the articles agree on who a CSO reports to?", DIFFER),
        ("Is there any dispute among the articles about who a CSO reports to?", DIFFER),
    ],
)
def test_the_answer_begins_with_whether_the_articles_agree(ask, text, line):
    assert ask(text).text.startswith(line)


def test_a_later_turn_asks_it_of_the_question_before(ask):
    assert ask("Who does a CSO report to?", "Do the articles agree?").text.startswith(DIFFER)


def test_articles_that_agree_are_said_not_to_contradict_each_other(ask):
    answer = ask("Do the articles agree that a CSO leads sales and a CMO shapes the brand?")
    assert answer.text.startswith((AGREE, ALONE))
    assert answer.disagreements == ()
