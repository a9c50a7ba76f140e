"""A model's own wordings: shown once it has earned it, and the article's sentence in their place until then."""

import pytest

from assistant.llm.author import FREELY
from assistant.llm.fallback import Fallback
from assistant.llm.trust import KNOWN, STRUCK, Trust
from assistant.vocabulary import Question

HIRE = "Should I hire a CSO?"
BEST = "A CSO brings revenue quickly."
LAST = "A CSO has clear figures."
FREE = "Quickly, a CSO brings revenue."


def test_a_wording_of_its_own_is_given_in_the_article_s_words_and_named(asked):
    answer = asked(HIRE, f"{FREE} [S1] {LAST} [S2]")
    assert answer.text == f"{BEST} [1] {LAST} [2]"
    assert [(one.text, one.reason) for one in answer.removed] == [(FREE, FREELY)]
    assert answer.model.removed == 0


def test_what_stands_there_already_is_not_quoted_again(asked):
    assert asked(HIRE, f"{BEST} [S1] {FREE} [S1]").text == f"{BEST} [1]"


def test_an_answer_of_which_nothing_is_in_the_model_s_words_is_the_extractive_one(asked, assistant):
    answer = asked(HIRE, f"{FREE} [S1]")
    assert answer.model.fallback == Fallback.STRUCK
    assert answer.citations == assistant.ask(Question(text=HIRE)).citations


def test_a_model_that_has_earned_it_is_shown_in_its_own_words(asked, monkeypatch):
    monkeypatch.setattr(Trust, "earned", True)
    answer = asked(HIRE, f"{FREE} [S1]")
    assert (answer.text, answer.removed) == (f"{FREE} [1]", ())


@pytest.mark.parametrize(("struck", "earned"), [(int(KNOWN * STRUCK), True), (int(KNOWN * STRUCK) + 1, False)])
def test_trust_is_earned_by_sentences_of_which_hardly_any_was_struck(struck, earned):
    trust = Trust()
    for at in range(KNOWN):
        assert not trust.earned
        trust.note(struck=at < struck)
    assert trust.earned is earned


def test_trust_is_lost_again():
    trust = Trust()
    for _ in range(KNOWN):
        trust.note(struck=False)
    for _ in range(KNOWN):
        trust.note(struck=True)
    assert not trust.earned
