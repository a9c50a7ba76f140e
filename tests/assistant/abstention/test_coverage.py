"""How sure it is that articles which come with wordings answer a question."""

import json
import math

import numpy as np
import pytest

from assistant.abstention import coverage as module
from assistant.abstention.coverage import MOST_WORDS, WEIGHTS_FILE, coverage, coverage_signals
from assistant.evidence.retrieve import retrieve
from assistant.question.understand import understand

TEXT = "# Pay\n\n## Pay of the CSO\n\nCSO pay combines a salary with commissions. A CSO travels a lot.\n"
ASKED = {"CSO pay combines a salary with commissions.": ["how is the sales boss paid", "what earns the sales boss"]}
GAP = "what is the colour of the carpet"


@pytest.fixture
def look(make_library, make_article, fake_embedder):
    """A function from a question to the library, its evidence and the question understood."""
    library = make_library((make_article(TEXT, asked=ASKED),), uncovered=(GAP, "where is the canteen"))

    def found(question, library=library):
        understanding = understand(question, library.book, library.terms)
        return library, retrieve(library, fake_embedder, understanding), understanding

    return found


def test_the_committed_weights_are_those_of_the_signals_and_the_bias(look):
    weights = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))["weights"]
    assert list(weights) == ["bias", *coverage_signals(*look("how is the sales boss paid"))]


def test_every_signal_is_a_finite_number(look):
    for question in ("how is the sales boss paid", "it", "How many CSOs, in euros, travelled in 2020?"):
        assert all(isinstance(one, float) and math.isfinite(one) for one in coverage_signals(*look(question)).values())


def test_a_question_worded_as_a_reader_words_it_is_likelier_covered_than_a_known_gap(look):
    worded, gap = coverage(*look("how is the sales boss paid")), coverage(*look(GAP))
    assert 0 <= gap < 0.1 < 0.5 < worded <= 1


def test_the_likeness_to_wordings_and_to_gaps_is_told(look):
    worded, gap = coverage_signals(*look("how is the sales boss paid")), coverage_signals(*look(GAP))
    assert worded["wording"] == pytest.approx(1)
    assert worded["gap"] < 1
    assert gap["gap"] == pytest.approx(1)
    assert gap["wording"] < 1
    assert gap["gaps"] == pytest.approx((1 + gap_of(look, GAP)) / 2, abs=1e-6)


def gap_of(look, question):
    library, evidence, _ = look(question)
    return float(np.sort(library.index.uncovered_vectors @ evidence.question)[0])


def test_the_signals_are_weighed_as_a_logistic_model(look, monkeypatch):
    args = look("how is the sales boss paid")
    names = coverage_signals(*args)
    monkeypatch.setattr(module, "weights", lambda: dict.fromkeys(names, 0.0) | {"bias": -1.0, "wording": 2.0})
    assert coverage(*args) == pytest.approx(1 / (1 + math.exp(1 - 2 * names["wording"])))


def test_words_that_no_wording_and_no_best_sentence_has_are_counted_by_weight(look):
    known, unknown = coverage_signals(*look("how is the boss paid")), coverage_signals(*look("parrots paid"))
    assert known["strange"] == known["left"] == 0
    assert 0 < unknown["strange"] < 1
    assert 0 < unknown["left"] < 1


def test_a_sentence_has_the_words_of_its_wordings_too(look):
    # "boss" stands in no article, only in the wordings of one sentence.
    assert coverage_signals(*look("boss"))["left"] == 0


def test_a_figure_that_the_best_sentence_lacks_counts_against(look):
    assert coverage_signals(*look("How many percent of the CSO pay are commissions?"))["form"] == 1
    assert coverage_signals(*look("How is the CSO paid?"))["form"] == 0


def test_a_wording_for_another_role_than_the_named_one_counts_as_foreign(look):
    assert coverage_signals(*look("how is the sales boss paid"))["foreign"] == 0
    assert coverage_signals(*look("how is the marketing chief paid"))["foreign"] > 0


def test_long_questions_are_no_surer_for_their_length(look):
    assert coverage_signals(*look(" ".join(f"parrot{number}" for number in range(30))))["words"] == MOST_WORDS


def test_articles_without_known_gaps_are_like_none(make_library, make_article, look):
    library = make_library((make_article(TEXT, "nogaps", ASKED),))
    signals = coverage_signals(*look("how is the sales boss paid", library))
    assert signals["gap"] == signals["gaps"] == 0
