"""Sets roles side by side: a table by aspect, each cell verbatim, and above it the heart of the difference.

Not here: points on which articles contradict each other (`disagreement`).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.answer.cells import adds, best_cell, cell_of, led
from assistant.answer.compose import is_fragment
from assistant.answer.definitions import define_each
from assistant.answer.heart import between, find_heart, heart_of
from assistant.answer.lists import is_lead
from assistant.answer.novelty import redundant
from assistant.answer.parallel import parallel_lists
from assistant.answer.relative import SHOWN, related_cell, relation_rows, remaining, scarce
from assistant.evidence.retrieve import Evidence
from assistant.question.attributes import BROAD, Attribute, attributes_in
from assistant.question.understand import LISTED, Understanding
from assistant.store.library import Library
from assistant.vocabulary import SentenceKind

ASPECT_ROWS = 2  # rows shown when one aspect is asked for
LABELLED = 0.15  # added to a row whose own label names the aspect asked for
STANDS_OUT = 0.6  # share of the best score of all from which an aspect is what was asked for
CLOSE = 0.9  # share of the best aspect's score that a second row must reach
ADDS = 0.25  # share of new words from which another row with such a label adds something
# What is compared when no article sets the roles side by side, in the order shown.
ASPECTS = (
    Attribute.GOAL, Attribute.RESPONSIBILITIES, Attribute.STRATEGY, Attribute.TEAM, Attribute.BUDGET, Attribute.METRICS,
    Attribute.REPORTING, Attribute.HORIZON, Attribute.PRODUCT, Attribute.SKILLS, Attribute.SITUATIONS,
)  # fmt: skip
# Attributes that say that a comparison is wanted, not of what.
COMPARING = frozenset({Attribute.DIFFERENCE, Attribute.SIMILARITY, Attribute.NAMES})
# Attributes that other positions stand for: "who tells the product people what?".
PARTNERS = frozenset({Attribute.PRODUCT, Attribute.FINANCE})


@dataclass(frozen=True, kw_only=True)
class Aspect:
    """A row of the table: its label and, for each role, the rows of its cell."""

    label: str
    cells: Mapping[str, tuple[int, ...]]
    score: float

    @property
    def alone(self) -> tuple[int, ...]:
        """The sentences that are all of a cell."""
        return tuple(cell[0] for cell in self.cells.values() if len(cell) == 1)

    def without(self, rows: Collection[int]) -> "Aspect":
        """The row without sentences that stand above the table."""
        left = {role: tuple(row for row in cell if row not in rows) for role, cell in self.cells.items()}
        return replace(self, cells={role: cell for role, cell in left.items() if cell})


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What to show: rows with the heart of the difference (may be none), the roles across, the aspects down."""

    heart: tuple[int, ...]
    roles: tuple[str, ...]
    aspects: tuple[Aspect, ...]


def compare(library: Library, evidence: Evidence, understanding: Understanding) -> Comparison | None:
    """Compare the roles asked about, on the aspects asked for; None if the articles set nothing side by side."""
    partners = [library.book.roles[other].name for other in understanding.others]
    asked = [name for text in partners for name in attributes_in(text) if name in PARTNERS]
    asked += [name for name in understanding.attributes if name not in COMPARING and name not in asked]
    asked = [name for name in asked if name not in BROAD] or asked
    lists = tuple(comparing_lists(library, evidence, understanding.roles))
    if asked:
        aspects = asked_aspects(library, evidence, understanding, lists, asked)
        if aspects:
            # What the roles do at all is told by the heart of the difference as well.
            if set(asked) - BROAD or not is_parallel(library, aspects):
                heart = heart_of(library, evidence, understanding.roles, asked, aspects)
            else:
                heart = find_heart(library, evidence, understanding)
            below = tuple(aspect.without(heart) for aspect in aspects)
            return Comparison(heart=heart, roles=understanding.roles, aspects=below)
    if understanding.rest and (close := closest(evidence, lists)):
        return Comparison(heart=(), roles=understanding.roles, aspects=close)
    whole = max(lists, key=group_score, default=())
    told = {role for aspect in whole for role in aspect.cells}
    lead = () if told == set(understanding.roles) else tuple(what_each_is(library, evidence, understanding.roles))
    aspects = (*lead, *whole) if whole else tuple(apart(library, evidence, understanding))
    heart = find_heart(library, evidence, understanding)
    if not aspects and not heart:
        return None
    heart = heart or between(library, understanding.roles)
    return Comparison(
        heart=heart, roles=understanding.roles, aspects=tuple(aspect.without(heart) for aspect in aspects)
    )


