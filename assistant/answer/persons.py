"""What the articles ask of whoever holds a role, applied to persons that a reader weighs. Not here: who is the better one; no article chooses.

Also which of two roles a description of the work is nearer to, where no situations of a company are named for them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answer.matching import DENIES, PARTING, Likeness, clauses_of
from assistant.answer.situations import Situation
from assistant.question.attributes import Attribute, attributes_in
from assistant.question.parts import sentences_of
from assistant.store.embedding import Embedder
from assistant.store.library import Library
from assistant.text.names import unique
from assistant.vocabulary import SentenceKind

ALIKE = 0.42  # likeness from which a sentence is about what a clause tells
APART = 0.03  # distance from which a clause is nearer to one role than to the other
LEANING = 0.06  # sum of the distances from which a description is nearer to one role
MOST = 5  # sentences shown
FEWEST = 3
ASKED_OF = frozenset({Attribute.SKILLS, Attribute.QUALIFICATIONS, Attribute.TRAITS, Attribute.CAREER})
WHOLE = "Which skills, qualifications and experience does a {role} need?"
# Tells what is there already, and so not what is wanted: "our strategy is settled", "the board has a plan already".
SETTLED = re.compile(
    r"\b(?:is|are|has been|have been|['’]s|['’]re) (?:already |all )?(?:settled|set|agreed|decided|fixed|done|clear|written|in place|there|finished|ready)\b"
    r"|\b(?:have|has|got|made|wrote) .{0,40}\balready\b|\balready (?:have|has|got|made|wrote|know)\b",
    re.IGNORECASE,
)
# Says that something is not wanted; that something is not there says that it is: "we have no strategy yet".
UNWANTED = re.compile(
    r"(?:\b(?:not|no longer|hardly)|n['’]t) (?:really |actually )?(?:need|want|look|require|seek|after)\w*|\bno need\b|\b(?:rather than|instead of)\b",
    re.IGNORECASE,
)
COMMAS = re.compile(r"[.,;:!?](?:\s|$)|\bbut\b")  # what is said of a person goes together: "public relations and brand"


@dataclass(frozen=True, kw_only=True)
class Leaning:
    """The role that a description is nearer to, and the rows that say of it what is described, best first."""

    role: str
    rows: tuple[int, ...]


def asked_of(library: Library, embedder: Embedder, role: str, told: Sequence[str]) -> tuple[int, ...]:
    """Rows on what a role asks of a person that speak of what is told of persons, filled up with what it asks of anybody."""
    rows = [
        row
        for row in library.told_of.get(role, ())
        if library.sentences[row].kind is not SentenceKind.LEAD_IN
        and ASKED_OF
        & {*library.profiles[row].head, *(name for part in library.section(row) for name in attributes_in(part))}
    ]
    rows = rows or _alone(library, role)  # where no article says what it asks of persons, what the work is
    if not rows:
        return ()
    measure = Likeness(library, embedder, [Situation(rows=(row,), roles=(role,)) for row in rows])
    near = measure([*_clauses(library, told, COMMAS), WHOLE.format(role=library.book.full_name(role))])
    found: dict[int, float] = {}
    for likeness in near[:-1]:
        best = int(likeness.argmax())
        if likeness[best] >= ALIKE:
            found[rows[best]] = max(found.get(rows[best], 0.0), float(likeness[best]))
    chosen = sorted(found, key=lambda row: -found[row])[:MOST]
    for place in np.argsort(-near[-1], kind="stable"):
        if len(chosen) >= FEWEST:
            break
        if rows[int(place)] not in chosen:
            chosen.append(rows[int(place)])
    return tuple(chosen)


def leaning(library: Library, embedder: Embedder, roles: Sequence[str], told: Sequence[str]) -> Leaning | None:
    """The role that what is told is nearer to, by what is said of each role alone; None where that is not clear."""
    clauses = _clauses(library, told, PARTING)
    places = {
        role: [row for row in _alone(library, role) if not DENIES.search(library.sentences[row].text)] for role in roles
    }
    if len(roles) != 2 or not clauses or not all(places.values()):
        return None
    near = {
        role: Likeness(library, embedder, [Situation(rows=(row,), roles=(role,)) for row in rows])(clauses)
        for role, rows in places.items()
    }
    first, second = roles
    lean, found = 0.0, {role: dict[int, float]() for role in roles}
    for place, clause in enumerate(clauses):
        best = {role: float(near[role][place].max()) for role in roles}
        apart = best[first] - best[second]
        if max(best.values()) < ALIKE or abs(apart) < APART:
            continue
        denied = bool(UNWANTED.search(clause) or SETTLED.search(clause))
        lean += -apart if denied else apart
        if not denied:
            role = first if apart > 0 else second
            row = places[role][int(near[role][place].argmax())]
            found[role][row] = max(found[role].get(row, 0.0), best[role])
    if abs(lean) < LEANING:
        return None
    role = first if lean > 0 else second
    return Leaning(role=role, rows=tuple(sorted(found[role], key=lambda row: -found[role][row])[:MOST]))


def _clauses(library: Library, told: Sequence[str], parting: re.Pattern[str]) -> list[str]:
    sentences = [sentence for text in told for sentence in sentences_of(text)]
    found = [clause for sentence in sentences for clause in clauses_of(sentence, library, parting)]
    return list(unique(found))


def _alone(library: Library, role: str) -> list[int]:
    """Rows that say something of one role alone."""
    return [
        row
        for row in library.told_of.get(role, ())
        if set(library.profiles[row].mentioned) <= {role} and library.sentences[row].kind is not SentenceKind.LEAD_IN
    ]
