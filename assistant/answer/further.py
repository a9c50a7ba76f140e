"""What articles say in sentences beside a list, or of a role that no list is on: "all the skills of a CMO", "tell me about the CRO". Not here: lists."""

from collections.abc import Sequence

import numpy as np

from assistant.answer.lists import FITS, OWN_FIT, asks_all
from assistant.answer.novelty import length, redundant, same_words, usable
from assistant.evidence.retrieve import Evidence, head_attribute
from assistant.question.attributes import BROAD
from assistant.question.understand import Understanding
from assistant.store.library import Library
from assistant.vocabulary import SentenceKind

# Share of the best score of all that a sentence must have, and most sentences of one article: in general, and where all
# is asked for; most words of one article.
NEAR, NEAR_OF_ALL = 0.3, 0.08
MOST, MOST_OF_ALL = 3, 6
WORDS = 80
TOLD = 110  # most words of all that is told of a role


def further_prose(
    library: Library, evidence: Evidence, understanding: Understanding, shown: Sequence[int]
) -> dict[str, tuple[int, ...]]:
    """For each article without a shown row what its sections on the aspect asked for add, in reading order.

    Such a section is one whose heading names the aspect, on the roles asked about alone if any are.
    """
    wanted = set(understanding.attributes) - BROAD
    if not wanted:
        return {}
    whole = asks_all(understanding)
    there = {library.sentences[row].article for row in shown}
    floor = (NEAR_OF_ALL if whole else NEAR) * float(evidence.score.max())
    asked = set(understanding.roles)
    found: dict[str, list[int]] = {}
    rows = [
        row
        for row in map(int, np.argsort(-evidence.score, kind="stable"))
        if evidence.score[row] >= floor and evidence.fit[row] >= OWN_FIT and usable(library, row)
    ]
    said = list(shown)
    for row in rows:
        sentence, profile = library.sentences[row], library.profiles[row]
        if sentence.article in there or sentence.kind is not SentenceKind.PROSE:
            continue
        if (asked and not set(profile.context) <= asked) or head_attribute(library, row, understanding) < FITS:
            continue
        if (
            not asked and not wanted <= profile.head.keys()
        ):  # with no role in it, all that it names tells what it is about
            continue
        own = found.setdefault(sentence.article, [])
        full = len(own) == (MOST_OF_ALL if whole else MOST) or length(library, [*own, row]) > WORDS
        if not full and not same_words(library, row, said):  # the vectors of sections with like headings are alike
            own.append(row)
            said.append(row)
    return {article: tuple(sorted(own)) for article, own in found.items() if own}


def all_told(library: Library, evidence: Evidence, role: str, shown: Sequence[int]) -> tuple[int, ...]:
    """What is told of one role alone beside what is shown, the likest first to be kept, in reading order."""
    own = [
        row
        for row in map(int, np.argsort(-evidence.score, kind="stable"))
        if library.profiles[row].subjects == (role,)
        and set(library.profiles[row].context) <= {role}
        and usable(library, row)
        and library.sentences[row].kind is SentenceKind.PROSE
    ]
    chosen: list[int] = []
    for row in own:
        if not redundant(library, row, [*shown, *chosen]) and length(library, [*shown, *chosen, row]) <= TOLD:
            chosen.append(row)
    return tuple(sorted(chosen))
