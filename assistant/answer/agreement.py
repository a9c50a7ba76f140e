"""Who says what, article by article, for questions on whether the articles agree.

Not here: points on which articles are known to differ (`disagreement`), or how such questions are put (`framing`).
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.answer.novelty import redundant, usable
from assistant.evidence.retrieve import Evidence
from assistant.question.attributes import BROAD
from assistant.question.framing import inside
from assistant.question.roles import RoleBook
from assistant.question.understand import Understanding, understand
from assistant.store.library import Library
from assistant.text.names import NameBook

SPEAKS = 0.72  # share of the best sentence's likeness from which a sentence speaks of the same thing
LEAST = 0.55  # likeness below which none does
NAMED = 0.4  # weight from which a sentence is on an attribute asked for
FITS = 0.55  # fit from which a sentence is on the roles asked about
MOST = 2  # sentences of one article
SECOND = 0.4  # share of the score of an article's first sentence that its second must have


def understand_inside(text: str, book: RoleBook, terms: NameBook | None = None, *, asked: str = "") -> Understanding:
    """Read a question; of one on whether the articles agree, what it asks that of."""
    inner = inside(text)
    understanding = understand(inner or text, book, terms, asked=asked)
    return replace(understanding, agreement=inner is not None)


def speaking(library: Library, evidence: Evidence, understanding: Understanding) -> tuple[int, ...]:
    """The rows of the sentences that speak of what is asked, best first."""
    like = np.maximum(evidence.worded, evidence.meant)
    rows = [row for row in range(len(library.sentences)) if usable(library, row) and evidence.fit[row] >= FITS]
    if not rows:
        return ()
    rows.sort(key=lambda row: (-float(evidence.score[row]), row))
    least = max(LEAST, SPEAKS * max(float(like[row]) for row in rows))
    on_it = set(understanding.attributes) - BROAD and evidence.attribute[rows[0]] >= NAMED
    kept = [row for row in rows[1:] if like[row] >= least and (not on_it or evidence.attribute[row] >= NAMED)]
    return (rows[0], *kept)


def by_article(library: Library, evidence: Evidence, rows: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """The first rows of each article, those that repeat or fall far behind left out."""
    found: dict[str, list[int]] = {}
    for row in rows:
        kept = found.setdefault(library.sentences[row].article, [])
        near = not kept or evidence.score[row] >= SECOND * evidence.score[kept[0]]
        if near and len(kept) < MOST and not redundant(library, row, kept):
            kept.append(row)
    return {article: tuple(kept) for article, kept in found.items()}
