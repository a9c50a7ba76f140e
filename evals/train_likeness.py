"""Makes the table of word vectors that `assistant.llm.likeness` reads, out of the packaged embedder. No data needed.

`corner-office bench --train likeness` runs it; `--train support` has to follow. Not here: what the table is used for.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from assistant.llm.likeness import TABLE_FILE
from assistant.store.embedding import Embedder, Vectors
from evals.bench import BenchResult, Row

DIMENSIONS = 64  # with all 384 the AUROC on WiCE differs by less than .002


class WordEmbedder(Embedder, Protocol):
    """An embedder that knows its own words."""

    def ranked_words(self) -> dict[str, int]:
        """Whole words in lower case with their place in the vocabulary, which falls with frequency."""


def train_likeness(embedder: WordEmbedder, path: Path = TABLE_FILE) -> BenchResult:
    """Embed each word alone, reduce the vectors to their main directions, and write them as whole numbers."""
    ranks = embedder.ranked_words()
    vectors = reduced(embedder.embed(list(ranks)), DIMENSIONS)
    write_table(path, list(ranks), list(ranks.values()), vectors, embedder.id)
    size = path.stat().st_size / 2**20
    rows = (Row(figure="words", value=len(ranks)), Row(figure="size of the table", value=size, unit="MB"))
    return BenchResult(bench="train-likeness", about=f"the words of {embedder.id}", rows=rows)


def reduced(vectors: Vectors, dimensions: int) -> Vectors:
    """Vectors in the directions in which they differ most, rows of unit length; each direction's sign is fixed."""
    centred = (vectors - vectors.mean(axis=0)).astype(np.float64)
    _, directions = np.linalg.eigh(centred.T @ centred)
    chosen = directions[:, ::-1][:, :dimensions]
    chosen = chosen * np.sign(chosen[np.abs(chosen).argmax(axis=0), np.arange(chosen.shape[1])])
    low = centred @ chosen
    return np.asarray(low / np.maximum(np.linalg.norm(low, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def write_table(path: Path, words: Sequence[str], ranks: Sequence[int], vectors: Vectors, embedder: str) -> None:
    """Write the table as arrays without any pickle; `made_from` names the embedder."""
    np.savez_compressed(
        path,
        words=np.array(" ".join(words)),
        ranks=np.array(ranks, dtype=np.uint16),
        vectors=np.round(vectors * 127).astype(np.int8),
        made_from=np.array(embedder),
    )
