import pytest

from assistant.answer.mentions import asked_of, by_name, counted
from assistant.vocabulary import Outcome


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Which articles mention a CRO and which ones don't?", "a CRO"),
        ("How many of the five texts talk about pay?", "pay"),
        ("In which of the articles is the brand discussed?", "the brand"),
        ("Do all of your sources mention the CEO?", "the CEO"),
        ("Which articles agree that a CMO leads?", ""),
        ("Which metrics do the articles mention?", ""),
    ],
)
def test_what_articles_are_asked_to_speak_of_is_found(text, what):
    assert asked_of(text) == what


def test_the_articles_that_name_a_role_are_told_with_a_sentence_each_and_the_others_named(ask):
    answer = ask("Which articles mention the CEO?")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.text.startswith("Two of the three articles mention this:")
    assert answer.text.endswith("Not in *CSO or CMO*.")
    assert {citation.article for citation in answer.citations} == {"marketing", "sales"}


def test_words_that_are_no_name_are_looked_for_as_they_stand(ask):
    answer = ask("Which articles talk about commissions?")
    assert answer.text.startswith("Only one of the three articles mentions this:")
    assert "commissions" in answer.citations[0].quote


def test_what_no_article_mentions_is_not_covered(ask):
    assert ask("Which articles mention Brexit?").outcome is Outcome.NOT_COVERED


def test_several_leaders_are_no_role(book):
    assert by_name(book, "The heads of sales met the CMOs.") == {"cmo"}
    assert by_name(book, "The head of sales met the VP of sales and marketing.") == {"cso", "vp"}


def test_articles_are_counted_in_words():
    assert counted(5, 5) == "All five articles mention"
    assert counted(1, 1) == "The article mentions"
