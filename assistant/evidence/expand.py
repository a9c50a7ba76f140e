"""Widens a search by the message's other questions and the turn before: what a short question leaves out often stands there.

Only for the passages shown beside an answer. Not here: the answer, and whether there is one. Those never see a
widened search, as no earlier turn may make a question look covered.
"""

from collections.abc import Sequence

import numpy as np

from assistant.evidence.retrieve import Evidence, best_hits, search_passages
from assistant.store.embedding import Embedder
from assistant.store.library import Library
from assistant.text.words import content_stems
from assistant.vocabulary import Hit

# Weight of the turn before. Chosen where it can do harm: 400 questions of SQuAD 2.0 dev behind a question on another
# article lose .005 of their recall@5 at .4, .010 at .5, .018 at .6; the gain is flat from .4 to .6 (evals/README.md).
BEFORE = 0.4


def search_text(library: Library, turn: str) -> str:
    """A turn as it is embedded and searched for."""
    return library.spell_out_terms(library.speller.correct(turn))


def widened(
    library: Library, embedder: Embedder, found: Sequence[Evidence], before: str, *, top: int = 10
) -> tuple[Hit, ...]:
    """The best `top` passages, best first, for all questions of a message alike and, at less weight, for the turn before.

    `found` holds the evidence of each question; `before` is empty where no turn came before. Scores are at most 1.
    """
    scores = np.mean([evidence.passages for evidence in found], axis=0)
    if before:
        text = search_text(library, before)
        vector = embedder.embed([text])[0]
        dense = (library.index.sentence_vectors @ vector).astype(np.float32)
        earlier = search_passages(library, vector, dense, content_stems(text))
        scores = (scores + BEFORE * earlier) / (1 + BEFORE)
    return best_hits(library, scores.astype(np.float32), top)
