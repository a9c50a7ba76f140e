"""Fits the weights of `assistant.evidence.choose` on one half of CLAPNQ's answerable questions, and reports on the other.

Halves are cut by title. `corner-office bench --train choice` runs it. Not here: what is weighed of a sentence.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.evidence.choose import chance, sentence_signals, within
from assistant.store.embedding import Embedder
from evals.bench import BenchResult, Row, skip
from evals.bench_sentences import sentence_rows
from evals.datasets import SentenceTask, find, read_sentence_tasks
from evals.halves import reported_half
from evals.train_confidence import logistic
from evals.weights import Trained

RIDGE = 20.0  # strength of the pull of standardised weights to 0; 3 to 50 made no difference above .01


def train_choice(folder: Path | None, embedder: Embedder) -> Trained:
    """Fit the weights, and measure the choice on the questions that they have not seen.

    Rows named "halves swapped" are of weights that are fitted on the other half and thrown away.
    """
    path = find(folder, "clapnq", "answerable.jsonl")
    if path is None:
        return trained({}, (), skip("train-choice", "clapnq"))
    held, seen = reported_half(read_sentence_tasks(path))
    weights = fit(seen, embedder)
    rows = measure("held out", weights, held, embedder)
    rows += measure("halves swapped", fit(held, embedder), seen, embedder)
    about = f"fitted on {len(seen)} questions, reported on {len(held)} others, best over annotators"
    return trained(weights, [path], BenchResult(bench="train-choice", about=about, rows=tuple(rows)))


def trained(weights: dict[str, float], read: Sequence[Path], result: BenchResult) -> Trained:
    """The outcome of this script."""
    return Trained(weights=weights, script=Path(__file__), data=read, settings={"ridge": RIDGE}, result=result)


def fit(tasks: Sequence[SentenceTask], embedder: Embedder) -> dict[str, float]:
    """Weights by signal; each sentence's label is the share of annotators who chose it."""
    signals, labels = [], []
    for task in tasks:
        signals += sentence_signals(embedder, task.question, task.title, task.sentences)
        labels += [
            sum(index in choice for choice in task.chosen) / len(task.chosen) for index in range(len(task.sentences))
        ]
    return logistic(tuple(signals[0]), signals, labels, np.ones(len(signals)), ridge=RIDGE)


def measure(name: str, weights: dict[str, float], tasks: Sequence[SentenceTask], embedder: Embedder) -> list[Row]:
    """The figures of a choice by these weights."""

    def choose(question: str, title: str, sentences: Sequence[str]) -> list[int]:
        return within([chance(weights, found) for found in sentence_signals(embedder, question, title, sentences)])

    return sentence_rows(name, choose, tasks)
