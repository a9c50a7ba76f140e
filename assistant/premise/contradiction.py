"""Tells whether the articles say otherwise than a reader holds to be so, and which sentences say it.

A claim is searched for with the name of its role left out: what answers "who owns the CRM?" of another role
contradicts a claim on this one. Not here: taking the claim out of a question (`premise`), comparing two sentences (`opposed`).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answer.compose import is_fragment
from assistant.answer.novelty import redundant, usable
from assistant.evidence.rank import Scores, worded_likeness
from assistant.premise.claim import CHIEF, Claim, claims_of
from assistant.premise.degree import played_down, turned_round
from assistant.premise.opposed import opposed
from assistant.premise.premise import Premise
from assistant.question.attributes import BROAD
from assistant.store.embedding import Embedder, Vectors
from assistant.store.library import NAMED, Library
from assistant.text.opposites import SCANT
from assistant.text.reading import read_sentence
from assistant.text.words import content_stems, words
from assistant.vocabulary import SentenceKind

# Weights of the words that a claim shares with a sentence's wordings, and with the sentence itself, beside its likeness.
WORDED, WRITTEN = 0.25, 0.35
RAREST = 6.0  # weight of a word that the articles do not have
MOST = 3  # sentences that correct one message
# Chosen on the development half of `evals/training/premises.yaml` and on 4,259 wordings, which no article contradicts:
AHEAD = 0.2  # how much better a sentence on the counterpart has to fit than any on the role itself,
LIKE = 0.5  # and how like the claim it has to be,
SHARED = 0.15  # and which share of the claim's words it has to have
PARALLEL = 0.7  # how like the first a sentence on the role itself has to be to be set beside it,
PARALLEL_POINT = 0.55  # and how like where both stand in one item of a list or under one attribute's name
SURELY = 0.8  # unless it is so like it
CHOICE = 0.2  # how much less than the best another one may fit that is nearer to all that was asked
FEW, LIKE_ALONE = 2, 0.61  # more so for a claim of a single word
SECOND = 0.1  # how much less than the first a further sentence on the counterpart may fit
NEAR = 2  # sentences on the role itself that are held against the claim,
ABOUT = 0.85  # and how well they have to fit it,
OWN_WORDS = 0.3  # and which share of its words they have to have, unless they are
CLOSE = 0.75  # so like it


ALONE = re.compile(r"\b(?:only|solely|alone|exclusively|nothing but|purely|merely|just)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, eq=False)
class Found:
    """How well each sentence fits a claim: its `likeness`, the share of the claim's words that it has, and both as one `score`.

    `asked` adds to the score how like the sentence is to the whole question that the claim stands in.
    """

    likeness: Scores
    shared: Scores
    score: Scores
    asked: Scores


def corrections(library: Library, embedder: Embedder, premises: Sequence[Premise]) -> tuple[int, ...]:
    """Rows of the sentences that say otherwise than a message holds to be so; none if nothing does."""
    claims = [claim for premise in premises for claim in claims_of(library, premise)]
    if not claims:
        return ()
    asked = [premise.question or premise.text for premise in premises for _ in claims_of(library, premise)]
    vectors = embedder.embed([library.spell_out_terms(text) for text in (*(claim.masked for claim in claims), *asked)])
    rows: list[int] = []
    for claim, vector, question in zip(claims, vectors, vectors[len(claims) :], strict=False):
        rows += correcting(library, claim, search(library, claim.masked, vector, library.adapt(question)))
    return tuple(dict.fromkeys(rows))[:MOST]


def correcting(library: Library, claim: Claim, found: Found) -> tuple[int, ...]:
    """The sentence that says otherwise than one claim, or none: of whom it is said, then what is said."""
    checks: tuple[Callable[[Library, Claim, Found], int | None], ...] = (
        other_boss, other_officer, backwards, counterpart, not_alone, less, opposite,
    )  # fmt: skip
    row = next((row for check in checks if (row := check(library, claim, found)) is not None), None)
    return () if row is None else (row, *(parallel(library, claim, row) or seconding(library, claim, found, row)))


def parallel(library: Library, claim: Claim, first: int) -> tuple[int, ...]:
    """What the articles say on the same of the role that the claim is about, where the first sentence is on another."""
    about = library.profiles[first].subjects or library.profiles[first].context
    if not claim.role or claim.role in about or len(about) != 1:
        return ()
    likeness = library.adapted_sentences @ library.adapted_sentences[first]
    own = [
        row
        for row in library.told_of.get(claim.role, ())
        if likeness[row] >= (PARALLEL_POINT if same_point(library, row, first) else PARALLEL)
        and (usable(library, row) or led(library, row))
        and not redundant(library, row, [first])
    ]
    return (best_of(likeness, own),) if own else ()


def seconding(library: Library, claim: Claim, found: Found, first: int) -> tuple[int, ...]:
    """The next best sentence on whom the first one is about, where it says nearly as surely something else on the claim."""
    about = library.profiles[first].subjects
    if not claim.role or not about or claim.role in about:
        return ()
    rows = [
        row
        for row, profile in enumerate(library.profiles)
        if profile.subjects == about and found.score[row] >= found.score[first] - SECOND and found.likeness[row] >= LIKE
    ]
    rest = [
        row
        for row in rows
        if row != first
        and library.sentences[row].kind is not SentenceKind.CELL  # tables restate what stands above them
        and usable(library, row)
        and not redundant(library, row, [first])
    ]
    return (best_of(found.score, rest),) if rest else ()


def search(library: Library, text: str, vector: Vectors, question: Vectors) -> Found:
    """How well every sentence fits a claim whose role is left out; `question` is the adapted vector of all that was asked."""
    adapted = library.adapt(vector)
    meant = (library.adapted_sentences @ adapted).astype(np.float32)
    worded, _ = worded_likeness(library, adapted, meant)
    likeness = np.maximum(meant, worded)
    weight = {one: min(library.sentence_search.weight(one), RAREST) for one in content_stems(text)}
    shared = shares(library.claim_stems, weight)
    score = likeness + WORDED * shares(library.row_stems, weight) + WRITTEN * shared
    asked = score + library.adapted_sentences @ question
    return Found(
        likeness=likeness,
        shared=shared,
        score=np.asarray(score, dtype=np.float32),
        asked=np.asarray(asked, dtype=np.float32),
    )


def shares(stems: Sequence[frozenset[str]], weight: dict[str, float]) -> Scores:
    """For each sentence the share of some words, by weight, that its stems have."""
    total = sum(weight.values())
    found = [sum(weight[one] for one in weight.keys() & row) / total if total else 0.0 for row in stems]
    return np.asarray(found, dtype=np.float32)


def counterpart(library: Library, claim: Claim, found: Found) -> int | None:
    """The sentence that says of a role's counterpart what a claim says of the role, if no sentence says it of the role itself."""
    other = library.counterparts.get(claim.role, "")
    if not other or library.counterparts.get(other) != claim.role or claim.denies:
        return None
    own, theirs = [], []
    for row, profile in enumerate(library.profiles):
        about = profile.subjects or (profile.context if len(profile.context) == 1 else ())
        if claim.role in about or claim.role in profile.mentioned:
            own.append(row)
        elif about == (other,) and (usable(library, row) or led(library, row)):
            theirs.append(row)
    few = len(set(content_stems(claim.masked))) < FEW
    best = ahead(found, theirs, own, least=LIKE_ALONE if few else LIKE)
    return None if best is None or said_of_own(library, claim, best, own) else best


