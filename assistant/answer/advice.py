"""Advises on the role for a company: matches what is said of it with the situations that the articles name.

A situation is an item of a list that is about situations. Not here: advice that no article gives.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.abstention.missing import unknown_words
from assistant.question.attributes import Attribute
from assistant.question.understand import Understanding, topic_of
from assistant.store.embedding import Embedder, Vectors
from assistant.store.library import Library
from assistant.text.words import content_stems
from assistant.vocabulary import SentenceKind

# Similarity from which a situation fits a description, and the distance in which a second one fits as well;
# chosen on the tuning half of `evals/cases`.
FITS = 0.58
ALSO = 0.06
CLAUSE = 0.7  # likeness from which one clause alone makes its own best situation fit
NEAR = 0.55  # a message that names no role and is further than this from every situation is about something else
NEAREST, MOST = 2, 3  # situations shown
# Stems of the question itself, which tell nothing of the company.
ASKING = frozenset(
    content_stems(
        "hire need choose first better best important lead chief leader charge somebody two bring executive exec officer boss"
        " head fit good take appoint recruit pick help right person role job top should would"
    )
)


@dataclass(frozen=True, kw_only=True)
class Situation:
    """An item that names a situation: its rows, the role that it speaks for, and how well it fits (0 to 1)."""

    rows: tuple[int, ...]
    role: str
    label: str
    fit: float


@dataclass(frozen=True, kw_only=True)
class Advice:
    """The situations that fit, best first; those nearest where none fits; and what speaks against the first."""

    fitting: tuple[Situation, ...]
    nearest: tuple[Situation, ...]
    against: tuple[int, ...] = ()
    otherwise: tuple[Situation, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that the fitting situations speak for, best first, each once."""
        return tuple(dict.fromkeys(situation.role for situation in self.fitting))


def situations(library: Library) -> tuple[tuple[tuple[int, ...], str, str], ...]:
    """Every situation of the articles: its rows, its role and its label."""
    found = []
    for rows in library.groups.values():
        items: dict[int, list[int]] = {}
        for row in rows:
            if library.sentences[row].kind is SentenceKind.ITEM and library.sentences[row].label:
                items.setdefault(library.sentences[row].item, []).append(row)
        for item in items.values():
            profile = library.profiles[item[0]]
            roles = profile.context or profile.subjects
            if profile.head.get(Attribute.SITUATIONS, 0.0) >= 0.9 and len(roles) == 1:
                found.append((tuple(item), roles[0], library.sentences[item[0]].label))
    return tuple(found)


def advise(library: Library, embedder: Embedder, understanding: Understanding, told: Sequence[str]) -> Advice | None:
    """Match what is told of a company; None if the articles name no situations for the roles asked about."""
    wanted = set(understanding.roles)
    known = [entry for entry in situations(library) if len(wanted) < 2 or entry[1] in wanted]
    if not known or (wanted and not any(role in wanted for _, role, _ in known)):
        return None
    clauses = [clause for text in told for clause in describe(text, library)] or [understanding.text]
    vectors = library.adapt(embedder.embed([". ".join(clauses), *clauses]))
    stems = {stem for clause in clauses for stem in content_stems(clause)}
    if not any(set(topic_of(clause, library.book)) - ASKING for clause in clauses):
        return None
    likenesses = np.stack([likeness(library, vectors, rows) for rows, _, _ in known])
    scored = sorted(
        (
            Situation(rows=rows, role=role, label=label, fit=fit(library, alike, stems, rows, label))
            for (rows, role, label), alike in zip(known, likenesses, strict=True)
        ),
        key=lambda situation: -situation.fit,
    )
    best = scored[0].fit
    own = {known[int(clause.argmax())][0] for clause in likenesses.T[1:] if clause.max() >= CLAUSE}
    fitting = tuple(s for s in scored if s.fit >= FITS and (s.fit >= best - ALSO or s.rows in own))[:MOST]
    if not wanted and ((not fitting and best < NEAR) or unknown_words(library, understanding)):
        return None
    if not fitting:
        return Advice(fitting=(), nearest=tuple(scored[:NEAREST]))
    others = tuple(s for s in scored if s.role != fitting[0].role and s not in fitting)[:2]
    return Advice(
        fitting=fitting, nearest=(), against=drawbacks(library, vectors[0], fitting[0].role), otherwise=others
    )


def describe(text: str, library: Library) -> list[str]:
    """The clauses that tell of a company, without those that only name roles; it may be in several situations."""
    clauses = re.split(r"[.;:!?]|,? (?:and|but|also|while)\b|, ", text)
    told = [clause.strip() for clause in clauses if len(set(topic_of(clause, library.book)) - ASKING) >= 2]
    return [library.spell_out_terms(clause) for clause in told]


def likeness(library: Library, vectors: Vectors, rows: Sequence[int]) -> Vectors:
    """Likeness of a situation to the whole description and to each clause: to its first sentences or its wordings.

    The first sentence, which names the situation, counts for a quarter by itself.
    """
    similar = library.adapted_sentences[list(rows[:3])] @ vectors.T
    asked = np.unique(library.wordings_of[list(rows)])
    asked = asked[asked < len(library.index.wordings)]
    first, any_ = similar[0], similar.max(axis=0)
    if len(asked):
        worded = (library.adapted_wordings[asked] @ vectors.T).max(axis=0)
        first, any_ = np.maximum(first, worded), np.maximum(any_, worded)
    return np.asarray(0.75 * any_ + 0.25 * first, dtype=np.float32)


def fit(library: Library, alike: Vectors, stems: set[str], rows: Sequence[int], label: str) -> float:
    """How well a situation fits: its best likeness to any clause, and the words that it shares with the description."""
    own = set(content_stems(" ".join([label, *(library.sentences[row].text for row in rows)])))
    weight = sum(library.sentence_search.weight(stem) for stem in stems)
    shared = sum(library.sentence_search.weight(stem) for stem in stems & own)
    return float(alike.max()) + 0.35 * (shared / weight if weight else 0.0)


def drawbacks(library: Library, question: Vectors, role: str) -> tuple[int, ...]:
    """The drawback of a role that has most to do with the question: its first sentence."""
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
    return (max(rows, key=lambda row: (float(library.adapted_sentences[row] @ question), -row)),)
