"""Tells that one sentence says the opposite of another: turned words, a negation, a figure, an order, "only" that is not.

Holds for two sentences that are about the same; not here: finding those (`contradiction`).
"""

import re
from collections.abc import Iterator

from assistant.text.figures import figures, kind
from assistant.text.opposites import INSTEAD, OPPOSITE, SCANT, denied, sides, turned_over
from assistant.text.reading import Reading, carries, root
from assistant.text.words import stem

LESS = frozenset("less least fewer hardly rarely seldom scarcely barely".split())
REACH = 2  # words over which "less" turns another round
# What one comes before the other by.
ORDER = re.compile(r"\b(?:before|prior to|ahead of|priority over|first and)\b(?= )", re.IGNORECASE)
# What is hard to do directly is done indirectly: such words turn more than the two behind them.
HARD = re.compile(r"\b(?:hard|difficult|challenging|struggles?)\b", re.IGNORECASE)
NEARLY = re.compile(r"\b(?:barely|hardly|scarcely|rarely|seldom)\b", re.IGNORECASE)
SITUATION = re.compile(r",|\b(?:when|if|while|because|so that)\b", re.IGNORECASE)
# Words that turn others round and say nothing of their own where they stand before another scale: "more or less".
MEASURES = frozenset(map(stem, "more less most least fewer".split()))
# Contraries that as often as not are part of another expression: "the same thing", "a few", "over a year".
IDIOMATIC = frozenset(
    map(
        stem,
        "same similar different few many most over under old new full top low high together apart front back start end".split(),
    )
)


def opposed(claim: Reading, there: Reading) -> bool:
    """Does a sentence say the opposite of a claim?"""
    return (
        (turned(claim, there) and not HARD.search(there.text) and not turned_over(claim, there))
        or denies_it(claim, there)
        or other_figure(claim, there)
        or reversed_order(claim, there)
    )


def signed(reading: Reading) -> Iterator[tuple[str, int]]:
    """Each word's stem, with -1 where the sentence denies it or takes it down: "not direct", "less direct"."""
    no = denied(reading)
    norms = [word.norm for word in reading.words]
    for at, word in enumerate(reading.words):
        one = stem(word.norm)
        down = bool(LESS & set(norms[max(0, at - REACH) : at])) and one not in MEASURES
        yield one, -1 if (root(one) in no) != down else 1


def turned(claim: Reading, there: Reading) -> bool:
    """Does a sentence have the contrary of a word of a claim, and nothing that agrees with that word?"""
    theirs = list(signed(there))
    for one, sign in signed(claim):
        against = OPPOSITE.get(one, frozenset()) - IDIOMATIC
        if not against or one in IDIOMATIC:
            continue
        says = [other for word, other in theirs if word == one] + [-other for word, other in theirs if word in against]
        if says and sign not in says:
            return True
    return False


def denies_it(claim: Reading, there: Reading) -> bool:
    """Does one of two sentences deny a word that the other says, with nothing that makes it nearly so ("slight", "hard")?"""
    if (
        SCANT & {word.norm for word in there.words} - {"superior"}
        or INSTEAD.search(claim.text)
        or INSTEAD.search(there.text)
    ):
        return False
    if NEARLY.search(there.text):
        return False
    mine, theirs = denied(claim), denied(there)
    if mine and theirs:
        return False
    apart = sides(there)
    return bool((mine ^ theirs) & claim.roots & (there.roots - apart[1].roots if apart else there.roots))


def other_figure(claim: Reading, there: Reading) -> bool:
    """Does a sentence give another figure of the same thing than a claim?"""
    mine = [one for one in figures(claim) if kind(one) == "number"]
    theirs = [one for one in figures(there) if kind(one) == "number"]
    given = {one.value for one in theirs}
    return any(one.of & other.of and one.value not in given for one in mine for other in theirs)


def reversed_order(claim: Reading, there: Reading) -> bool:
    """Do two sentences put two things before each other the other way round?"""
    mine, theirs = order(claim), order(there)
    if mine is None or theirs is None:
        return False
    straight = len(mine[0] & theirs[0]) + len(mine[1] & theirs[1])
    return len(mine[0] & theirs[1]) + len(mine[1] & theirs[0]) > straight


def order(reading: Reading) -> tuple[frozenset[str], frozenset[str]] | None:
    """The words on the two sides of "before", in its own clause; None without one."""
    match = ORDER.search(reading.text)
    if not match:
        return None
    earlier = [cut.end() for cut in SITUATION.finditer(reading.text, 0, match.start())]
    later = [cut.start() for cut in SITUATION.finditer(reading.text, match.end())]
    spans = ((max(earlier, default=0), match.start()), (match.end(), min(later, default=len(reading.text))))
    first, second = (
        frozenset(root(stem(word.norm)) for word in reading.words if carries(word) and start <= word.start < end)
        for start, end in spans
    )
    return first - second, second - first
