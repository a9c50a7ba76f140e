"""A search in a conversation is widened by the turn before; the answer and its coverage are not."""

import pytest

from assistant.evidence.expand import BEFORE, widened
from assistant.evidence.retrieve import search_passages
from assistant.text.words import content_stems
from assistant.vocabulary import Outcome

ABOUT = "What is the win rate?"
SHORT = "Where does one find that number?"


def texts(hits):
    return [hit.passage.text for hit in hits]


def place_of(hits, words):
    return next(place for place, text in enumerate(texts(hits)) if words in text)


def test_the_turn_before_brings_up_what_a_short_question_leaves_out(assistant):
    alone, behind = assistant.search(SHORT, 30), assistant.search(SHORT, 30, earlier=[ABOUT])
    assert place_of(behind, "share of deals") < place_of(alone, "share of deals")


def test_a_question_weighs_more_than_the_turn_before(library, fake_embedder, look):
    _, evidence = look("How is a CSO paid?")
    hits = widened(library, fake_embedder, [evidence], ABOUT, top=3)
    assert hits[0].passage == evidence.hits[0].passage
    vector = fake_embedder.embed([ABOUT])[0]
    dense = library.index.sentence_vectors @ vector
    before = search_passages(library, vector, dense, content_stems(ABOUT))
    row = library.passage_rows[hits[0].passage.id]
    assert hits[0].score == pytest.approx((evidence.passages[row] + BEFORE * before[row]) / (1 + BEFORE), abs=1e-5)


def test_all_questions_of_a_message_count_alike(library, fake_embedder, look):
    one, other = (look(text)[1] for text in ("How is a CSO paid?", ABOUT))
    hits = widened(library, fake_embedder, [one, other], "", top=30)
    assert hits == widened(library, fake_embedder, [other, one], "", top=30)
    row = library.passage_rows[hits[0].passage.id]
    assert hits[0].score == pytest.approx((one.passages[row] + other.passages[row]) / 2, abs=1e-5)


def test_without_earlier_turns_nothing_is_widened(assistant):
    assert assistant.search(SHORT, 5, earlier=()) == assistant.search(SHORT, 5)
    assert assistant.search(SHORT, 5, earlier=[" "]) == assistant.search(SHORT, 5)


def test_an_answer_shows_what_a_search_behind_the_same_turns_finds(assistant, ask):
    shown = ask(ABOUT, SHORT).hits
    assert texts(shown) == texts(assistant.search(SHORT, 10, earlier=[ABOUT]))


def test_an_earlier_turn_does_not_let_an_uncovered_question_be_answered(ask):
    uncovered = "How do I bake bread with rye?"
    behind = ask(ABOUT, uncovered)
    assert behind.outcome is Outcome.NOT_COVERED
    assert (behind.text, behind.nearest) == (ask(uncovered).text, ask(uncovered).nearest)
    assert texts(behind.hits) != texts(ask(uncovered).hits)
