"""Finds the points on which articles differ, from the facts that their front matter anchors in their text.

Not here: points on which the articles are merely silent, or say the same in other words.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.evidence.retrieve import Evidence
from assistant.question.attributes import BROAD, Attribute
from assistant.question.understand import Kind, Understanding
from assistant.store.library import Library
from assistant.vocabulary import Fact

# Share of the best score of all that the best sentence of a dispute must have, and that on two roles being one where
# the question names one role only ("other titles of a CMO?").
LIKE, LIKELY = 0.12, 0.6
MORE = 2  # stems that no cue explains from which a question is on more than the topic that one word of it names
NEAR = 0.3  # share from which a sentence that holds a position answers a question on whether the articles agree


@dataclass(frozen=True, kw_only=True)
class Side:
    """One position, with the sentence rows that hold it, article by article."""

    says: str
    rows: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """A point on which articles differ; `agreed` are the rows on each role asked about on which they do not."""

    topic: str
    sides: tuple[Side, ...]
    agreed: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[int, ...]:
        """All rows that hold a position."""
        return tuple(row for side in self.sides for row in side.rows)


def find_dispute(library: Library, evidence: Evidence, understanding: Understanding) -> Dispute | None:
    """The point asked about, if articles differ on it and what they say of it is like the question."""
    for topic in topics(understanding):
        dispute = dispute_on(library, topic, understanding.roles) or dispute_on_one(library, topic, understanding.roles)
        if dispute is None:
            continue
        passing = topic == Attribute.NAMES and len(understanding.roles) == 1
        passing = passing or says_more(understanding)
        if float(evidence.score[list(dispute.rows)].max()) >= (LIKELY if passing else LIKE):
            return dispute
    return None


def dispute_on(library: Library, topic: str, roles: Sequence[str]) -> Dispute | None:
    """The positions on a topic that concerns all of some roles, if there are two or more."""
    sides = positions(library, topic, roles)
    return Dispute(topic=topic, sides=sides) if len(sides) >= 2 else None


def dispute_on_one(library: Library, topic: str, roles: Sequence[str]) -> Dispute | None:
    """The positions on the first of several roles that articles differ on, where all of the roles have facts of their own."""
    each = {role: positions(library, topic, (role,)) for role in roles}
    differing = [role for role in roles if len(each[role]) >= 2]
    if len(roles) < 2 or not differing or not all(each.values()):
        return None
    agreed = {role: sides[0].rows for role, sides in each.items() if len(sides) == 1}
    return Dispute(topic=topic, sides=each[differing[0]], agreed=agreed)


def dispute_among(library: Library, evidence: Evidence, rows: Collection[int]) -> Dispute | None:
    """The point on which some of the sentences that answer a question hold two or more positions, if there is one."""
    near = {row for row in rows if evidence.score[row] >= NEAR}
    for article in library.index.articles:
        for fact in article.facts:
            dispute = dispute_on(library, fact.topic, fact.roles)
            if dispute and sum(not near.isdisjoint(side.rows) for side in dispute.sides) >= 2:
                return dispute
    return None


def all_disputes(library: Library) -> tuple[tuple[tuple[str, ...], Dispute], ...]:
    """Every point on which articles differ, with the roles that it concerns, article by article; each once."""
    found: dict[frozenset[int], tuple[tuple[str, ...], Dispute]] = {}
    for article in library.index.articles:
        for fact in article.facts:
            dispute = dispute_on(library, fact.topic, fact.roles)
            if dispute:
                found.setdefault(frozenset(dispute.rows), (fact.roles, dispute))
    return tuple(found.values())


def positions(library: Library, topic: str, roles: Sequence[str]) -> tuple[Side, ...]:
    """What the articles say on a topic that concerns all of some roles, each position with its rows."""
    sides: dict[str, list[int]] = {}
    for article_id, fact in facts_on(library, topic, roles):
        row = row_of(library, article_id, fact)
        if row is not None:
            sides.setdefault(fact.says, []).append(row)
    return tuple(Side(says=says, rows=tuple(rows)) for says, rows in sides.items())


def topics(understanding: Understanding) -> tuple[str, ...]:
    """The topics that a question asks about, the longest cue first; none if it asks about several things."""
    asked = sorted(understanding.attributes.items(), key=lambda item: -item[1])
    specific = [name for name, _ in asked if name not in BROAD and name is not Attribute.DIFFERENCE]
    if len(specific) > 1 or understanding.others and Attribute.NAMES in specific:
        return ()
    longest = max((understanding.attributes[name] for name in specific), default=0)
    whether = not specific or understanding.agreement or understanding.kind is Kind.YES_NO
    broad = [name for name, length in asked if whether and name in BROAD and length > longest]
    return tuple(name.value for name, _ in asked if name in specific or name in broad)


def says_more(understanding: Understanding) -> bool:
    """Whether a cue of one word is the least of what a question asks for: "does she *supervise* those who close deals?"."""
    return max(understanding.attributes.values(), default=0) == 1 and len(understanding.rest) > MORE


def facts_on(library: Library, topic: str, roles: Sequence[str]) -> Iterator[tuple[str, Fact]]:
    """The facts on a topic that concern all the roles asked about, article by article.

    A fact on one role alone is no answer to a question that names none.
    """
    asked = set(roles)
    for article in library.index.articles:
        for fact in article.facts:
            if fact.topic == topic and asked <= set(fact.roles) and (asked or len(fact.roles) > 1):
                yield article.id, fact


def row_of(library: Library, article_id: str, fact: Fact) -> int | None:
    """The row of the sentence that a fact's quote begins in."""
    return next(
        (
            row
            for row, sentence in enumerate(library.sentences)
            if sentence.article == article_id and sentence.start <= fact.start < sentence.end
        ),
        None,
    )
