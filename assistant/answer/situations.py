"""The situations of a company that articles name, each with the role that it speaks for. Not here: which one a reader is in (`matching`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.question.attributes import Attribute
from assistant.question.roles import RoleBook
from assistant.store.library import Library
from assistant.store.profile import JOINED
from assistant.text.names import unique
from assistant.vocabulary import SentenceKind

NAMED = 0.9  # weight from which a heading or lead-in says what its list or paragraph is about


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What an article says of a company in one situation: its rows, first the one that names it, and whom it speaks for.

    `fit` is how clearly a reader is in it, from 0; `sized` marks a situation that is a company's size, whose roles may be any.
    """

    rows: tuple[int, ...]
    roles: tuple[str, ...]
    label: str = ""
    sized: bool = False
    fit: float = 0.0


@lru_cache(maxsize=1)  # of the live version
def situations(library: Library) -> tuple[Situation, ...]:
    """Every situation that is an item of a list about situations."""
    found = []
    for rows in library.groups.values():
        items: dict[int, list[int]] = {}
        for row in rows:
            if library.sentences[row].kind is SentenceKind.ITEM and library.sentences[row].label:
                items.setdefault(library.sentences[row].item, []).append(row)
        for item in items.values():
            profile = library.profiles[item[0]]
            roles = profile.context or profile.subjects
            if profile.head.get(Attribute.SITUATIONS, 0.0) >= NAMED and len(roles) == 1:
                found.append(Situation(rows=tuple(item), roles=roles, label=library.sentences[item[0]].label))
    return tuple(found)


@lru_cache(maxsize=1)
def sizes(library: Library) -> tuple[Situation, ...]:
    """What sections on company size say of each role that does the work of the others, or stands above them.

    A role above the others is also spoken of where a section is on it alone.
    """
    between = {role for one in situations(library) for role in one.roles}
    found: dict[tuple[str, ...], list[int]] = {}
    for row in _prose(library):
        if library.profiles[row].head.get(Attribute.SIZE, 0.0) < NAMED:
            continue
        roles = leading(library.sentences[row].text, library.book)
        if roles and not between & set(roles):
            found.setdefault(roles, []).append(row)
    return tuple(
        Situation(rows=(*_naming_first(library, rows), *_alone(library, roles)), roles=roles, sized=True)
        for roles, rows in found.items()
    )


def leading(text: str, book: RoleBook) -> tuple[str, ...]:
    """The role that a sentence names first, and those joined to it by "and" or "or"; here any role of the glossary counts."""
    mentions = book.find(text)
    found = [mention.id for mention in mentions[:1]]
    for before, after in zip(mentions, mentions[1:], strict=False):
        gap = text[before.end : after.start].translate({ord(sign): None for sign in "'\"‘’“”"})
        if not JOINED.match(gap) and not (before.id == after.id and len(gap) <= 3):
            break
        found.append(after.id)
    return unique(found)


def deciding(library: Library, roles: set[str]) -> tuple[int, ...]:
    """Rows that say what the choice between roles depends on, and that none is better as such."""
    return tuple(
        row
        for row in _prose(library)
        if roles
        and roles <= set(library.profiles[row].mentioned)
        and any(phrase in library.sentences[row].text for phrase in ("depends on", "vary with", "can better decide"))
    )


def _prose(library: Library) -> Iterator[int]:
    return (row for row, one in enumerate(library.sentences) if one.kind is SentenceKind.PROSE)


def _naming_first(library: Library, rows: list[int]) -> list[int]:
    """The rows with that first which names the most roles: it says whom the role works for or stands above."""
    return sorted(rows, key=lambda row: -len(library.profiles[row].mentioned))


def _alone(library: Library, roles: tuple[str, ...]) -> list[int]:
    """Rows of the sections below an article's first level whose heading names one role and no other."""
    if len(roles) != 1:
        return []
    return [
        row
        for row in _prose(library)
        if len(library.section(row)) > 1
        and unique(one.id for one in library.book.find(library.section(row)[-1])) == roles
        and library.profiles[row].context == roles
    ]
