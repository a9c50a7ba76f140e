"""Lexical search: BM25 over stems, through bm25s. Not here: the dense side, or how the two are fused."""

from collections.abc import Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

from assistant.words import content_stems


class Lexical:
    """BM25 scores of a fixed list of texts (Lucene's variant; k1 1.2, b 0.75, the usual defaults)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        self._stems = [list(content_stems(text)) for text in texts]
        known = {stem for stems in self._stems for stem in stems}
        self._known = known
        self._index = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        # An empty text would leave bm25s with an empty vocabulary.
        self._index.index([stems or ["\0"] for stems in self._stems], show_progress=False)
        counts: dict[str, int] = {}
        for stems in self._stems:
            for stem in set(stems):
                counts[stem] = counts.get(stem, 0) + 1
        self._counts = counts

    def scores(self, stems: Sequence[str]) -> NDArray[np.float32]:
        """BM25 score of every text for the stems of a question; float32 of shape (len(texts),), 0 or above."""
        asked = [stem for stem in stems if stem in self._known]
        if not asked:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._index.get_scores(asked), dtype=np.float32)

    def stems(self, row: int) -> list[str]:
        """The content stems of one text, repeats kept."""
        return self._stems[row]

    def knows(self, stem: str) -> bool:
        """Whether any text has the stem."""
        return stem in self._known

    def weight(self, stem: str) -> float:
        """Inverse document frequency of a stem, Lucene's form: ln(1 + (N - n + 0.5) / (n + 0.5))."""
        n = self._counts.get(stem, 0)
        return float(np.log(1 + (self._size - n + 0.5) / (n + 0.5)))
