"""Questions that ask which of two roles something is true of: the one or two sentences that decide it, no table.

Not here: which role a company needs (`advice`), or what sets roles apart in general (`comparison`).
"""

import re

from assistant.answer.compose import is_fragment
from assistant.answer.novelty import usable
from assistant.evidence.retrieve import Evidence
from assistant.question.attributes import Attribute
from assistant.question.understand import COMPARING, Kind, Understanding
from assistant.store.library import NAMED, Library
from assistant.vocabulary import SentenceKind

FITS = 0.55  # fit from which a sentence is on the roles
# Share of the best sentence's score from which one on the other role belongs to the answer: in the same item, and elsewhere.
BESIDE, NEAR = 0.2, 0.7
WHICH = re.compile(
    r"(?:^|[:;,–-] )(?:(?:and|so|but|ok|then)\W+)*(?:who|whose|which (?:one|of|role|chief|executive|officer|leader|post|position|person)|which)\b"
    r"(?! (?:metric|kpi|skill|tool|task|dut|situation|compan|team|thing)\w*)",
    re.IGNORECASE,
)
EITHER = re.compile(r"\bor\b|\bof the two\b|\bof (?:them|both|these|those)\b|\bwhich of\b|\bwhich one\b", re.IGNORECASE)
# What is more, or sooner, true of one cannot be decided by what is said of both alike.
DEGREE = re.compile(
    r"\b(?:more|less|most|least|better|worse|faster|slower|quicker|sooner|easier|harder|longer|shorter|further|farther"
    r"|earlier|later|higher|lower|bigger|broader|wider|narrower|closer|first|last|rather)\b",
    re.IGNORECASE,
)
# What is asked of each of them is no choice of one.
OF_EACH = re.compile(r"\b(?:each|both|respectively|either one)\b", re.IGNORECASE)
# That roles differ, or that neither is above the other, does not say which of them it is.
HOLLOW = re.compile(r"\bdiffer\b|^neither\b", re.IGNORECASE)
AGAINST = re.compile(r"\b(?:than|next to|less|unlike|whereas|while)\b", re.IGNORECASE)


def picks_one(understanding: Understanding) -> bool:
    """Whether it is asked which of two roles something is true of."""
    return (
        len(understanding.roles) == 2
        and understanding.kind in {Kind.COMPARISON, Kind.FACT, Kind.LIST}
        and bool(understanding.topic)
        and not {Attribute.DIFFERENCE, Attribute.SITUATIONS, Attribute.CONFLICT} & understanding.attributes.keys()
        and bool(WHICH.search(understanding.text))
        and not OF_EACH.search(understanding.text)
        and bool(EITHER.search(understanding.text) or DEGREE.search(understanding.text))
    )


def deciding(library: Library, evidence: Evidence, understanding: Understanding) -> tuple[int, ...]:
    """The best sentence on one of the roles, and on the other one what stands beside it or is nearly as good."""
    roles = set(understanding.roles)
    order = sorted(
        (
            row
            for row, profile in enumerate(library.profiles)
            if usable(library, row)
            and evidence.fit[row] >= FITS
            # When a role is the better choice is no answer to which of the two is better at something.
            and profile.attributes.get(Attribute.SITUATIONS, 0.0) < NAMED
            and not HOLLOW.search(library.sentences[row].text)
        ),
        key=lambda row: (-float(evidence.score[row]), row),
    )
    if DEGREE.search(understanding.text):
        order = [row for row in order if len(set(library.profiles[row].subjects) & roles) == 1]
    if not order:
        return ()
    best = order[0]
    own = set(library.profiles[best].subjects) & roles
    if len(own) != 1 or sets_apart(library, best, roles):
        return (best,)
    others = [row for row in order if set(library.profiles[row].subjects) == roles - own]
    share = {row: float(evidence.score[row]) / float(evidence.score[best]) for row in others}
    beside = [row for row in others if same_item(library, best, row) and share[row] >= BESIDE]
    near = [row for row in others if share[row] >= NEAR]
    found = (best, *(beside or near)[:1])
    return tuple(
        sorted(found, key=lambda row: understanding.roles.index(library.profiles[row].subjects[0])) if beside else found
    )


def likewise(library: Library, evidence: Evidence, understanding: Understanding, item: int) -> int | None:
    """The catchword of a list on the other role that answers nearly as well as `item` does for its own."""
    own = about(library, item)
    rows = [
        row
        for row, sentence in enumerate(library.sentences)
        if is_fragment(sentence)
        and len(about(library, row)) == 1
        and set(about(library, row)) <= set(understanding.roles) - set(own)
        and evidence.score[row] >= NEAR * evidence.score[item]
    ]
    return max(rows, key=lambda row: (float(evidence.score[row]), -row), default=None)


def about(library: Library, row: int) -> tuple[str, ...]:
    """The roles that a sentence is on, by its words or its place."""
    return library.profiles[row].subjects or library.profiles[row].context


def sets_apart(library: Library, row: int, roles: set[str]) -> bool:
    """Whether a sentence itself sets one role against the other."""
    text = library.sentences[row].text
    against = bool(COMPARING.search(text) or AGAINST.search(text))
    named = set(library.profiles[row].mentioned) | set(library.book.of_departments(text))
    return against and roles <= named


def same_item(library: Library, one: int, two: int) -> bool:
    """Whether two sentences stand in the same item of a list, or row of a table, that compares."""
    first, second = library.sentences[one], library.sentences[two]
    listed = first.kind in {SentenceKind.ITEM, SentenceKind.CELL}
    return listed and (first.article, first.group, first.item) == (second.article, second.group, second.item)
