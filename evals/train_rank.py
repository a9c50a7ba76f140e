"""Fits the weights of `assistant.evidence.rank` so that, of all sentences, those that answer a question come first.

Each source of questions is held out in turn to report on; the weights that are kept are fitted on all of them.
`corner-office bench --train rank` runs it. Not here: what the signals are (`assistant.evidence.rank`), the questions (`lessons`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.evidence.rank import SIGNALS, TEMPERATURE, role_share, signals
from assistant.evidence.retrieve import other_fit, term_fit
from assistant.store.library import Library
from evals.bench import BenchResult, Row, mean
from evals.case import Case
from evals.lessons import TRAINING, Read, Reads, answering_rows, hold_out, load_all, made_from, read_all, training_files
from evals.weights import Trained

Matrix = NDArray[np.float64]
Table = NDArray[np.float32]  # (n_questions, n_sentences)
Truth = NDArray[np.bool_]

RIDGE = 0.01  # strength of the pull of standardised weights to 0; .005 to .02 made no difference above .01
STEPS = 100  # at most; a dozen suffice
ARRIVED = 1e-6  # gain of a step that is not worth another
SMALLEST = 1e-6  # share of a step


@dataclass(frozen=True, kw_only=True, eq=False)
class Task:
    """A question and its candidates, all sentences: `rows` of shape (n_sentences, len(SIGNALS)).

    `start` is what the roles add to the linear score of each, and `right` says which of them answer.
    """

    rows: Table
    start: Table
    right: Truth


@dataclass(frozen=True, kw_only=True, eq=False)
class Slope:
    """Where the weights stand: how bad they are, and how likely each sentence is, and each among those that answer."""

    loss: float
    likely: Table
    right: Table


def train_rank(assistant: Reads, cases: Sequence[Case], folder: Path = TRAINING) -> Trained:
    """Fit the weights on all questions with quotes that answer them, and measure them on each source held out.

    Raises:
        CaseError: there are no files, one breaks the schema, or a quote does not stand in the assistant's articles.
    """
    files = training_files(folder)
    every = read_all(assistant, [lesson for lesson in load_all(files, cases) if lesson.answers], "rank")
    tasks = {id(one): as_task(assistant.library, one) for one in every}
    read = [one for one in every if tasks[id(one)].right.any()]  # a quote may stand where no sentence is: in a heading
    rows: list[Row] = []
    for source, seen, held in hold_out(read):
        rows += measure(f"{source} held out", fit([tasks[id(one)] for one in seen]), [tasks[id(one)] for one in held])
    weights = fit([tasks[id(one)] for one in read])
    return Trained(
        weights=dict(zip(SIGNALS, map(float, weights), strict=True)),
        script=Path(__file__),
        data=files,
        settings={"ridge": RIDGE},
        more=made_from(assistant.library, read),
        result=BenchResult(bench="train-rank", about=f"fitted on {len(read)} questions", rows=tuple(rows)),
    )


def as_task(library: Library, read: Read) -> Task:
    """A lesson as it is fitted on."""
    found, understanding = read.found, read.understanding
    named = np.maximum(term_fit(library, understanding), other_fit(library, understanding))
    rows = signals(
        library,
        understanding,
        found.question,
        adapted=found.adapted,
        dense=found.dense,
        meant=found.meant,
        fit=found.fit,
        attribute=found.attribute,
        named=named,
    )
    right = np.zeros(len(rows), dtype=np.bool_)
    right[list(answering_rows(library, read.lesson))] = True
    return Task(rows=rows, start=np.float32(TEMPERATURE) * np.log(role_share(found.fit)), right=right)


def fit(tasks: Sequence[Task]) -> Matrix:
    """Weights in the order of SIGNALS that make it likeliest that a sentence drawn by its score is one that answers.

    Newton's method with the part of the curvature that is never negative, and shorter steps where a whole one
    makes it worse.
    """
    rows = np.stack([task.rows for task in tasks])
    spread = np.maximum(rows.std(axis=(0, 1), dtype=np.float64), 1e-6)
    rows /= spread.astype(np.float32)
    start, right = np.stack([task.start for task in tasks]), np.stack([task.right for task in tasks])
    weights = np.zeros(rows.shape[2])
    here = slope(weights, rows, start, right)
    for _ in range(STEPS):
        downhill, step = direction(weights, rows, here)
        share, there = 1.0, slope(weights - step, rows, start, right)
        while there.loss > here.loss - 1e-4 * share * float(downhill @ step) and share > SMALLEST:
            share /= 2
            there = slope(weights - share * step, rows, start, right)
        gain = here.loss - there.loss
        if gain > 0:
            weights, here = weights - share * step, there
        if gain < ARRIVED:
            break
    return np.asarray(weights / spread)


def slope(weights: Matrix, rows: NDArray[np.float32], start: Table, right: Truth) -> Slope:
    """How the weights do: the mean of -log(chance of a right sentence), and the pull to 0."""
    score = rows @ weights.astype(np.float32) + start
    among = np.where(right, score, np.float32(-1e9))
    every, good = log_sum(score), log_sum(among)
    loss = float(np.mean(every - good, dtype=np.float64)) + RIDGE * float(weights @ weights)
    return Slope(loss=loss, likely=np.exp(score - every), right=np.exp(among - good))


def direction(weights: Matrix, rows: NDArray[np.float32], here: Slope) -> tuple[Matrix, Matrix]:
    """The gradient, and the step that goes against it."""
    questions, _, width = rows.shape
    flat = rows.reshape(-1, width)
    downhill = (here.likely - here.right).reshape(-1) @ flat / questions + 2 * RIDGE * weights
    middle = (here.likely[:, None] @ rows)[:, 0]
    spread = flat.T @ (flat * here.likely.reshape(-1, 1)) - middle.T @ middle
    curve = spread.astype(np.float64) / questions + 2 * RIDGE * np.eye(width)
    return downhill, np.linalg.solve(curve, downhill)


def log_sum(score: Table) -> Table:
    """log(sum(exp(score))) of each row, shape (n, 1)."""
    top = score.max(axis=1, keepdims=True)
    return np.asarray(top + np.log(np.exp(score - top).sum(axis=1, keepdims=True)))


def measure(name: str, weights: Matrix, tasks: Sequence[Task]) -> list[Row]:
    """MRR of the first sentence that answers, and how often it is the first of all."""
    ranks = [first_right(weights, task) for task in tasks]
    return [
        mean(f"{name}, MRR", [1 / rank for rank in ranks]),
        mean(f"{name}, top 1", [float(rank == 1) for rank in ranks]),
    ]


def first_right(weights: Matrix, task: Task) -> int:
    """The rank of the best sentence that answers, from 1."""
    score = task.rows @ weights + task.start
    return 1 + int((score > score[task.right].max()).sum())
