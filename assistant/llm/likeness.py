"""How alike two words are, from a small table of word vectors. Not here: making the table (`evals.train_likeness`).

The vectors are those that the packaged embedder gives to single words, reduced to fewer dimensions and to whole
numbers. A table costs no call of the embedder, which alone would take longer than all checks of an answer.
"""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TABLE_FILE = Path(__file__).with_name("likeness.npz")

COMMON = 1000  # rank from which on a word begins to weigh
RARE = 30522  # rank taken for a word that the table does not have: the size of the embedder's vocabulary


class Likeness:
    """Word vectors of unit length and the words' ranks in the embedder's vocabulary, which falls with frequency."""

    def __init__(self, ranks: Mapping[str, int], vectors: NDArray[np.float32]) -> None:
        self._rows = {word: row for row, word in enumerate(ranks)}
        self._ranks = ranks
        self._vectors = vectors

    @classmethod
    def load(cls, path: Path = TABLE_FILE) -> "Likeness":
        """Read the table: `words` and `ranks`, and `vectors` as int8."""
        with np.load(path, allow_pickle=False) as table:
            ranks = dict(zip(str(table["words"]).split(), map(int, table["ranks"]), strict=True))
            vectors = table["vectors"].astype(np.float32)
        return cls(ranks, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))

    def weight(self, word: str) -> float:
        """How much a word says, from about 0.7 (the commonest) to 3.5 (one that the table does not have)."""
        return math.log(1 + self._ranks.get(word, RARE) / COMMON)

    def best(self, words: Sequence[str], among: Sequence[str]) -> NDArray[np.float32]:
        """For each word its likeness to the most alike of others, -1 to 1; 0 where a word has no vector."""
        there = [self._rows[word] for word in among if word in self._rows]
        found = np.zeros(len(words), dtype=np.float32)
        if there:
            known = [(place, self._rows[word]) for place, word in enumerate(words) if word in self._rows]
            if known:
                places, rows = zip(*known, strict=True)
                found[list(places)] = (self._vectors[list(rows)] @ self._vectors[there].T).max(axis=1)
        return found