def said_of_own(library: Library, claim: Claim, row: int, own: Sequence[int]) -> bool:
    """Whether a sentence on the claim's role alone has, of the claim's words, all that one on another has, and two or more."""
    asked = set(content_stems(claim.masked))
    there = asked & set(content_stems(library.sentences[row].text))
    for one in own:
        said = asked & set(content_stems(library.sentences[one].text))
        if SCANT & {word.norm for word in words(library.sentences[one].text)}:  # "its influence on closing is slight"
            continue
        if (
            len(said) >= FEW
            and there <= said
            and library.profiles[one].subjects == (claim.role,)
            and usable(library, one)
        ):
            return True
    return False


def same_point(library: Library, row: int, other: int) -> bool:
    """Whether two sentences stand in one item of a list, or where one attribute is named."""
    one, two = library.sentences[row], library.sentences[other]
    together = (one.article, one.group, one.item) == (two.article, two.group, two.item) and one.item >= 0
    mine, theirs = (
        {name for name, weight in library.profiles[place].attributes.items() if weight >= NAMED}
        for place in (row, other)
    )
    return together or bool((mine & theirs) - BROAD)


def led(library: Library, row: int) -> bool:
    """Whether a sentence is an item that can be shown under what introduces it."""
    first = library.group_of(row)[0]
    return is_fragment(library.sentences[row]) and library.sentences[first].kind is SentenceKind.LEAD_IN


