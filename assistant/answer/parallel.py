"""Finds the lists that one article has on each of several roles: the daily tasks of a VP, and those of a director.

Not here: lists whose items set roles side by side (`comparison`).
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from assistant.answer.lists import FITS, is_lead
from assistant.evidence.retrieve import Evidence
from assistant.question.attributes import Attribute
from assistant.store.library import Library
from assistant.text.words import content_stems

LIKE = 0.3  # added to the score of a list for each share of the words of its heading that the other role's has


def parallel_lists(
    library: Library, evidence: Evidence, roles: Sequence[str], asked: Collection[Attribute]
) -> Mapping[str, tuple[int, ...]]:
    """For each role its own list on what is asked, lead-in and all, of one article, likest in heading; {} if one has none."""
    own: dict[str, dict[str, list[tuple[int, ...]]]] = {}
    for rows in library.groups.values():
        head = rows[0]
        profile = library.profiles[head]
        named = max((profile.head.get(name, 0.0) for name in asked), default=0.0) >= FITS
        about = profile.mentioned or profile.context
        if is_lead(library, head) and named and len(about) == 1 and about[0] in roles and len(rows) > 2:
            own.setdefault(library.sentences[head].article, {}).setdefault(about[0], []).append(rows)
    whole = [lists for lists in own.values() if set(lists) == set(roles)]
    if not whole:
        return {}
    lists = max(whole, key=lambda lists: max(likely(evidence, rows) for each in lists.values() for rows in each))
    first = max((rows for each in lists.values() for rows in each), key=lambda rows: likely(evidence, rows))
    return {
        role: max(lists[role], key=lambda rows: (likely(evidence, rows) + LIKE * alike(library, rows, first), -rows[0]))
        for role in roles
    }


def likely(evidence: Evidence, rows: Sequence[int]) -> float:
    """How well a list answers: its lead-in and its items in the mean."""
    level = np.sqrt(evidence.score[list(rows)])
    return 0.6 * float(level[0]) + 0.4 * float(np.mean(level[1:]))


def alike(library: Library, rows: Sequence[int], other: Sequence[int]) -> float:
    """The share of the words of one list's heading that another's has."""
    one, two = (set(content_stems(" ".join(library.section(place[0])[-1:]))) for place in (rows, other))
    return len(one & two) / len(one | two) if one | two else 0.0