def is_parallel(library: Library, aspects: Sequence[Aspect]) -> bool:
    """Whether the roles' own lists are set side by side."""
    return any(is_lead(library, cell[0]) for aspect in aspects for cell in aspect.cells.values())


def closest(evidence: Evidence, lists: Sequence[tuple[Aspect, ...]]) -> tuple[Aspect, ...]:
    """The aspects that answer a question for something that no attribute names; none if nothing stands out."""
    found = sorted((aspect for aspects in lists for aspect in aspects), key=lambda aspect: -aspect.score)
    if not found or found[0].score < STANDS_OUT * float(evidence.score.max()):
        return ()
    return tuple(aspect for aspect in found[:ASPECT_ROWS] if aspect.score >= CLOSE * found[0].score)


def apart(library: Library, evidence: Evidence, understanding: Understanding) -> Iterator[Aspect]:
    """Aspects of roles that no article sets side by side: what each is, how it stands to others, then attribute by attribute.

    Of a role on which the articles have little, all of it is told.
    """
    roles, used = understanding.roles, set[int]()
    for aspect in what_each_is(library, evidence, roles):
        used.update(row for cell in aspect.cells.values() for row in cell)
        yield aspect
    shown = set()
    for label, attribute, cells in relation_rows(library, evidence, roles, used):
        shown.add(attribute)
        yield Aspect(label=label, cells=cells, score=1.0)
    left = [attribute for attribute in ASPECTS if attribute not in shown]
    for aspect in by_attribute(library, evidence, roles, left, used=used):
        used.update(row for cell in aspect.cells.values() for row in cell)
        yield aspect
    for role in sorted(scarce(library, roles), key=roles.index):
        for label, cells in remaining(library, evidence, role, roles, used):
            yield Aspect(label=label, cells=cells, score=0.0)


def what_each_is(library: Library, evidence: Evidence, roles: Sequence[str]) -> Iterator[Aspect]:
    """The definitions of the roles as an aspect, if there are any for all of them."""
    cells = {role: (row,) for role, row in define_each(library, evidence, roles).items()}
    if cells:
        yield Aspect(label="What it is", cells=cells, score=1.0)


def comparing_lists(library: Library, evidence: Evidence, roles: Sequence[str]) -> Iterator[tuple[Aspect, ...]]:
    """The lists and tables whose items say something of each of the roles, as aspects."""
    for rows in library.groups.values():
        items: dict[int, list[int]] = {}
        for row in rows:
            if library.sentences[row].kind in {SentenceKind.ITEM, SentenceKind.CELL}:
                items.setdefault(library.sentences[row].item, []).append(row)
        aspects = tuple(aspect for item in items.values() if (aspect := side_by_side(library, evidence, item, roles)))
        if len(aspects) >= 2:
            yield aspects


def side_by_side(library: Library, evidence: Evidence, item: Sequence[int], roles: Sequence[str]) -> Aspect | None:
    """An item as an aspect, if it is labelled and has a sentence on at least two of the roles."""
    label = library.sentences[item[0]].label
    cells = {role: cell_of(library, [row for row in item if only(library, row, role)]) for role in roles}
    filled = {role: cell for role, cell in cells.items() if cell}
    if not label or len(filled) < 2:
        return None
    used = [row for cell in filled.values() for row in cell]
    return Aspect(label=label, cells=filled, score=float(np.mean(evidence.score[used])))


def only(library: Library, row: int, role: str) -> bool:
    """Whether a sentence is about one role alone, by its words or, without any name in it, by its column."""
    profile = library.profiles[row]
    return (profile.subjects or (profile.context if library.sentences[row].column else ())) == (role,)


def group_score(aspects: Sequence[Aspect]) -> float:
    """How well a list as a whole answers: its mean score, and a little for each further aspect."""
    return float(np.mean([aspect.score for aspect in aspects])) + 0.03 * len(aspects)


