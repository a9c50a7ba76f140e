"""Who reports to whom, as values: positions on levels, teams below them, and lines between. Not here: the drawing (`chart`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.relations import RelationKind
from assistant.vocabulary import Article, Glossary
from ui.pictures.claims import Claim, claims
from ui.pictures.names import Names
from ui.pictures.sources import Numbering, Source

BETWEEN = frozenset({RelationKind.REPORTS_TO, RelationKind.LEADS})


@dataclass(frozen=True, kw_only=True)
class Edge:
    """A line from a position to one below it, by their ids, with the claim that it stands for."""

    above: str
    below: str
    claim: Claim


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """Positions level by level, the highest first; `teams` has the claims on the team of a position, by its id."""

    levels: tuple[tuple[str, ...], ...]
    edges: tuple[Edge, ...]
    teams: Mapping[str, tuple[Claim, ...]]
    names: Names
    sources: tuple[Source, ...]


def organisation(version: str, articles: Sequence[Article], glossary: Glossary) -> Organisation:
    """What a version's articles say on who reports to whom, who leads whom, and who is in whose team."""
    numbering = Numbering(version, articles)
    roles = {role.id for role in glossary.roles}
    edges = tuple(
        Edge(above=claim.what, below=claim.role, claim=claim)
        if claim.kind is RelationKind.REPORTS_TO
        else Edge(above=claim.role, below=claim.what, claim=claim)
        for claim in claims(articles, BETWEEN, numbering, keep=lambda what: what in roles)
    )
    teams: dict[str, list[Claim]] = {}
    for claim in claims(articles, {RelationKind.TEAM}, numbering):
        teams.setdefault(claim.role, []).append(claim)
    return Organisation(
        levels=levels(edges, tuple(teams)),
        edges=edges,
        teams={role: tuple(members) for role, members in teams.items()},
        names=Names(glossary),
        sources=numbering.sources,
    )


def levels(edges: Sequence[Edge], leaders: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Positions by level: below all that stand above them, near what they are joined to.

    `leaders` have teams; those without any line stand on the lowest level. Lines that go in a circle end on some level.
    """
    depth = {name: 0 for edge in edges for name in (edge.above, edge.below)}
    for _ in range(len(depth)):  # a circle would go on for ever
        for edge in edges:
            depth[edge.below] = max(depth[edge.below], min(depth[edge.above] + 1, len(depth) - 1))
    lowest = max(depth.values(), default=0)
    depth |= {name: lowest for name in leaders if name not in depth}
    used = sorted(set(depth.values()))
    rows = [[name for name in depth if depth[name] == level] for level in used]
    for place in range(len(rows) - 2, -1, -1):  # from below: each near the middle of those below it
        rows[place].sort(key=lambda name, below=rows[place + 1]: middle(name, edges, below))  # type: ignore[misc]
    return tuple(tuple(row) for row in rows)


def middle(name: str, edges: Sequence[Edge], below: Sequence[str]) -> float:
    """The mean place among those below of the ones that a position is joined to; after all if there are none."""
    places = [below.index(edge.below) for edge in edges if edge.above == name and edge.below in below]
    return sum(places) / len(places) if places else float(len(below))
