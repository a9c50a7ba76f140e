"""Keeps of some readings of a vague question those that the articles answer. Not here: what the readings are (`clarify`)."""

from collections.abc import Sequence

from assistant.abstention.abstain import assess
from assistant.answer.agreement import understand_inside
from assistant.evidence.retrieve import retrieve
from assistant.store.embedding import Embedder, Foreseen
from assistant.store.library import Library


def answerable(
    library: Library, embedder: Embedder, readings: Sequence[str], otherwise: Sequence[str]
) -> tuple[str, ...]:
    """The readings that the articles cover; the others, of those that they do, where they cover none."""
    for texts in (readings, otherwise):
        asked = [understand_inside(text, library.book, library.terms) for text in texts]
        ahead = Foreseen(embedder, [library.spell_out_terms(one.text) for one in asked]) if asked else embedder
        covered = [assess(library, retrieve(library, ahead, one), one).covered for one in asked]
        if any(covered):
            return tuple(text for text, kept in zip(texts, covered, strict=True) if kept)
    return ()
