"""What articles' relations say, one claim for each pair of a role and what it relates to, and where articles differ.

Not here: how claims are drawn (`organisation`, `lanes`).
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from assistant.relations import Relation, RelationKind
from assistant.vocabulary import Article
from ui.pictures.sources import Numbering


@dataclass(frozen=True, kw_only=True)
class Claim:
    """That a role stands so to something. `sources` are the numbers of the quotes, `whens` their conditions.

    `disputed`: another article that speaks of this role in this way does not name it.
    """

    kind: RelationKind
    role: str
    what: str
    sources: tuple[int, ...]
    whens: tuple[str, ...] = ()
    disputed: bool = False


def claims(
    articles: Iterable[Article],
    kinds: Collection[RelationKind],
    numbering: Numbering,
    keep: Callable[[str], bool] = lambda _: True,
) -> tuple[Claim, ...]:
    """The claims of some kinds to what is kept, in the order in which articles make them; agreeing ones are one claim."""
    found: dict[tuple[RelationKind, str, str], list[tuple[str, Relation]]] = {}
    speaking: dict[tuple[RelationKind, str], set[str]] = {}
    for article in articles:
        for relation in article.relations:
            kept = [what for what in relation.what if relation.kind in kinds and keep(what)]
            for role in relation.roles if kept else ():
                speaking.setdefault((relation.kind, role), set()).add(article.id)
                for what in kept:
                    found.setdefault((relation.kind, role, what), []).append((article.id, relation))
    return tuple(
        Claim(
            kind=kind,
            role=role,
            what=what,
            sources=tuple(
                sorted({numbering.number(article, relation.start, relation.end) for article, relation in said})
            ),
            whens=conditions(relation for _, relation in said),
            disputed={article for article, _ in said} != speaking[kind, role],
        )
        for (kind, role, what), said in found.items()
    )


def conditions(said: Iterable[Relation]) -> tuple[str, ...]:
    """The conditions under which something is said; none if any article says it without one."""
    whens = [relation.when for relation in said]
    return tuple(dict.fromkeys(whens)) if all(whens) else ()
