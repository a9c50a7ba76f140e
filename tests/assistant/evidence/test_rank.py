"""The signals of sentences, and the linear model over them. The articles are those of a ship."""

import json
from dataclasses import replace

import numpy as np
import pytest

from assistant.evidence import rank as module
from assistant.evidence.rank import FOREIGN, SIGNALS, TEMPERATURE, WEIGHTS_FILE, rank, role_share, signals
from assistant.evidence.retrieve import retrieve
from assistant.question.understand import understand

SHIP = """# The ship

## Crew

A captain steers the ship. A cook makes the soup.

## Holds

The holds keep:

- Barrels of water
- Sacks of flour
"""
ASKED = {
    "A captain steers the ship.": ["who holds the wheel", "whose hands turn the wheel"],
    "The holds keep:": ["what lies below deck"],
}


@pytest.fixture
def see(make_library, make_article, fake_embedder):
    """The signals of a question by name of the signal, and the library, with the wordings or without."""

    def found(question, asked=ASKED):
        library = make_library((make_article(SHIP, asked=asked),))
        understanding = understand(question, library.book, library.terms)
        vector = fake_embedder.embed([question])[0]
        none = np.zeros(len(library.sentences), dtype=np.float32)
        dense = library.index.sentence_vectors @ vector
        scores = {"dense": dense, "meant": dense, "fit": none + 1, "attribute": none, "named": none}
        table = signals(library, understanding, vector, adapted=vector, **scores)
        return dict(zip(SIGNALS, table.T, strict=True)), library

    return found


def place(library, text):
    return next(row for row, sentence in enumerate(library.sentences) if text in sentence.text)


def test_the_committed_weights_are_those_of_the_signals_in_their_order():
    assert tuple(json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))["weights"]) == SIGNALS


def test_each_signal_is_a_column_for_every_sentence(library, read, fake_embedder):
    question = read("Whom does a CSO report to?")
    evidence = retrieve(library, fake_embedder, question)
    table = signals(
        library,
        question,
        evidence.question,
        adapted=evidence.adapted,
        dense=evidence.dense,
        meant=evidence.meant,
        fit=evidence.fit,
        attribute=evidence.attribute,
        named=np.zeros_like(evidence.dense),
    )
    assert table.shape == (len(library.sentences), len(SIGNALS))
    assert table.dtype == np.float32
    assert np.isfinite(table).all()


def test_a_question_in_a_readers_words_finds_the_sentence_that_shares_none_of_them(see):
    found, library = see("who holds the wheel")
    row = place(library, "captain steers")
    assert found["worded"][row] == pytest.approx(1)
    assert found["like"][row] == pytest.approx(1)
    assert found["asked_words"][row] == found["asked_words"].max() > 0
    assert found["dense"][row] < 0.9


def test_the_second_signal_is_the_second_best_wording_of_the_sentence(see, fake_embedder):
    found, library = see("who holds the wheel")
    other = fake_embedder.embed(["who holds the wheel", "whose hands turn the wheel"])
    row = place(library, "captain steers")
    assert found["second"][row] == pytest.approx(float(other[0] @ other[1]), abs=1e-6)
    assert found["second"][place(library, "The holds keep")] == 0


def test_a_sentence_without_a_wording_is_like_none(see):
    found, library = see("who holds the wheel")
    row = place(library, "cook")
    assert found["worded"][row] == found["asked_words"][row] == 0
    assert found["like"][row] == found["dense"][row]


def test_articles_without_wordings_stand_for_them_themselves(see):
    found, _ = see("who steers the ship", asked={})
    assert np.array_equal(found["worded"], found["dense"])
    assert np.array_equal(found["second"], found["dense"])
    assert np.array_equal(found["asked_words"], found["words"])


def test_what_leads_a_list_in_lends_its_likeness_to_the_items(see):
    found, library = see("what lies below deck")
    lead, item = place(library, "The holds keep"), place(library, "flour")
    assert found["lead"][item] == pytest.approx(found["like"][lead])
    assert found["lead"][lead] == found["lead"][place(library, "cook")] == 0
    assert found["lead_in"][lead] == 1
    assert found["lead_in"].sum() == 1


def test_the_best_of_a_paragraph_has_the_second_best_around_it_and_the_others_the_best(see):
    found, library = see("who holds the wheel")
    captain, cook = place(library, "captain"), place(library, "cook")
    assert found["around"][cook] == found["like"][captain]
    assert found["around"][captain] == found["like"][cook]


def test_a_question_of_no_word_of_its_own_has_no_words_to_find(see):
    found, _ = see("what is it")
    assert not found["words"].any()
    assert not found["asked_words"].any()


def test_words_of_the_question_that_a_sentence_has_all_of_count_most(see):
    found, library = see("the cook makes the soup")
    assert int(found["words"].argmax()) == place(library, "cook")


def test_a_cue_of_several_words_counts_apart_from_one_of_one(library, read, fake_embedder):
    question = read("Whom does a CSO report to?")
    vector = fake_embedder.embed([question.text])[0]
    none = np.zeros(len(library.sentences), dtype=np.float32)

    def columns(length):
        asked = replace(question, attributes=dict.fromkeys(question.attributes, length))
        scores = {"dense": none, "meant": none, "fit": none, "attribute": none + 1, "named": none}
        table = signals(library, asked, vector, adapted=vector, **scores)
        return table[0, SIGNALS.index("attribute")], table[0, SIGNALS.index("attribute_phrase")]

    assert question.attributes
    assert columns(1) == (1, 0)
    assert columns(2) == (0, 1)


def test_the_best_score_is_one_and_the_others_follow_the_linear_model(monkeypatch):
    monkeypatch.setattr(module, "weights", lambda: dict.fromkeys(SIGNALS, 0.0) | {"dense": 2.0})
    table = np.zeros((3, len(SIGNALS)), dtype=np.float32)
    table[:, SIGNALS.index("dense")] = [0.0, 1.0, 0.5]
    same = rank(table, np.ones(3, dtype=np.float32))
    assert same == pytest.approx(np.exp(np.array([-2.0, 0.0, -1.0]) / TEMPERATURE))


def test_a_sentence_on_another_role_keeps_only_a_part_of_its_score():
    table = np.zeros((2, len(SIGNALS)), dtype=np.float32)
    assert rank(table, np.array([1, 0], dtype=np.float32)) == pytest.approx([1, FOREIGN])
    assert role_share(np.array([0.5], dtype=np.float32)) == pytest.approx([(1 + FOREIGN) / 2])
