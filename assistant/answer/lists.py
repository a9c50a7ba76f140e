"""Chooses the lists that answer a question, each whole, and what other lists add. Not here: prose (`further`)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.answer.compose import is_fragment
from assistant.answer.novelty import length, redundant, same_words, usable
from assistant.evidence.retrieve import Evidence, head_attribute
from assistant.question.attributes import Attribute
from assistant.question.understand import LISTING, Kind, Understanding, lists_sides
from assistant.store.library import Library
from assistant.text.words import content_stems
from assistant.vocabulary import SentenceKind

ITEM_WORDS = 34  # an item is shown up to the sentence that passes this,
BOTH_WORDS = 60  # and up to this where that leaves out what is said of the other role
FITS = 0.8  # weight from which a list's heading or lead-in names what is asked
FURTHER = 0.8  # share of the best list's score that another article's list must reach
OWN_FIT = 0.85  # fit from which a sentence is on the roles asked about, though not on them alone
MOST = 2  # further lists
# The same where all is asked for: every list that is named so is shown, even one that is less like the question.
FURTHER_OF_ALL, MOST_OF_ALL = 0.35, 5
ALL = re.compile(
    r"\b(?:everything|exhaustive|(?:full|complete|entire|whole) (?:\w+ )?(?:lists?|sets?|rundown|overview|range|catalogue)"
    r"|every (?!day|week|month|quarter|year|time)(?:single )?[a-z]+|all\b(?! (?:day|in all|at once|the time|over|right|along))|in full"
    r"|(?:leave|leaving|miss|missing) (?:any|none|nothing|anything))\b",
    re.IGNORECASE,
)
NUMBERS = {"one": 1, "a single": 1, "just one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
# "Give me one advantage", "name the two main tasks": so many items of a list.
COUNT = re.compile(
    rf"\b(?:give|name|list|tell|mention|cite|state|show|quote)(?: (?:me|us))? (?:the |just |only |any |at least )?(?P<count>{'|'.join(NUMBERS)})"
    r" (?!of the two\b)(?:\w+ )?(?!roles?\b|chiefs?\b|officers?\b|leaders?\b|articles?\b)[a-z]+",
    re.IGNORECASE,
)
BEST = 3  # sentences looked at for words of the question that a list lacks
COUNTING = frozenset(
    content_stems("name list give one two three four five main key")
)  # stems of words that ask for no thing
TOUCHED = 0.45  # share of the best score of all that the best of a list's sentences must have
EVENED = 0.5  # power of the sentences' scores when lists are weighed: one likely item is not yet a likely list
STANDS_OUT = (
    0.5  # share of the best item's score below which all other rows of its list are where it alone is asked for
)
WORTH = 2  # new items for which another article's list is worth showing
POOL = 40  # sentences looked at for a lead-in
# Share of the best sentence's score from which a lead-in answers as well: of a question for a list, and of any other.
LISTED, LEADING = 0.8, 1.0


@dataclass(frozen=True, kw_only=True)
class ChosenList:
    """A list to show: the row of its lead-in, if any, and for each item its rows.

    `alone` says that it is on just the roles asked about, not one that compares them with others; `named` are the attributes
    asked for that its head names.
    """

    lead: int | None
    items: tuple[tuple[int, ...], ...]
    score: float
    article: str
    alone: bool
    named: frozenset[Attribute] = frozenset()


def choose_lists(library: Library, evidence: Evidence, understanding: Understanding) -> tuple[ChosenList, ...]:
    """Lists whose heading or lead-in names what is asked, best first; at most one an article unless all is asked for.

    None if a sentence elsewhere answers far better than any of theirs: the question names something of them in passing.
    """
    found = [
        chosen
        for rows in library.groups.values()
        if library.is_list(rows) and (chosen := weigh(library, evidence, understanding, rows))
    ]
    found.sort(key=lambda chosen: -chosen.score)
    listing = LISTING.search(understanding.text) or lists_sides(understanding.text, understanding.attributes)
    if found and not listing and understanding.kind is Kind.LIST and one_item_asked(evidence, found[0]):
        return ()
    loose = understanding.rest or not listing
    if found and loose and max(evidence.score[rows_of(found[0])]) < TOUCHED * float(evidence.score.max()):
        return ()
    if found and elsewhere(library, evidence, understanding, found[0]):
        return ()
    if asks_all(understanding):
        return tuple(found)
    best: dict[str, ChosenList] = {}
    for chosen in found:
        best.setdefault(chosen.article, chosen)
    return tuple(best.values())


def asks_all(understanding: Understanding) -> bool:
    """Whether all that the articles have is asked for: "list everything", "the full list", "all the skills"."""
    return bool(ALL.search(understanding.text))


def counted(evidence: Evidence, understanding: Understanding, lists: tuple[ChosenList, ...]) -> tuple[ChosenList, ...]:
    """The lists, or of the best one as many items as are asked for: "name two drawbacks"; those most like the question, in order."""
    match = COUNT.search(understanding.asked)
    if not match or not lists:
        return lists
    first, many = lists[0], NUMBERS[match["count"].lower()]
    best = sorted(first.items, key=lambda item: -float(evidence.score[list(item)].max()))[:many]
    return (replace(first, items=tuple(item for item in first.items if item in best)),)


def is_counted(understanding: Understanding) -> bool:
    """Whether a question asks for so many items of a list."""
    return bool(COUNT.search(understanding.asked))


def one_item_asked(evidence: Evidence, chosen: ChosenList) -> bool:
    """Whether one item of a list answers, and no other of its rows comes near: "what does sales velocity measure?"."""
    best = int(np.argmax(evidence.score))
    return any(best in item for item in chosen.items) and stands_out(evidence, best, rows_of(chosen))


def elsewhere(library: Library, evidence: Evidence, understanding: Understanding, chosen: ChosenList) -> bool:
    """Whether one of the best sentences has words of the question that its attribute does not explain, and its list has not."""
    rest = set(understanding.rest) - COUNTING
    best = max(
        map(int, np.argsort(-evidence.score, kind="stable")[:BEST]), key=lambda row: len(rest & library.row_stems[row])
    )
    asked = rest & library.row_stems[best]
    group = library.group_of(chosen.items[0][0])
    there = frozenset().union(*(library.row_stems[row] for row in group))
    return best not in group and not asked <= there


def rows_of(chosen: ChosenList) -> list[int]:
    """All rows that a list would show."""
    return [*([] if chosen.lead is None else [chosen.lead]), *(row for item in chosen.items for row in item)]


def leading_list(library: Library, evidence: Evidence, understanding: Understanding) -> ChosenList | None:
    """The list whose lead-in answers better than any sentence does, if there is one."""
    rows = [
        row
        for row in np.argsort(-evidence.score, kind="stable")[:POOL]
        if evidence.fit[row] >= 0.6 and (is_lead(library, int(row)) or usable(library, int(row)))
    ]
    best = next((int(row) for row in rows if usable(library, int(row))), None)
    share = LISTED if understanding.kind is Kind.LIST else LEADING
    for row in rows:
        if is_lead(library, int(row)) and (best is None or evidence.score[row] >= share * evidence.score[best]):
            chosen = weigh(library, evidence, understanding, library.group_of(int(row)), named=False)
            of_term = called(library, understanding, library.group_of(int(row)))
            return replace(chosen, lead=None, items=tuple((one,) for one in of_term)) if chosen and of_term else chosen
    return None


def called(library: Library, understanding: Understanding, items: Sequence[int]) -> tuple[int, ...]:
    """The items labelled with a term that the question names, where it does not name all: "what is cost per sale?"."""
    terms = set(library.terms.ids(understanding.text))
    found = tuple(row for row in items if terms & set(library.terms.ids(library.sentences[row].label)))
    labelled = [row for row in items if library.sentences[row].label]
    return found if len(found) < len(labelled) else ()


def stands_out(evidence: Evidence, best: int, rows: Sequence[int]) -> bool:
    """Whether a row of a list answers far better than the lead-in and the other items, so that it alone is asked for."""
    others = [float(evidence.score[row]) for row in rows if row != best]
    return max(others, default=0.0) < STANDS_OUT * float(evidence.score[best])


def is_lead(library: Library, row: int) -> bool:
    """Whether a sentence introduces a list."""
    return library.sentences[row].kind is SentenceKind.LEAD_IN and library.is_list(library.group_of(row))


def weigh(
    library: Library, evidence: Evidence, understanding: Understanding, rows: tuple[int, ...], *, named: bool = True
) -> ChosenList | None:
    """Score one list and keep what of it fits the roles asked about; None if it is not what is asked for.

    `named` asks that its heading or lead-in names an attribute that the question asks for.
    """
    lead = next((row for row in rows if library.sentences[row].kind is SentenceKind.LEAD_IN), None)
    items: dict[int, list[int]] = {}
    for row in rows:
        if row != lead:
            items.setdefault(library.sentences[row].item, []).append(row)
    kept = [fitting for item in items.values() if (fitting := fit_to_roles(evidence, item))]
    head = lead if lead is not None else next(iter(items.values()))[0]
    if len(kept) < max(2, 0.6 * len(items)) or evidence.fit[head] < 0.6:
        return None
    if named and head_attribute(library, head, understanding) < FITS:
        return None
    firsts = [item[0] for item in kept]
    # A list on just the roles asked about comes before one that compares them with others.
    alone = set(library.profiles[head].mentioned or library.profiles[head].context) <= set(understanding.roles)
    level = evidence.score**EVENED
    score = 0.6 * float(level[head]) + 0.4 * float(np.mean(level[firsts])) + 0.1 * alone
    return ChosenList(
        lead=lead,
        items=tuple(tuple(shortened(library, item)) for item in kept),
        score=score,
        article=library.sentences[head].article,
        alone=alone,
        named=frozenset(one for one in understanding.attributes if library.profiles[head].head.get(one, 0.0) >= FITS),
    )


def fit_to_roles(evidence: Evidence, item: Sequence[int]) -> list[int]:
    """The sentences of an item that fit the roles asked about best."""
    own = [row for row in item if evidence.fit[row] >= OWN_FIT or (row == item[0] and evidence.fit[row] >= 0.5)]
    return own or [row for row in item if evidence.fit[row] >= 0.5]


def shortened(library: Library, item: Sequence[int]) -> list[int]:
    """The first sentences of an item, as many as stay short enough to scan; at least one."""
    kept = [item[0]]
    for row in item[1:]:
        if length(library, [*kept, row]) > ITEM_WORDS:
            break
        kept.append(row)
    rest = item[len(kept) :]
    if not rest or not is_half(library, kept[-1], rest[0]):
        return kept
    both = [*kept, rest[0]]
    return both if length(library, both) <= BOTH_WORDS else kept[:-1] or both


def is_half(library: Library, row: int, following: int) -> bool:
    """Whether two sentences say something of one role and of the other: either without the other tells half."""
    one, two = library.profiles[row].subjects, library.profiles[following].subjects
    compares = len(library.profiles[row].context) > 1
    return compares and len(one) == len(two) == 1 and one != two


def further_lists(library: Library, lists: Sequence[ChosenList], *, whole: bool = False) -> list[ChosenList]:
    """What the lists after the first one add to it and to each other; `whole` asks for all, those of its own article first."""
    first, *others = lists
    shown = [row for item in first.items for row in item]
    if whole:
        others.sort(key=lambda one: (one.article != first.article, -one.score))
    added = []
    for other in others[: MOST_OF_ALL if whole else MOST]:
        items = tuple(item for item in other.items if not said(library, item[0], shown))
        share = FURTHER_OF_ALL if whole else FURTHER
        same = other.named & first.named or not first.named
        if other.score >= share * first.score and other.alone and same and len(items) >= WORTH:
            added.append(replace(other, items=items))
            shown += [row for item in items for row in item]
    return added


def said(library: Library, row: int, shown: Sequence[int]) -> bool:
    """Whether an item says what is shown: one that is no sentence is held against each other such item by itself."""
    if not is_fragment(library.sentences[row]):
        return redundant(library, row, shown)
    return any(same_words(library, row, [other]) for other in shown if is_fragment(library.sentences[other]))
