"""Finds the points on which articles differ, from the facts that their front matter anchors in their text.

Not here: points on which the articles are merely silent, or say the same in other words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.attributes import BROAD, Attribute
from assistant.library import Library
from assistant.understand import Understanding
from assistant.vocabulary import Fact


@dataclass(frozen=True, kw_only=True)
class Side:
    """One position, with the sentence rows that hold it, article by article."""

    says: str
    rows: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """A point on which articles differ."""

    topic: str
    sides: tuple[Side, ...]


def find_dispute(library: Library, understanding: Understanding) -> Dispute | None:
    """The point asked about, if articles differ on it."""
    for topic in topics(understanding):
        sides: dict[str, list[int]] = {}
        for article_id, fact in facts_on(library, topic, understanding):
            row = row_of(library, article_id, fact)
            if row is not None:
                sides.setdefault(fact.says, []).append(row)
        if len(sides) >= 2:
            return Dispute(topic=topic, sides=tuple(Side(says=says, rows=tuple(rows)) for says, rows in sides.items()))
    return None


def topics(understanding: Understanding) -> tuple[str, ...]:
    """The topics that a question asks about, the longest cue first; none if it asks about several things."""
    asked = sorted(understanding.attributes.items(), key=lambda item: -item[1])
    specific = [name for name, _ in asked if name not in BROAD and name is not Attribute.DIFFERENCE]
    if len(specific) > 1 or understanding.others and Attribute.NAMES in specific:
        return ()
    return tuple(name.value for name, _ in asked if name in specific or (not specific and name in BROAD))


def facts_on(library: Library, topic: str, understanding: Understanding) -> Iterator[tuple[str, Fact]]:
    """The facts on a topic that concern all the roles asked about, article by article."""
    asked = set(understanding.roles)
    for article in library.index.articles:
        for fact in article.facts:
            if fact.topic == topic and asked <= set(fact.roles):
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
