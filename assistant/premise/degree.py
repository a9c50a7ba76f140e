"""Tells that a comparison of two roles is the wrong way round: "sales looks further ahead than marketing".

Not here: contraries within one sentence (`opposed`), or whom a claim is about (`claim`).
"""

import re

from assistant.answer.novelty import usable
from assistant.evidence.rank import Scores
from assistant.premise.claim import Claim
from assistant.question.attributes import BROAD, Attribute, attributes_in
from assistant.question.understand import without_roles
from assistant.store.library import NAMED, Library
from assistant.text.opposites import OPPOSITE, sides
from assistant.text.reading import Reading
from assistant.text.words import stem, words

GENERAL = BROAD | {Attribute.DIFFERENCE}
COMPARATIVE = re.compile(r"(?P<base>[a-z]{2,}?)(?:(?P<double>[bdgnt])(?P=double))?i?er")
PART = re.compile(r"[a-z]+")
# Sentences on the role that are looked at, and which share of the claim's words they have to have.
NEAR, SHARED = 4, 0.3
MOSTLY = re.compile(
    r"\b(?:mostly|mainly|largely|heavily|primarily|chiefly|entirely|wholly|solely|strongly|above all|directly)\b",
    re.IGNORECASE,
)
LESS = re.compile(r"\bless\b.*\bthan\b", re.IGNORECASE)
LITTLE = re.compile(r"\b(?:is|has|have|are) (?:only )?(?:a )?(?:slight|little|small|limited|minor)\b", re.IGNORECASE)


def turned_round(library: Library, claim: Claim) -> int | None:
    """The sentence that gives a role the contrary of what a claim says it is more of than another, which is said to be so.

    Both have to stand in one item of a list, under an attribute that the claim names.
    """
    compared = sides(claim.reading)
    named = attributes_in(without_roles(claim.reading.text, library.book)).keys() - GENERAL
    if compared is None or not named or any(len(side.roles & library.book.core) != 1 for side in compared):
        return None
    left, right = (next(iter(side.roles & library.book.core)) for side in compared)
    if left == right or claim.denies:
        return None
    places: dict[tuple[str, int, int], dict[str, list[int]]] = {}
    for row, profile in enumerate(library.profiles):
        sentence = library.sentences[row]
        about = profile.subjects if len(profile.subjects) == 1 else ()
        if about and sentence.item >= 0 and any(profile.attributes.get(one, 0.0) >= NAMED for one in named):
            places.setdefault((sentence.article, sentence.group, sentence.item), {}).setdefault(about[0], []).append(
                row
            )
    for more in comparatives(claim.reading):
        against = OPPOSITE.get(stem(more), frozenset())
        for there in places.values():
            says = [row for row in there.get(right, ()) if stem(more) in parts(library, row)]
            for row in there.get(left, ()):
                if says and against & parts(library, row) and stem(more) not in parts(library, row):
                    return row
    return None


def played_down(library: Library, claim: Claim, score: Scores, shared: Scores) -> int | None:
    """The sentence that says of a role that it has little, or less than another, of what a claim says it mostly has."""
    if not claim.role or claim.denies or LITTLE.search(claim.reading.text) or LESS.search(claim.reading.text):
        return None
    own = [row for row, profile in enumerate(library.profiles) if claim.role in profile.subjects[:1]]
    for row in sorted(own, key=lambda row: -float(score[row]))[:NEAR]:
        text = library.sentences[row].text
        less = LESS.search(text) and MOSTLY.search(claim.reading.text)
        if (less or LITTLE.search(text)) and shared[row] >= SHARED and usable(library, row):
            return row
    return None


def comparatives(reading: Reading) -> tuple[str, ...]:
    """The plain forms of the comparatives in a sentence: "longer" -> "long", "bigger" -> "big"."""
    found = []
    for word in reading.words:
        if match := COMPARATIVE.fullmatch(word.norm):
            found.append(match["base"] + (match["double"] or ""))
    return tuple(found)


def parts(library: Library, row: int) -> frozenset[str]:
    """Stems of a sentence's words, those of joined words each by itself: "long-term" has "long"."""
    text = " ".join(word.norm for word in words(library.sentences[row].text))
    return frozenset(stem(part) for part in PART.findall(text))
