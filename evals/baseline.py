"""BM25 over a pool, the floor that every benchmark sets beside the assistant. The one place that knows bm25s."""

from collections.abc import Sequence

import bm25s

from assistant.text.words import content_stems
from evals.datasets import Text


class Bm25:
    """Lucene's BM25 (k1 1.5, b 0.75) over stems of content words of title and text."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._ids = [text.id for text in texts]
        self._index = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
        self._index.index([tokens(f"{text.title} {text.text}") for text in texts], show_progress=False)

    def rank(self, query: str, top: int) -> list[tuple[str, float]]:
        """The best `top` texts with their scores (0 and above, no upper end), best first; none for an empty query."""
        stems = [stem for stem in content_stems(query) if stem in self._index.vocab_dict]
        if not stems:
            return []
        found, scores = self._index.retrieve([stems], k=min(top, len(self._ids)), show_progress=False)
        return [(self._ids[int(place)], float(score)) for place, score in zip(found[0], scores[0], strict=True)]

    def best(self, query: str) -> float:
        """The score of the best text, 0 when no word of the query occurs."""
        ranked = self.rank(query, 1)
        return ranked[0][1] if ranked else 0.0


def tokens(text: str) -> list[str]:
    """Stems to index; a text without any gets one that no query has, since the index takes no empty text."""
    return list(content_stems(text)) or ["\0"]
