"""Advises on the role for a company: from the situations that it is in, which role they speak for and what speaks for another.

Not here: how a description is matched (`matching`), advice that no article gives, or choosing between persons (`persons`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.abstention.missing import unknown_words
from assistant.answer.matching import Match, match
from assistant.answer.situations import Situation, deciding, situations, sizes
from assistant.question.attributes import Attribute
from assistant.question.understand import Understanding
from assistant.question.wishes import ABOVE_BOTH, APPLYING
from assistant.store.embedding import Embedder, Vectors
from assistant.store.library import Library
from assistant.vocabulary import SentenceKind

MOST, OTHERWISE, SIZED = 4, 2, 3  # situations shown as fitting and as what would change the advice; sentences on a size
# A question for somebody to lead, be it without the name of a role.
SOMEBODY = re.compile(
    r"\b(?:chief|executive|exec|leader|head|boss|officer)s?\b|\b(?:role|structure)\b"
    r"|\bwhom?\b.{0,20}\b(?:hire|appoint|recruit|bring in|take on|put in charge|need|lead)\b",
    re.IGNORECASE,
)
# How like to a situation, and to what is told, what speaks against a role must be to speak against it there.
LIKE_SITUATION, LIKE_TOLD = 0.58, 0.5


@dataclass(frozen=True, kw_only=True)
class Advice:
    """The situations that a company is in, clearest first, and what it may be in as well or what would change the advice.

    `sized` is what is said of a company of its size. Where no situation fits, `nearest` holds one for each role, and
    `deciding` the rows that say what the choice depends on. `against` is a drawback of the role advised that bears on them.
    """

    fitting: tuple[Situation, ...]
    nearest: tuple[Situation, ...] = ()
    sized: tuple[Situation, ...] = ()
    deciding: tuple[int, ...] = ()
    against: tuple[int, ...] = ()
    otherwise: tuple[Situation, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that the fitting situations speak for, clearest first, each once."""
        return tuple(dict.fromkeys(role for situation in self.fitting for role in situation.roles))


def advise(library: Library, embedder: Embedder, understanding: Understanding, told: Sequence[str]) -> Advice | None:
    """Match what is told of a company; None if the articles name no situations for the roles asked about, or nothing is told."""
    wanted = set(understanding.roles)
    known = situations(library)
    between = tuple(dict.fromkeys(role for one in known for role in one.roles))
    sized = sizes(library)
    if not known or (wanted and not wanted & {role for one in (*known, *sized) for role in one.roles}):
        return None
    found = match(library, embedder, (*known, *sized), told)
    if found is None:
        return None
    asked = set(between) if len(wanted) < 2 else wanted
    above = ABOVE_BOTH.search(understanding.text) is not None  # neither of the two
    fitting = () if above else tuple(one for one in found.stated if not one.sized and set(one.roles) & asked)[:MOST]
    size = tuple(one for one in found.stated if one.sized)[:1]
    somebody = SOMEBODY.search(" ".join((understanding.asked, understanding.text)))
    applying = APPLYING.search(understanding.text)
    if (
        (above and not size)
        or not (wanted or applying or somebody)
        and (unknown_words(library, understanding) or not (fitting or size))
    ):
        return None
    question = library.adapt(embedder.embed([" ".join(told)]))[0]
    size = tuple(replace(one, rows=told_most(library, question, one.rows)) for one in size)
    if not fitting and not size:
        return Advice(
            fitting=(),
            nearest=one_each(found, [role for role in between if role in asked]),
            deciding=deciding(library, asked),
        )
    if not fitting:
        return Advice(fitting=(), sized=size)
    advised = {role for one in fitting for role in one.roles}
    return Advice(
        fitting=fitting,
        sized=size,
        against=drawbacks(library, question, fitting) if len(advised) == 1 else (),
        otherwise=others(found, asked - advised),
    )


def one_each(found: Match, roles: Sequence[str]) -> tuple[Situation, ...]:
    """The nearest situation of each role, without those that the reader says not to be in."""
    open_ = [one for one in found.nearest if not one.sized and one not in found.denied]
    best = (next((one for one in open_ if role in one.roles), None) for role in roles)
    return tuple(sorted((one for one in best if one), key=found.nearest.index))


def others(found: Match, roles: set[str]) -> tuple[Situation, ...]:
    """Situations that speak for other roles: first those that may be meant as well, then the nearest."""
    open_ = [*found.hinted, *(one for one in found.nearest if one.rows not in {other.rows for other in found.hinted})]
    return tuple(one for one in open_ if not one.sized and set(one.roles) & roles)[:OTHERWISE]


def told_most(library: Library, question: Vectors, rows: Sequence[int]) -> tuple[int, ...]:
    """The first row of a situation, which names it, those that have most to do with what is told, and what comes after it."""
    rest = sorted(rows[1:], key=lambda row: -float(library.adapted_sentences[row] @ question))
    chosen = (rows[0], *sorted(rest[: SIZED - 1]))
    after = [row for row in library.group_of(rows[0]) if row > max(chosen)]
    return (*chosen, *after[: SIZED - len(chosen)])


def drawbacks(library: Library, question: Vectors, fitting: Sequence[Situation]) -> tuple[int, ...]:
    """The drawback of the role advised that bears most on what is told or on the situations; none if none does."""
    role = fitting[0].roles[0]
    rows = [
        row
        for row, profile in enumerate(library.profiles)
        if profile.head.get(Attribute.CONS, 0.0) >= 0.9
        and (profile.context or profile.subjects)[:1] == (role,)
        and library.sentences[row].kind is SentenceKind.ITEM
        and library.sentences[row].label_start < library.sentences[row].start
    ]
    if not rows:
        return ()
    situation = library.adapted_sentences[[row for one in fitting for row in one.rows]]
    bearing = []
    for row in rows:
        item = library.adapted_sentences[
            [other for other in library.group_of(row) if library.sentences[other].item == library.sentences[row].item]
        ]
        bearing.append(
            max(float((situation @ item.T).max()) / LIKE_SITUATION, float((item @ question).max()) / LIKE_TOLD)
        )
    best = int(np.argmax(bearing))
    return (rows[best],) if bearing[best] >= 1 else ()
