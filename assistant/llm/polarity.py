"""Yes and no: negations and opposites of a claim against its sources. Not here: how certain it is (`modality`)."""

from collections import Counter
from collections.abc import Sequence

from assistant.llm.likeness import Likeness
from assistant.llm.overlap import Match
from assistant.text.opposites import OPPOSITE, PREFIXES, SCANT, denied, negated, odd, turned_over
from assistant.text.reading import Clause, Reading, carries, root
from assistant.text.words import stem

CLOSE = 0.85  # overlap from which on a claim repeats its source, so that each negation counts
SAID = 0.45  # overlap from which on a clause is held against its source for a contrary word
ALIKE = 0.6  # likeness from which on a word says what another says


def polarity_fault(claim: Reading, sources: Sequence[Reading], matched: Sequence[Match], likeness: Likeness) -> str:
    """What is wrong with a claim's negations and opposites, in words; empty if nothing is."""
    near = closest(matched) or list(sources)
    even = any(odd(claim) == odd(reading) for reading in near[:1])
    flips = [flip for match in matched for flip in flipped(match)]
    if repeats(matched, near):
        flips = flips or exchanged(claim, near[0])
        if not flips and not even and not turned_over(claim, near[0]):
            return "differs from its source by a negation"
    if flips and even and not turned_over(claim, near[0]):
        one, other = flips[0]
        return f"says {one} where its source says {other}"
    return "" if flips else denial(claim, near, likeness)


def denial(claim: Reading, near: Sequence[Reading], likeness: Likeness) -> str:
    """A word that a claim denies and its sources do not, or the other way round, in words; empty if there is none."""
    mine, theirs = denied(claim), frozenset().union(*map(denied, near))
    said = frozenset().union(*(reading.roots for reading in near))
    twice = negated(claim) and not odd(claim) and not any(map(negated, near))  # "unless ..., neither ..."
    if not twice and (wrong := sorted((mine - theirs) & said)):
        return f"denies what its source says ({word_of(wrong[0], claim)})"
    if odd(claim) and not any(map(negated, near)) and not contrary(claim, near) and says(claim, mine, near, likeness):
        return "denies something that its source does not"
    affirmed = frozenset().union(*(reading.roots - denied(reading) for reading in near))
    if dropped := sorted(((theirs - mine) & claim.roots) - affirmed):
        return f"says as true what its source denies ({word_of(dropped[0], claim)})"
    return ""


def says(claim: Reading, roots: frozenset[str], near: Sequence[Reading], likeness: Likeness) -> bool:
    """Do sentences say, in a word much like it, what a claim denies?"""
    denied_words = [word.norm for word in claim.words if carries(word) and root(stem(word.norm)) in roots]
    there = [word for reading in near for clause in reading.clauses for word in clause.content]
    return bool(denied_words) and float(likeness.best(denied_words, there).max()) >= ALIKE


def closest(matched: Sequence[Match]) -> list[Reading]:
    """The sentences that the clauses of a claim are about, the best of the first clause first."""
    return list({id(reading): reading for match in matched for _, reading in match.near()}.values())


def repeats(matched: Sequence[Match], near: Sequence[Reading]) -> bool:
    """Does a claim repeat one sentence nearly word for word?"""
    return len(near) == 1 and min((match.best for match in matched if match.claim.stems), default=0.0) >= CLOSE


def exchanged(claim: Reading, there: Reading) -> list[tuple[str, str]]:
    """Words that a claim has once more than the sentence that it repeats, and their contrary once less."""
    mine, theirs = counts(claim), counts(there)
    return [
        (one, other)
        for one in mine
        for other in OPPOSITE.get(one, ())
        if mine[one] > theirs[one] and mine[other] < theirs[other]
    ]


def counts(reading: Reading) -> Counter[str]:
    """How often each stem stands in a sentence."""
    return Counter(stem(word.norm) for word in reading.words)


def flipped(match: Match) -> list[tuple[str, str]]:
    """Words of a clause whose contrary stands in the clause of the sources that it is about, in their place."""
    found = []
    here = match.claim
    norms = {stem(word.norm): word.norm for word in here.words}
    for one in norms:
        against = OPPOSITE.get(one, frozenset()) - norms.keys()
        if not against:
            continue
        having = max((share for share, there, _ in match.found if one in stems_of(there)), default=0.0)
        other = max(
            (
                (share, there)
                for share, there, _ in match.found
                if against & stems_of(there) and one not in stems_of(there)
            ),
            key=lambda pair: pair[0],
            default=(0.0, None),
        )
        if other[1] is not None and other[0] >= max(SAID, having + 0.1):
            word = next(word.norm for word in other[1].words if stem(word.norm) in against)
            found.append((norms[one], word))
    return found


def stems_of(clause: Clause) -> frozenset[str]:
    """The stems of all words of a clause."""
    return frozenset(stem(word.norm) for word in clause.words)


def contrary(claim: Reading, near: Sequence[Reading]) -> bool:
    """May a claim's negation stand for a single word of its sources: "not the same" for "different", "un-"?"""
    theirs = {word.norm for reading in near for word in reading.words}
    return (
        bool(theirs & SCANT)
        or any(OPPOSITE.get(one, frozenset()) & {stem(word) for word in theirs} for one in claim.stems)
        or any(
            word.startswith(PREFIXES)
            and any(
                word.removeprefix(prefix) and root(stem(word.removeprefix(prefix))) in claim.roots
                for prefix in PREFIXES
            )
            for word in theirs
        )
    )


def word_of(one: str, reading: Reading) -> str:
    """The word of a sentence that has a root."""
    return next((word.norm for word in reading.words if root(stem(word.norm)) == one), one)
