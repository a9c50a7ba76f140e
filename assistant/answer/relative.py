"""What the articles' relations and plain words say of a role beside another: whom it leads, its stages, where it is found.

Not here: the rows that an article itself sets side by side (`comparison`).
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from assistant.answer.cells import best_cell, cell_of
from assistant.answer.compose import is_fragment
from assistant.answer.novelty import redundant, usable
from assistant.evidence.retrieve import Evidence
from assistant.question.attributes import Attribute, attributes_in
from assistant.relations import RelationKind
from assistant.store.library import Library

# The kinds of relation that a comparison shows, with their labels and the aspects that they answer, in the order shown.
SHOWN: Mapping[RelationKind, tuple[str, Attribute | None]] = {
    RelationKind.LEADS: ("What it leads", None),
    RelationKind.OWNS_STAGE: ("Customer journey", Attribute.JOURNEY),
    RelationKind.TEAM: ("Team", Attribute.TEAM),
    RelationKind.REPORTS_TO: ("Reporting line", Attribute.REPORTING),
}
SCARCE = 12  # a role on which no more sentences are is told of by every one of them
# That there is such a role somewhere: "a combined role that exists in some organizations", "is most common at ...".
FOUND = re.compile(
    r"\b(?:exists?|occurs?|(?:is|are) (?:most |often |typically |usually )?(?:common|found)) (?:in|at|among)\b"
    r"|\b(?:organi[sz]ations?|companies|firms|enterprises?) (?:\w+ )?(?:have|has|creates?|introduces?|adopts?)\b",
    re.IGNORECASE,
)
FOUND_LABEL, REST_LABEL = "Where it is found", "further"


def scarce(library: Library, roles: Collection[str]) -> frozenset[str]:
    """The roles on which the articles have few sentences."""
    return frozenset(role for role in roles if len(library.told_of.get(role, ())) <= SCARCE)


def related(library: Library, evidence: Evidence, kind: RelationKind, role: str) -> list[int]:
    """The rows that hold a role's relations of a kind: those without a condition first, then those likest the question.

    Rows that hold more than the quote are left to where there are no others.
    """
    found: dict[int, bool] = {}
    exact: set[int] = set()
    for article in library.index.articles:
        own = [one for one in article.relations if one.kind is kind and one.roles == (role,)]
        for row, sentence in enumerate(library.sentences):
            here = [one for one in own if one.start < sentence.end and sentence.start < one.end]
            if here and sentence.article == article.id:
                found[row] = all(one.when for one in here)
                exact.update([row] if any(one.end - one.start == sentence.end - sentence.start for one in here) else [])
    return sorted(
        exact or found,
        key=lambda row: (is_fragment(library.sentences[row]), found[row], -float(evidence.score[row]), row),
    )


def related_cell(
    library: Library, evidence: Evidence, kind: RelationKind, role: str, used: Collection[int]
) -> tuple[int, ...]:
    """What a role's relations of a kind say in one article, in as many sentences as a cell holds, none twice."""
    cell: list[int] = []
    for row in related(library, evidence, kind, role):
        same = not cell or library.sentences[row].article == library.sentences[cell[0]].article
        if same and row not in used and not redundant(library, row, cell):
            cell.append(row)
    return cell_of(library, cell)


def relation_rows(
    library: Library, evidence: Evidence, roles: Sequence[str], used: set[int]
) -> Iterator[tuple[str, Attribute | None, dict[str, tuple[int, ...]]]]:
    """Label, aspect and cells for each kind of relation that two of the roles have, or one of which little is told."""
    few = scarce(library, roles)
    for kind, (label, attribute) in SHOWN.items():
        cells = {role: cell for role in roles if (cell := related_cell(library, evidence, kind, role, used))}
        if len(cells) >= 2 or few & cells.keys():
            used.update(row for cell in cells.values() for row in cell)
            yield label, attribute, cells
    found = {role: cell for role in roles if (cell := where_found(library, role, used))}
    if len(found) >= 2 or few & found.keys():
        used.update(row for cell in found.values() for row in cell)
        yield FOUND_LABEL, Attribute.SIZE, found


def where_found(library: Library, role: str, used: Collection[int]) -> tuple[int, ...]:
    """The sentences that say where there is such a role."""
    rows: list[int] = []
    for row, sentence in enumerate(library.sentences):
        profile = library.profiles[row]
        plain = usable(library, row) and sentence.item < 0 and row not in used
        if plain and profile.subjects == (role,) and set(profile.mentioned) == {role} and FOUND.search(sentence.text):
            rows.append(row)
    return cell_of(library, [row for place, row in enumerate(rows) if not redundant(library, row, rows[:place])])


def remaining(
    library: Library, evidence: Evidence, role: str, roles: Sequence[str], used: set[int]
) -> Iterator[tuple[str, dict[str, tuple[int, ...]]]]:
    """All else on a role of which little is told, by the aspect that its words name, beside what is told of the others."""
    left: dict[Attribute | None, list[int]] = {}
    for row in library.told_of.get(role, ()):
        if row not in used and usable(library, row):
            named = attributes_in(library.sentences[row].text)
            left.setdefault(max(named, key=lambda name: named[name], default=None), []).append(row)
    for attribute, rows in sorted(left.items(), key=lambda item: item[0] is None):
        cells = {role: cell_of(library, rows)}
        for other in roles:
            if attribute and other != role:
                kinds = [kind for kind, (_, about) in SHOWN.items() if about is attribute]
                cell = related_cell(library, evidence, kinds[0], other, used) if kinds else ()
                cells[other] = cell or best_cell(library, evidence, other, roles, attribute, used, whole=False)
        used.update(row for cell in cells.values() for row in cell)
        name = attribute.value if attribute else REST_LABEL
        yield name[:1].upper() + name[1:], {one: cell for one, cell in cells.items() if cell}
