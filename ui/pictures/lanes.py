"""Who leads which department, and who owns which stage, as values: a lane for each role, a cell for each column.

Not here: the drawing (`swimlanes`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.relations import RelationKind
from assistant.vocabulary import Article, Glossary
from ui.pictures.claims import Claim, claims
from ui.pictures.names import Names
from ui.pictures.sources import Numbering, Source


@dataclass(frozen=True, kw_only=True)
class Lanes:
    """Columns from left to right; `lanes` has for each role, in order, its claims by column."""

    name: str
    title: str
    legend: str
    verb: str
    columns: tuple[str, ...]
    lanes: dict[str, dict[str, Claim]]
    names: Names
    sources: tuple[Source, ...]


def departments(version: str, articles: Sequence[Article], glossary: Glossary) -> Lanes:
    """Who leads which department, as a version's articles say."""
    numbering = Numbering(version, articles)
    own = {role.department for role in glossary.roles if role.department}
    found = claims(articles, {RelationKind.LEADS}, numbering, keep=lambda what: what in own)
    return Lanes(
        name="departments",
        title="Who leads sales, and who leads marketing",
        legend="Dashed: an article says it, another one that speaks of this role names less or others. Pale: under a condition.",
        verb="leads",
        columns=tuple(dict.fromkeys(claim.what for claim in found)),
        lanes=by_role(found),
        names=Names(glossary),
        sources=numbering.sources,
    )


def journey(version: str, articles: Sequence[Article], glossary: Glossary) -> Lanes:
    """Who owns which stage of the customer journey; disputed where several roles are said to own a stage.

    A role whose every claim holds under a condition takes no part in a dispute: it stands for another set-up.
    """
    numbering = Numbering(version, articles)
    found = claims(articles, {RelationKind.OWNS_STAGE}, numbering)
    plain = {claim.role for claim in found if not claim.whens}
    owners: dict[str, set[str]] = {}
    for claim in found:
        if claim.role in plain:
            owners.setdefault(claim.what, set()).add(claim.role)
    found = tuple(
        replace(claim, disputed=claim.role in plain and len(owners.get(claim.what, ())) > 1) for claim in found
    )
    return Lanes(
        name="journey",
        title="The customer journey: who owns which stage",
        legend="Dashed: the articles name more than one owner of this stage. Pale: under a condition.",
        verb="owns",
        columns=tuple(dict.fromkeys(claim.what for claim in found)),
        lanes=by_role(found),
        names=Names(glossary),
        sources=numbering.sources,
    )


def by_role(found: Sequence[Claim]) -> dict[str, dict[str, Claim]]:
    """The claims of each role by what they relate to."""
    lanes: dict[str, dict[str, Claim]] = {}
    for claim in found:
        lanes.setdefault(claim.role, {})[claim.what] = claim
    return lanes
