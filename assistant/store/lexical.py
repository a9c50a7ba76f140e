"""Lexical search: BM25 over stems and pairs of neighbouring stems, through bm25s. Not here: how it is fused."""

from collections.abc import Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

from assistant.text.words import content_stems

# Chosen on SQuAD 2.0 dev paragraphs, fused with the dense scores (nDCG@10 .922 without pairs and at k1 1.2, .930 so).
K1, B = 0.9, 0.75
PAIRS = 0.5  # weight of the score of pairs: words that stand side by side as in the question


class Lexical:
    """BM25 scores of a fixed list of texts (Lucene's variant) for single stems and, at half weight, for pairs."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        self._stems = [list(content_stems(text)) for text in texts]
        self._known = {stem for stems in self._stems for stem in stems}
        self._known_pairs = {pair for stems in self._stems for pair in pairs(stems)}
        self._index = indexed(self._stems)
        self._pairs = indexed([pairs(stems) for stems in self._stems])
        counts: dict[str, int] = {}
        for stems in self._stems:
            for stem in set(stems):
                counts[stem] = counts.get(stem, 0) + 1
        self._counts = counts

    def scores(self, stems: Sequence[str]) -> NDArray[np.float32]:
        """BM25 score of every text for the stems of a question; float32 of shape (len(texts),), 0 or above."""
        scores = np.zeros(self._size, dtype=np.float32)
        if asked := [stem for stem in stems if stem in self._known]:
            scores += self._index.get_scores(asked)
        if paired := [pair for pair in pairs(stems) if pair in self._known_pairs]:
            scores += PAIRS * self._pairs.get_scores(paired)
        return scores

    def stems(self, row: int) -> list[str]:
        """The content stems of one text, repeats kept."""
        return self._stems[row]

    def weight(self, stem: str) -> float:
        """Inverse document frequency of a stem, Lucene's form: ln(1 + (N - n + 0.5) / (n + 0.5))."""
        n = self._counts.get(stem, 0)
        return float(np.log(1 + (self._size - n + 0.5) / (n + 0.5)))


def pairs(stems: Sequence[str]) -> list[str]:
    """Each two stems that follow each other."""
    return [f"{one} {other}" for one, other in zip(stems, stems[1:], strict=False)]


def indexed(texts: Sequence[Sequence[str]]) -> bm25s.BM25:
    """An index of token lists."""
    index = bm25s.BM25(method="lucene", k1=K1, b=B)
    # An empty text would leave bm25s with an empty vocabulary.
    index.index([list(tokens) or ["\0"] for tokens in texts], show_progress=False)
    return index
