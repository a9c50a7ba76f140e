"""How much of one clause another holds, and which sentences a claim is about. Not here: what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.llm.likeness import Likeness
from assistant.text.reading import Clause, Reading

KIN = 0.45  # likeness below which two words have nothing to do with each other
NEAR = 0.75  # share of the best overlap down to which a sentence counts as what a claim is about


def overlap(claim: Clause, there: Clause | Reading, likeness: Likeness) -> float:
    """The share of a clause's words that another holds, rarer words counting more, words alike counting in part."""
    if not claim.stems:
        return 0.0
    roots = there.roots
    content = claim.content
    weights = [likeness.weight(word) for word in content]
    got, open_ = 0.0, []
    for word, one, weight in zip(content, claim.root_row, weights, strict=True):
        if one in roots:
            got += weight
        else:
            open_.append((word, weight))
    if open_ and roots:
        alike = likeness.best([word for word, _ in open_], content_of(there))
        got += sum(
            weight * max(0.0, float(near) - KIN) / (1 - KIN) for (_, weight), near in zip(open_, alike, strict=True)
        )
    return got / sum(weights)


def content_of(there: Clause | Reading) -> tuple[str, ...]:
    """The words of content of a clause or a sentence."""
    return (
        there.content
        if isinstance(there, Clause)
        else tuple(word for clause in there.clauses for word in clause.content)
    )


@dataclass(frozen=True, kw_only=True)
class Match:
    """A clause of a claim, and what its sources have on it: each of their clauses with its overlap, best first."""

    claim: Clause
    found: tuple[tuple[float, Clause, Reading], ...]

    @property
    def best(self) -> float:
        """The overlap of the best clause; 0 without any."""
        return self.found[0][0] if self.found else 0.0

    def near(self) -> tuple[tuple[Clause, Reading], ...]:
        """The clauses that the claim is about: the best and those that are nearly as good."""
        return tuple((clause, reading) for share, clause, reading in self.found if share >= NEAR * self.best)


def matches(claim: Reading, sources: Sequence[Reading], likeness: Likeness) -> tuple[Match, ...]:
    """Each clause of a claim with all clauses of its sources."""
    return tuple(
        Match(
            claim=clause,
            found=tuple(
                sorted(
                    (
                        (overlap(clause, there, likeness), there, source)
                        for source in sources
                        for there in source.clauses
                    ),
                    key=lambda one: -one[0],
                )
            ),
        )
        for clause in claim.clauses
    )