def ahead(found: Found, theirs: Sequence[int], own: Sequence[int], *, least: float) -> int | None:
    """The best sentence on others, if it fits so much better than the best on whom a claim is about that it is said of the others."""
    if not own or not theirs:
        return None
    bar = found.score[list(own)].max() + AHEAD
    said = [
        row
        for row in theirs
        if found.score[row] >= bar
        and found.likeness[row] >= least
        and (found.shared[row] >= SHARED or found.likeness[row] >= SURELY)
    ]
    near = [row for row in said if found.score[row] >= found.score[said].max() - CHOICE]
    return best_of(found.asked, near) if near else None


def other_officer(library: Library, claim: Claim, found: Found) -> int | None:
    """The sentence that says of another chief, such as the CEO, what a claim says of one."""
    if not claim.officer or claim.denies:
        return None
    officers = {
        role.id for role in library.book.roles.values() if CHIEF.match(role.name) and role.id not in library.book.core
    }
    own = library.naming.get(claim.officer, ())
    others = {row for officer in officers - {claim.officer} for row in library.naming.get(officer, ())} - set(own)
    return ahead(found, sorted(row for row in others if usable(library, row)), own, least=LIKE)


def not_alone(library: Library, claim: Claim, found: Found) -> int | None:
    """A sentence that gives a role more departments than the only one that a claim gives it."""
    book = library.book
    if not claim.role or book.roles[claim.role].department or not ALONE.search(claim.reading.text):
        return None
    mine = book.departments & claim.reading.roots
    rows = [
        row
        for row, profile in enumerate(library.profiles)
        if claim.role in profile.subjects
        and found.shared[row] >= OWN_WORDS
        and book.departments & read_sentence(library.sentences[row].text, book).roots - mine
    ]
    return best_of(found.score, rows) if rows else None


def opposite(library: Library, claim: Claim, found: Found) -> int | None:
    """A sentence on what a claim is about that says the contrary."""
    open_rows = [
        row
        for row, profile in enumerate(library.profiles)
        if usable(library, row)
        and (
            not claim.roles
            or claim.roles & {*profile.subjects, *profile.mentioned, *profile.context}
            or not profile.mentioned
        )
    ]
    for row in sorted(open_rows, key=lambda row: -float(found.score[row]))[:NEAR]:
        near = found.shared[row] >= OWN_WORDS or found.likeness[row] >= CLOSE
        if (
            found.score[row] >= ABOUT
            and near
            and opposed(claim.reading, read_sentence(library.sentences[row].text, library.book))
        ):
            return row
    return None


def backwards(library: Library, claim: Claim, _found: Found) -> int | None:
    """The sentence on the first of two roles that are compared the wrong way round."""
    return turned_round(library, claim)


def less(library: Library, claim: Claim, found: Found) -> int | None:
    """The sentence that plays down what a claim says of a role."""
    return played_down(library, claim, found.score, found.shared)


def other_boss(library: Library, claim: Claim, found: Found) -> int | None:
    """A sentence that has a role report to others than a claim does."""
    if not claim.reports_to:
        return None
    role, boss = claim.reports_to
    rows = []
    for row, profile in enumerate(library.profiles):
        there = library.reports.get(row)
        if there and role in profile.subjects and usable(library, row):
            if boss in there:
                return None
            rows.append(row)
    return best_of(found.score, rows) if rows else None


def best_of(score: Scores, rows: Sequence[int]) -> int:
    """The row with the highest score, the first of equals."""
    return max(rows, key=lambda row: (float(score[row]), -row))
