"""Chooses the sentences that answer a question for a fact: the point first, then its support.

Not here: lists, definitions and comparisons.
"""

import re
from collections.abc import Sequence

import numpy as np

from assistant.answer.compose import is_fragment
from assistant.answer.lists import called, stands_out
from assistant.answer.novelty import length, redundant, usable
from assistant.evidence.retrieve import Evidence
from assistant.question.attributes import Attribute
from assistant.question.understand import Kind, Understanding
from assistant.store.library import NAMED, Library
from assistant.text.words import content_stems
from assistant.vocabulary import SentenceKind

POOL = 40  # sentences looked at, best first
WORDS = 110  # longest answer for a fact
HOME = 6  # most sentences from the paragraph that answers
# Share of the best score from which a sentence of the same paragraph, or of another place, is added.
NEAR_HOME_FOCUSED, NEAR_HOME, NEAR_ELSEWHERE = 0.1, 0.3, 0.6
ELSEWHERE = 3
# Likeness of one of its wordings alone, or of one and its own, from which a sentence of another place belongs to the answer; the
# last two also as shares of the best sentence's. Of the sentences added from elsewhere one in five answers; these keep nine in ten
# of those and seven in ten of all (the examiners' questions).
PLAINLY, WORDED, MEANT = 0.6, 0.53, 0.4
SHARE = 0.85
LIFTED = 2.5  # times the second-best score that the best counts for at most when its neighbours are measured by it
OWN = 0.5  # fit below which a sentence is on another role than those asked about
# What is shown where the articles do not give the figure asked for: so many sentences, with no less of the best score, on
# what is asked for and on the roles asked about.
NEAREST, NEAR, ON_IT, CLOSE_FIT = 3, 0.3, 0.8, 0.6
# Words that hang on a sentence before.
DANGLING = re.compile(
    r"^(?:this|that|these|those|such|it|they|also|then|thus|hence|so|but|yet|still|instead|another)\b"
    r"|\b(?:therefore|for example|for instance|however|in turn|as a result|too)\b(?=[,. ])",
    re.IGNORECASE,
)
# What is weighed against what stands before it: "will more likely supervise than develop it directly".
WEIGHED = re.compile(r"\bmore (?:likely|often) .*\bthan\b", re.IGNORECASE)
LATE = 2  # place from which the best sentence is put before the others of its paragraph
SHORT_LIST = 3  # a list of no more items is shown whole


def choose_facts(library: Library, evidence: Evidence) -> tuple[int, ...]:
    """Rows of the sentences that answer, in the order to be read; none if nothing is usable."""
    order = [
        int(row)
        for row in np.argsort(-evidence.score, kind="stable")[:POOL]
        if usable(library, int(row)) and evidence.fit[row] >= OWN
    ]
    if not order:
        return ()
    best = order[0]
    top = float(evidence.score[best])
    home = own_place(library, evidence, best, reference(evidence, order))
    chosen = list(home)
    for row in order[1:]:
        if evidence.score[row] < NEAR_ELSEWHERE * top or len(chosen) >= len(home) + ELSEWHERE:
            break
        if (
            row not in chosen
            and belongs(library, evidence, row, best)
            and not redundant(library, row, chosen)
            and length(library, [*chosen, row]) <= WORDS
        ):
            chosen.append(row)
    return tuple(chosen)


def choose_near(library: Library, evidence: Evidence) -> tuple[int, ...]:
    """Rows of the few sentences nearest to what the articles do not give: on what is asked for, of the roles asked about."""
    best = float(evidence.score.max())
    chosen: list[int] = []
    for row in map(int, np.argsort(-evidence.score, kind="stable")[:POOL]):
        if evidence.score[row] < NEAR * best or len(chosen) == NEAREST:
            break
        near = evidence.attribute[row] >= ON_IT and evidence.fit[row] >= CLOSE_FIT and usable(library, row)
        if near and not DANGLING.search(library.sentences[row].text) and not redundant(library, row, chosen):
            chosen.append(row)
    return tuple(sorted(chosen))


def belongs(library: Library, evidence: Evidence, row: int, best: int) -> bool:
    """Whether a sentence of another place is on what is asked, not only on something like it."""
    if hangs_on_case(library, row):
        return False
    if not len(library.index.wordings):
        return True
    worded = min(WORDED, SHARE * float(evidence.worded[best]))
    meant = min(MEANT, SHARE * float(evidence.meant[best]))
    both = float(evidence.worded[row]) >= worded and float(evidence.meant[row]) >= meant
    return both or float(evidence.worded[row]) >= PLAINLY


