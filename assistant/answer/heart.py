"""Finds the sentence with the heart of a difference, to stand above a table. Not here: the table (`comparison`)."""

from collections.abc import Collection, Sequence
from typing import Protocol

from assistant.answer.novelty import usable
from assistant.answer.pick import sets_apart
from assistant.evidence.retrieve import Evidence
from assistant.question.attributes import Attribute
from assistant.question.understand import Understanding
from assistant.store.library import NAMED, Library
from assistant.vocabulary import SentenceKind

LIKE = 0.3  # share of the best score of all that a sentence above a table has to have


class Cells(Protocol):
    """A row of a table."""

    @property
    def alone(self) -> Sequence[int]:
        """The sentences that are all of a cell."""
        ...


def heart_of(
    library: Library, evidence: Evidence, roles: Sequence[str], asked: Collection[Attribute], aspects: Sequence[Cells]
) -> tuple[int, ...]:
    """The sentence that is not all of a cell and itself sets the roles against each other in what is asked; none if there is none."""
    alone = {row for aspect in aspects for row in aspect.alone}
    found = [
        row
        for row, profile in enumerate(library.profiles)
        if row not in alone
        and usable(library, row)
        and library.sentences[row].kind is SentenceKind.PROSE
        and set(roles) <= set(profile.mentioned)
        and max((profile.attributes.get(name, 0.0) for name in asked), default=0.0) >= NAMED
        and evidence.score[row] >= LIKE * float(evidence.score.max())
        and sets_apart(library, row, set(roles))
    ]
    return tuple(sorted(found, key=lambda row: (-float(evidence.score[row]), row))[:1])


def between(library: Library, roles: Collection[str]) -> tuple[int, ...]:
    """The sentence that says how one of the roles stands to another, such as that it oversees it; none if there is none."""
    for article in library.index.articles:
        held = [one for one in article.relations if {*one.roles, *one.what} >= set(roles) and len(one.roles) == 1]
        for row, sentence in enumerate(library.sentences):
            here = any(one.start < sentence.end and sentence.start < one.end for one in held)
            if here and sentence.article == article.id and set(roles) <= set(library.profiles[row].mentioned):
                return (row,)
    return ()


def find_heart(library: Library, evidence: Evidence, understanding: Understanding) -> tuple[int, ...]:
    """The sentence that says the difference of all roles at once; else one on each role from such a place."""
    roles = set(understanding.roles)
    told = [
        row
        for row, profile in enumerate(library.profiles)
        if usable(library, row)
        and profile.attributes.get(Attribute.DIFFERENCE, 0.0) >= 0.9
        and roles <= set(library.book.ids(profile.place))  # what sets a VP apart from a director says nothing of a CMO
    ]
    both = [
        row
        for row in told
        if roles <= set(library.profiles[row].mentioned) and len(library.profiles[row].subjects) == 1
    ]
    if both:
        # A sentence that itself says "difference" tells it better than one that only stands under such a heading.
        return (
            max(
                both,
                key=lambda row: (library.profiles[row].attributes[Attribute.DIFFERENCE] + evidence.dense[row], -row),
            ),
        )
    single = []
    for role in understanding.roles:
        rows = [row for row in told if library.profiles[row].subjects == (role,) and library.sentences[row].item < 0]
        if rows:
            single.append(max(rows, key=lambda row: (float(evidence.dense[row]), -row)))
    return tuple(single) if len(single) == len(roles) else ()
