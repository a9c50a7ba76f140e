"""The weights are fitted on one half, reported on the other, and written as the assistant reads them."""

import json

import numpy as np
import pytest

from assistant.confidence import BIAS, FACT, HEADS, SUBJECT, weigh
from evals.train_choice import train_choice
from evals.train_confidence import Sample, balanced, collect, every_other, fit, logistic, train_confidence, write_model

NAMES = sorted({name for names in HEADS.values() for name in names})


class Counts:
    """Signals that are all the share of the question's words in the folder."""

    def __init__(self, folder):
        self._text = " ".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))).lower()

    def signals(self, question):
        asked = question.lower().split()
        return dict.fromkeys(NAMES, sum(word in self._text for word in asked) / len(asked))


def test_without_data_nothing_is_fitted(tmp_path):
    model, result = train_confidence(None, Counts, tmp_path)
    assert model is None
    assert result.skipped == "skipped: no ../shared/data/{squad2,xquad,clapnq}"


def test_each_pool_gets_its_own_questions_and_those_of_another_set(data, tmp_path):
    samples = collect(data, Counts, tmp_path / "scratch")
    assert {(sample.pool, sample.covered) for sample in samples} == {
        (pool, covered) for pool in ("squad2", "clapnq", "xquad") for covered in (True, False)
    }
    assert not any(sample.answered for sample in samples if not sample.covered)


def test_no_group_is_on_both_sides():
    assert every_other(["b", "a", "c", "a"]) == {"a", "c"}


def sample(value, *, pool="squad2", covered=True, answered=True):
    return Sample(pool=pool, group="g", covered=covered, answered=answered, signals=dict.fromkeys(NAMES, value))


def test_the_fitted_heads_tell_the_questions_that_they_have_seen(tmp_path):
    samples = [sample(value / 10, answered=value > 5) for value in range(10)]
    samples += [sample(-1 + value / 50, covered=False, answered=False) for value in range(10)]
    model = fit(samples)
    assert weigh(model, dict.fromkeys(NAMES, 0.9)) > weigh(model, dict.fromkeys(NAMES, 0.3))
    assert weigh(model, dict.fromkeys(NAMES, 0.3)) > weigh(model, dict.fromkeys(NAMES, -1.0))
    write_model(model, tmp_path / "confidence.json")
    read = json.loads((tmp_path / "confidence.json").read_text(encoding="utf-8"))
    assert {head: set(weights) for head, weights in read.items()} == {
        head: {BIAS, *HEADS[head]} for head in (SUBJECT, FACT)
    }


def test_the_regression_finds_the_weights_that_made_the_labels():
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(4000, 2))
    chance = 1 / (1 + np.exp(-(0.5 + 2 * rows[:, 0] - rows[:, 1])))
    signals = [{"a": one, "b": other} for one, other in rows]
    found = logistic(("a", "b"), signals, chance, np.ones(len(rows)), ridge=1e-6)
    assert found == pytest.approx({BIAS: 0.5, "a": 2, "b": -1}, abs=1e-3)


def test_small_sets_weigh_as_much_as_large_ones():
    assert list(balanced(["a", "a", "a", "b"])) == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2])


def test_without_data_no_choice_is_fitted():
    weights, result = train_choice(None, None)
    assert weights == {}
    assert result.skipped
