"""Fits the weights of `assistant.choose` on one half of CLAPNQ's answerable questions, and reports on the other.

Halves are cut by title. Not here: what is weighed of a sentence.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.choose import chance, sentence_signals, within
from assistant.embedding import Embedder
from evals.bench import BenchResult, Row, skip
from evals.bench_sentences import sentence_rows
from evals.datasets import SentenceTask, find, read_sentence_tasks
from evals.train_confidence import every_other, logistic

RIDGE = 20.0  # strength of the pull of standardised weights to 0; 3 to 50 made no difference above .01


def train_choice(folder: Path | None, embedder: Embedder) -> tuple[dict[str, float], BenchResult]:
    """The fitted weights, empty without the data set, and the figures on the questions that they have not seen."""
    path = find(folder, "clapnq", "answerable.jsonl")
    if path is None:
        return {}, skip("train-choice", "clapnq")
    tasks = read_sentence_tasks(path)
    reported = every_other(task.title for task in tasks)
    seen = [task for task in tasks if task.title not in reported]
    held = [task for task in tasks if task.title in reported]
    weights = fit(seen, embedder)
    rows = measure("held out", weights, held, embedder)
    rows += measure("halves swapped", fit(held, embedder), seen, embedder)
    about = f"fitted on {len(seen)} questions, reported on {len(held)} others, best over annotators"
    return weights, BenchResult(bench="train-choice", about=about, rows=tuple(rows))


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