def asked_aspects(
    library: Library,
    evidence: Evidence,
    understanding: Understanding,
    lists: Sequence[Sequence[Aspect]],
    asked: Sequence[Attribute],
) -> tuple[Aspect, ...]:
    """The rows on the attributes asked for, from lists and from prose, best first, without repeats."""
    wanted = set(asked)
    found = [
        replace(aspect, score=aspect.score + LABELLED)
        for aspects in lists
        for aspect in aspects
        if wanted & attributes_in(aspect.label).keys() and on_it(library, aspect, wanted)
    ]
    found = [with_related(library, evidence, understanding.roles, aspect) for aspect in found]
    if not found:
        found = [*of_relations(library, evidence, understanding.roles, wanted)]
    if not found and (own := parallel_lists(library, evidence, understanding.roles, wanted)):
        label = next(name.value for name in asked if name in LISTED)
        return (Aspect(label=label[:1].upper() + label[1:], cells=own, score=1.0),)
    labelled = {id(aspect) for aspect in found}
    found += by_attribute(library, evidence, understanding.roles, asked, whole=True)
    found.sort(key=lambda aspect: -aspect.score)
    kept: list[Aspect] = []
    for aspect in found:
        shown = [row for other in kept for cell in other.cells.values() for row in cell]
        new = [row for cell in aspect.cells.values() for row in cell]
        if id(aspect) in labelled:  # the articles' own row on it: shown if it adds anything
            repeats = all(adds(library, row, shown) < ADDS for row in new)
        else:
            repeats = aspect.score < CLOSE * kept[0].score if kept else False
            repeats = repeats or any(redundant(library, row, shown) for row in new)
        if kept and repeats:
            continue
        kept.append(aspect)
        if len(kept) == ASPECT_ROWS:
            break
    return tuple(kept)


def on_it(library: Library, aspect: Aspect, wanted: Collection[Attribute]) -> bool:
    """Whether a row is on what is asked; under a label that joins two ("Staff and brand") each cell has to name it itself."""
    cells = aspect.cells.values()
    named = (any(wanted & attributes_in(library.sentences[row].text).keys() for row in cell) for cell in cells)
    return " and " not in aspect.label or all(named)


def with_related(library: Library, evidence: Evidence, roles: Sequence[str], aspect: Aspect) -> Aspect:
    """An article's row with what its relations say of the roles that the row leaves out."""
    named = attributes_in(aspect.label)
    kinds = [kind for kind, (_, attribute) in SHOWN.items() if attribute in named]
    more = {
        role: cell
        for role in roles
        for kind in kinds
        if role not in aspect.cells and (cell := related_cell(library, evidence, kind, role, ()))
    }
    return replace(aspect, cells={**aspect.cells, **more})


def of_relations(
    library: Library, evidence: Evidence, roles: Sequence[str], wanted: Collection[Attribute]
) -> Iterator[Aspect]:
    """Rows on what is asked from the roles' relations, where two of the roles have some."""
    for label, attribute, cells in relation_rows(library, evidence, roles, set()):
        if attribute in wanted and len(cells) >= 2:
            rows = [row for cell in cells.values() for row in cell]
            yield Aspect(label=label, cells=cells, score=float(np.mean(evidence.score[rows])) + LABELLED)


def by_attribute(
    library: Library,
    evidence: Evidence,
    roles: Sequence[str],
    attributes: Sequence[Attribute],
    *,
    used: set[int] | None = None,
    whole: bool = False,
) -> Iterator[Aspect]:
    """For each attribute the best sentences on each role, where at least two roles have any; none of `used`.

    `whole` asks for all that a place says of it. Without it no row sets a list's catchword beside a sentence, and items
    that weigh roles against each other are left to that.
    """
    used = set(used or ())
    for attribute in attributes:
        cells = {role: best_cell(library, evidence, role, roles, attribute, used, whole=whole) for role in roles}
        filled = {role: led(library, cell) for role, cell in cells.items() if cell}
        if not whole and len({is_fragment(library.sentences[cell[-1]]) for cell in filled.values()}) > 1:
            continue
        if len(filled) >= 2:
            rows = [row for cell in filled.values() for row in cell]
            used.update(rows)
            label = attribute.value[:1].upper() + attribute.value[1:]
            yield Aspect(label=label, cells=filled, score=float(np.mean(evidence.score[rows])))
