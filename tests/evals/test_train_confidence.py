"""The weights are fitted on one half and reported on the other."""

import numpy as np
import pytest

from assistant.abstention.confidence import BIAS, HEADS, weigh
from evals.train_choice import train_choice
from evals.train_confidence import Sample, balanced, collect, data_files, fit, logistic, train_confidence, unknown

NAMES = sorted({name for names in HEADS.values() for name in names})


class Counts:
    """Signals that are all the share of the question's words in the folder."""

    def __init__(self, folder):
        self._text = " ".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))).lower()

    def signals(self, question):
        asked = question.lower().split()
        return dict.fromkeys(NAMES, sum(word in self._text for word in asked) / len(asked))


def test_without_data_nothing_is_fitted(tmp_path):
    trained = train_confidence(None, Counts, tmp_path)
    assert not trained.weights
    assert trained.result.skipped == "skipped: no ../shared/data/{squad2,xquad,clapnq}"


def test_the_outcome_names_the_data_that_the_weights_hang_on(data, tmp_path):
    trained = train_confidence(data, Counts, tmp_path / "scratch")
    assert {path.parent.name for path in trained.data} == {"squad2", "clapnq"}
    assert {head: set(weights) for head, weights in trained.weights.items()} == {
        head: {BIAS, *names} for head, names in HEADS.items()
    }


def test_each_pool_gets_its_own_questions_and_those_of_another_set(data, tmp_path):
    samples = collect(data_files(data), Counts, tmp_path / "scratch")
    assert {(sample.pool, sample.covered) for sample in samples} == {
        (pool, covered) for pool in ("squad2", "clapnq", "xquad") for covered in (True, False)
    }
    assert not any(sample.answered for sample in samples if not sample.covered)


def sample(value, *, pool="squad2", covered=True, answered=True):
    return Sample(
        pool=pool,
        question=str(value),
        group="g",
        covered=covered,
        answered=answered,
        signals=dict.fromkeys(NAMES, value),
    )


def test_a_question_of_another_set_that_was_fitted_on_is_not_reported_on():
    xquad = [sample(0.1, pool="xquad"), sample(0.2, pool="xquad")]
    assert unknown(xquad, [sample(0.2)]) == xquad[:1]


def test_the_fitted_heads_tell_the_questions_that_they_have_seen():
    samples = [sample(value / 10, answered=value > 5) for value in range(10)]
    samples += [sample(-1 + value / 50, covered=False, answered=False) for value in range(10)]
    model = fit(samples)
    assert weigh(model, dict.fromkeys(NAMES, 0.9)) > weigh(model, dict.fromkeys(NAMES, 0.3))
    assert weigh(model, dict.fromkeys(NAMES, 0.3)) > weigh(model, dict.fromkeys(NAMES, -1.0))


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
    trained = train_choice(None, None)
    assert not trained.weights
    assert trained.result.skipped
