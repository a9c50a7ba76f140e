"""Fits the weights of `assistant.llm.score`: which claims of WiCE do the sentences carry that are cited for them?

`corner-office bench --train support` runs it. Not here: what the signals are (`assistant.llm.alignment`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.llm.alignment import SIGNALS, read, signals
from assistant.llm.likeness import Likeness
from evals.bench import BenchResult, Row, skip
from evals.datasets import find
from evals.ranking import auroc, auroc_interval
from evals.weights import Trained
from evals.wice import WiceClaim, read_wice

Matrix = NDArray[np.float64]

RIDGE = 20.0  # strength of the pull of standardised weights to 0, in claims; 7 to 100 make a difference of .002
STEPS = 50  # at most; a handful suffice
FOLDS, ROUNDS = 10, 5


@dataclass(frozen=True, kw_only=True, eq=False)
class Lesson:
    """The signals of claims that cite anything, of shape (n, len(SIGNALS)), and which claims are supported."""

    rows: Matrix
    right: NDArray[np.bool_]


def train_support(data: Path | None) -> Trained:
    """Fit the weights on all claims of WiCE dev, and measure them by cross-validation. No weights without the data."""
    path = find(data, "wice", "dev.jsonl")
    if path is None:
        return Trained(weights={}, script=Path(__file__), data=[], settings={}, result=skip("train-support", "wice"))
    claims = read_wice(path)
    lesson = as_lesson(claims)
    weights = fit(lesson)
    return Trained(
        weights=dict(zip([*SIGNALS, "bias"], map(float, weights), strict=True)),
        script=Path(__file__),
        data=[path],
        settings={"ridge": RIDGE},
        result=BenchResult(
            bench="train-support", about=f"fitted on {len(lesson.right)} claims", rows=(cross_validated(claims),)
        ),
    )


def as_lesson(claims: Sequence[WiceClaim]) -> Lesson:
    """The claims that cite anything, as they are fitted on."""
    likeness = Likeness.load()
    citing = [claim for claim in claims if claim.sources]
    rows = [signals(claim.text, read(claim.sources), likeness) for claim in citing]
    return Lesson(rows=np.array(rows), right=np.array([claim.supported for claim in citing]))


def fit(lesson: Lesson) -> Matrix:
    """Weights of the signals as they are, and the bias last: logistic regression by Newton's method."""
    middle, spread = lesson.rows.mean(axis=0), lesson.rows.std(axis=0) + 1e-9
    rows = np.hstack([(lesson.rows - middle) / spread, np.ones((len(lesson.right), 1))])
    pull = np.diag([RIDGE] * len(SIGNALS) + [0.0])
    weights = np.zeros(len(SIGNALS) + 1)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        downhill = rows.T @ (chance - lesson.right) + pull @ weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + pull
        step = np.linalg.solve(curve, downhill)
        weights -= step
        if float(np.abs(step).max()) < 1e-8:
            break
    scaled = weights[:-1] / spread
    return np.append(scaled, weights[-1] - scaled @ middle)


def held_out(lesson: Lesson, folds: int, seed: int) -> Matrix:
    """The score of each claim by weights that were not fitted on it; folds hold equal shares of supported claims."""
    scores = np.zeros(len(lesson.right))
    order = np.random.default_rng(seed)
    fold = np.zeros(len(lesson.right), dtype=int)
    for kind in (True, False):
        of_kind = np.flatnonzero(lesson.right == kind)
        fold[order.permutation(of_kind)] = np.arange(len(of_kind)) % folds
    for one in range(folds):
        out = fold == one
        weights = fit(Lesson(rows=lesson.rows[~out], right=lesson.right[~out]))
        scores[out] = lesson.rows[out] @ weights[:-1] + weights[-1]
    return scores


def cross_validated(claims: Sequence[WiceClaim], folds: int = FOLDS) -> Row:
    """The mean AUROC of claims held out, over several ways to cut them; a claim that nothing is cited for comes last."""
    lesson = as_lesson(claims)
    none = len(claims) - len(lesson.right)
    areas = []
    for seed in range(ROUNDS):
        scores = held_out(lesson, folds, seed)
        positive, negative = sides(lesson, scores, none)
        areas.append(auroc(positive, negative))
    low, high = auroc_interval(positive, negative)
    return Row(
        figure="supported against the rest, AUROC", value=float(np.mean(areas)), n=len(claims), low=low, high=high
    )


def sides(lesson: Lesson, scores: Matrix, none: int) -> tuple[list[float], list[float]]:
    """The scores of supported claims and of the others, with those of claims that nothing is cited for."""
    lowest = float(scores.min()) - 1
    return scores[lesson.right].tolist(), [*scores[~lesson.right].tolist(), *[lowest] * none]
