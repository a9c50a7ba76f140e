"""Tells which of two roles a described job is: "somebody who coaches the team every day, VP or director?".

For roles of which the articles give no situations. Not here: which role fits a company's situation (`advice`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answer.advice import ASKING, describe
from assistant.answer.comparison import find_heart
from assistant.answer.compose import Writer, is_fragment
from assistant.answer.novelty import usable
from assistant.answer.write import Written
from assistant.evidence.retrieve import Evidence
from assistant.question.understand import Understanding, topic_of
from assistant.store.embedding import Embedder, Vectors
from assistant.store.library import Library
from assistant.vocabulary import Outcome

LIKE = 0.5  # likeness from which something that is told is a duty of a role
APART = 0.05  # mean distance from which the duties told are one role's rather than the other's
MOST = 3  # duties shown of a role
# What is said not to be wanted, or not to be so, speaks for nobody.
DENIED = re.compile(
    r"^(?:\W*(?:and|but|or|also)\b)*\W*(?:not|never|without|no|rather than|instead of)\b|n['’]t\b|\bnot\b",
    re.IGNORECASE,
)
# Tells how things are, not what somebody is to do: "our strategy is settled".
STATING = re.compile(
    r"^\W*(?:we|i|our (?:\w+ ){1,3})\W?(?:is|are|am|was|were|have|has|make|sell|run|re|ve)\b", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Job:
    """The roles whose duties are told, likest first, each with the rows that say so; two where both fit alike."""

    roles: tuple[str, ...]
    duties: dict[str, tuple[int, ...]]


def describes(library: Library, embedder: Embedder, understanding: Understanding, told: Sequence[str]) -> Job | None:
    """The role whose duties a description names; None if it names none of any, or fewer than two roles are asked about."""
    roles = understanding.roles
    clauses = [part for text in told for part in tasks(text, library)]
    own = {role: duties_of(library, role) for role in roles}
    if len(roles) != 2 or not clauses or not all(own.values()):
        return None
    vectors = library.adapt(embedder.embed(clauses))
    likeness = {role: likenesses(library, vectors, rows) for role, rows in own.items()}
    best = np.stack([likeness[role].max(axis=0) for role in roles])  # (roles, clauses)
    telling = best.max(axis=0) >= LIKE
    if not telling.any():
        return None
    share = best[:, telling].mean(axis=1)
    order = sorted(range(len(roles)), key=lambda place: -float(share[place]))
    fits = order if share[order[0]] - share[order[1]] < APART else order[:1]
    found = {
        roles[place]: shown(own[roles[place]], likeness[roles[place]][:, telling], best[:, telling], place)
        for place in fits
    }
    return Job(roles=tuple(roles[place] for place in fits), duties=found)


def tasks(text: str, library: Library) -> list[str]:
    """What a text says that somebody is to do, clause by clause, without what it denies."""
    parts = [part for clause in describe(text, library) for part in re.split(r",? (?:or|as well as|who|that) ", clause)]
    return [
        part
        for part in parts
        if not DENIED.search(part) and not STATING.match(part) and len(set(topic_of(part, library.book)) - ASKING) >= 2
    ]


def duties_of(library: Library, role: str) -> list[int]:
    """The rows that tell what one role does."""
    return [
        row
        for row, profile in enumerate(library.profiles)
        if (profile.subjects or profile.context) == (role,)
        and (usable(library, row) or is_fragment(library.sentences[row]))
    ]


def likenesses(library: Library, vectors: Vectors, rows: Sequence[int]) -> Vectors:
    """Likeness of each row, by itself or by a wording that it answers, to each vector; float32 of shape (rows, vectors)."""
    found = library.adapted_sentences[list(rows)] @ vectors.T
    worded = np.vstack([library.adapted_wordings @ vectors.T, np.full((1, len(vectors)), -1, dtype=np.float32)])
    return np.asarray(np.maximum(found, worded[library.wordings_of[list(rows)]].max(axis=1)), dtype=np.float32)


def shown(rows: Sequence[int], likeness: Vectors, best: Vectors, place: int) -> tuple[int, ...]:
    """The duties that are told, those first in which the role is ahead of the other by most; one for each clause."""
    ahead = best[place] - np.delete(best, place, axis=0).max(axis=0)
    found = [rows[int(likeness[:, clause].argmax())] for clause in np.argsort(-ahead, kind="stable")]
    return tuple(dict.fromkeys(found))[:MOST]


def write_job(library: Library, evidence: Evidence, understanding: Understanding, writer: Writer, job: Job) -> Written:
    """The role whose duties are told, those duties, and how the roles differ."""
    names = [library.book.full_name(role) for role in job.roles]
    if len(names) > 1:
        writer.connective(f"**This fits both a {' and a '.join(names)}:** the articles name such duties for each.")
    else:
        writer.connective(f"**A {names[0]}**, because the articles name duties like these as this role's:")
    for role in job.roles:
        under = f"Of the {library.book.full_name(role)} they say:" if len(names) > 1 else ""
        writer.bullets([(row,) for row in job.duties[role]], under=under)
    writer.paragraph(find_heart(library, evidence, understanding))
    return Written(outcome=Outcome.ANSWERED)