def hangs_on_case(library: Library, row: int) -> bool:
    """Whether a sentence goes on with a case that the one before it in its item names: "when a market does not exist yet"."""
    sentence, before = library.sentences[row], library.sentences[row - 1] if row else None
    of_cases = library.profiles[row].head.get(Attribute.SITUATIONS, 0.0) >= NAMED
    same = before is not None and (before.article, before.group, before.item) == (
        sentence.article, sentence.group, sentence.item
    )  # fmt: skip
    return of_cases and same and sentence.item >= 0


def reference(evidence: Evidence, order: Sequence[int]) -> float:
    """What its neighbours are measured by: the best score, unless a wording that is nearly the question lifts it off."""
    runner_up = float(evidence.score[order[1]]) if len(order) > 1 else 0.0
    return min(float(evidence.score[order[0]]), LIFTED * runner_up) if runner_up else float(evidence.score[order[0]])


def choose_items(
    library: Library, evidence: Evidence, understanding: Understanding
) -> tuple[int | None, tuple[int, ...]]:
    """A lead-in and the items under it that answer, where items that cannot stand alone answer better than sentences.

    Returns the row of the lead-in, if any, and the rows of the items: those that are asked for, or all. No items if a
    sentence answers better.
    """
    allowed = np.flatnonzero(evidence.fit >= 0.6)
    fragments = [int(row) for row in allowed if is_fragment(library.sentences[row])]
    sentences = [int(row) for row in allowed if usable(library, int(row))]
    if not fragments:
        return None, ()
    best = max(fragments, key=lambda row: (float(evidence.score[row]), -row))
    top = float(evidence.score[best])
    if sentences and top < 1.02 * max(float(evidence.score[row]) for row in sentences):
        return None, ()
    group = library.group_of(best)
    lead = next((row for row in group if library.sentences[row].kind is SentenceKind.LEAD_IN), None)
    items = tuple(row for row in group if row != lead)
    if named := called(library, understanding, items):
        return None, named
    if understanding.kind is Kind.YES_NO and (said := with_words(library, understanding, items)):
        return lead, said
    alone = len(items) > SHORT_LIST and stands_out(evidence, best, group)
    return lead, (best,) if alone else items


def with_words(library: Library, understanding: Understanding, items: Sequence[int]) -> tuple[int, ...]:
    """The items that have the words asked after, where only some have any: "does it need to be analytical?"."""
    found = tuple(row for row in items if set(understanding.rest) & set(content_stems(library.sentences[row].text)))
    return found if len(found) < len(items) else ()


def own_place(library: Library, evidence: Evidence, best: int, top: float) -> list[int]:
    """The best sentence with what belongs to it in its paragraph or list item, in reading order."""
    rows = [row for row in neighbours(library, best) if usable(library, row) and evidence.fit[row] >= 0.6]
    focused = evidence.attribute[best] >= 0.8
    floor = (NEAR_HOME_FOCUSED if focused else NEAR_HOME) * top
    ranked = sorted(
        (row for row in rows if row != best and evidence.score[row] >= floor), key=lambda row: -evidence.score[row]
    )
    kept = [best]
    for row in ranked:
        if len(kept) < HOME and not redundant(library, row, kept) and length(library, [*kept, row]) <= WORDS:
            kept.append(row)
    weighed = [row for row in kept if WEIGHED.search(library.sentences[row].text)]
    kept += [row - 1 for row in weighed if row - 1 in neighbours(library, best) and row - 1 not in kept]
    late = sorted(kept).index(best) >= LATE and not DANGLING.search(library.sentences[best].text)
    if late or not focused:
        first = [row for row in (best - 1, best) if row in kept] if best in weighed else [best]
        return [*first, *sorted(row for row in kept if row not in first)]
    return sorted(kept)


def neighbours(library: Library, row: int) -> Sequence[int]:
    """The rows of the same paragraph, or of the same list item or table cell."""
    sentence = library.sentences[row]
    rows = library.group_of(row)
    if sentence.kind is SentenceKind.PROSE:
        return rows
    return [
        other
        for other in rows
        if library.sentences[other].item == sentence.item and library.sentences[other].column == sentence.column
    ]
