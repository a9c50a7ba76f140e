"""Fills one cell of a comparison: the sentences that speak best of one aspect of one role. Not here: which aspects."""

from collections.abc import Sequence

from assistant.answer.compose import is_fragment
from assistant.answer.novelty import length, usable
from assistant.evidence.retrieve import Evidence
from assistant.question.attributes import Attribute, attributes_in
from assistant.store.library import NAMED, Library
from assistant.store.profile import TEXT
from assistant.text.words import content_stems
from assistant.vocabulary import SentenceKind

CELL_WORDS = 45
WHOLE_WORDS = 90  # of a cell on an aspect that is asked for: a career is told up to its end
ON_IT = 0.5  # weight of how plainly a sentence is on an aspect, beside its score
PART = 0.4  # taken from an item of a list on the aspect: one skill of many is only a part of what is asked for
# What lists weigh roles by: whatever else such an item names, it is told as an advantage, a drawback or a situation.
WEIGHING = frozenset({Attribute.PROS, Attribute.CONS, Attribute.SITUATIONS})


def best_cell(
    library: Library,
    evidence: Evidence,
    role: str,
    roles: Sequence[str],
    attribute: Attribute,
    used: set[int],
    *,
    whole: bool,
) -> tuple[int, ...]:
    """The sentences that speak of one attribute of one role best: one place, in reading order."""
    rows = [
        row
        for row in library.told_of.get(role, ())
        if row not in used
        and set(library.profiles[row].mentioned) <= {role}
        and names(library, row, attribute)
        and (whole or attribute in WEIGHING or not WEIGHING & library.profiles[row].head.keys())
        and library.sentences[row].kind is not SentenceKind.LEAD_IN
    ]
    if not rows:
        return ()
    weight = {
        row: float(evidence.score[row])
        + ON_IT * on_it(library, row, attribute)
        - PART * (library.sentences[row].item >= 0 and attribute in library.profiles[row].head)
        for row in rows
    }
    best = max(rows, key=lambda row: (weight[row], -row))
    sentence = library.sentences[best]
    if is_fragment(sentence):
        return (best,)
    place = [row for row in library.group_of(best) if library.sentences[row].item == sentence.item]
    place = [row for row in place if whole or attribute in library.profiles[row].attributes]
    own = [row for row in place if row != best and usable(library, row) and tells_of(library, row, role, roles)]
    if whole and sentence.kind is SentenceKind.PROSE:  # a paragraph on the aspect is told from where it begins
        before = [row for row in own if row < best and (library.profiles[row].subjects == (role,))]
        if length(library, [*before, best]) <= WHOLE_WORDS:
            return cell_of(library, sorted({*before, best, *(row for row in own if row > best)}), WHOLE_WORDS)
    return cell_of(library, [best, *(row for row in own if row > best)], WHOLE_WORDS if whole else CELL_WORDS)


def led(library: Library, cell: tuple[int, ...]) -> tuple[int, ...]:
    """A cell of a list's catchword with what introduces the list: such a word says nothing by itself."""
    first = library.group_of(cell[0])[0]
    leads = is_fragment(library.sentences[cell[0]]) and library.sentences[first].kind is SentenceKind.LEAD_IN
    return (first, *cell) if leads else cell


def on_it(library: Library, row: int, attribute: Attribute) -> float:
    """How plainly a sentence is on an aspect; a label that joins two ("Understanding and focus") counts no more than its words."""
    weight = library.profiles[row].attributes[attribute]
    return min(weight, TEXT) if " and " in library.sentences[row].label else weight


def tells_of(library: Library, row: int, role: str, roles: Sequence[str]) -> bool:
    """Whether a sentence behind one on a role goes on with it: it is on it, or names it without being on another of the roles."""
    profile = library.profiles[row]
    on = profile.subjects or profile.context
    return on == (role,) or (role in profile.mentioned and not set(on) & set(roles) - {role})


def names(library: Library, row: int, attribute: Attribute) -> bool:
    """Whether a sentence is on an attribute: by its own words in a place that names it, or by a label on that alone."""
    sentence = library.sentences[row]
    if is_fragment(sentence):
        return attribute is not Attribute.RESPONSIBILITIES and attribute in attributes_in(sentence.text)
    named = library.profiles[row].attributes.get(attribute, 0.0) >= NAMED
    return named and (" and " not in sentence.label or attribute in attributes_in(sentence.text))


def cell_of(library: Library, rows: Sequence[int], most: int = CELL_WORDS) -> tuple[int, ...]:
    """The first rows, as many as fit into a cell of `most` words; at least one if there is one."""
    cell: list[int] = []
    for row in rows:
        if cell and length(library, [*cell, row]) > most:
            break
        cell.append(row)
    return tuple(cell)


def adds(library: Library, row: int, shown: Sequence[int]) -> float:
    """The share of a sentence's stems that the shown ones do not have."""
    new = set(content_stems(library.sentences[row].text))
    return len(new - {stem for other in shown for stem in content_stems(library.sentences[other].text)}) / max(
        1, len(new)
    )
