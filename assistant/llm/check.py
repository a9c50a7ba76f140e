"""Is a sentence carried by the evidence that it cites? Rules decide first, a fitted score the rest.

Not here: the rules (`figures`, `parties`, `polarity`, `modality`), the score's signals (`alignment`), or what becomes
of a sentence that fails.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.llm.alignment import read, signals
from assistant.llm.claim import Checked, Claim
from assistant.llm.condition import condition_fault
from assistant.llm.degree import degree_fault
from assistant.llm.likeness import Likeness
from assistant.llm.modality import modality_fault
from assistant.llm.overlap import Match, matches
from assistant.llm.parties import absent_party, exchanged_party, tied
from assistant.llm.polarity import polarity_fault
from assistant.llm.score import Score
from assistant.llm.shortening import shortens
from assistant.question.roles import RoleBook
from assistant.store.embedding import Embedder, Vectors
from assistant.text.figures import absent_figure, exchanged_figure
from assistant.text.reading import Reading, read_sentence

__all__ = ["Checked", "Checker", "Claim"]

SURE = 0.15  # score below which the embedder is asked for a second opinion,
SIMILAR = 0.5  # and the cosine that it must see; the least of true paraphrases looked at is .53
KEPT = 4096  # vectors of evidence sentences
RECITED = 0.5  # score from which on a claim may rest on a sentence that it did not cite
OTHERS = 3  # sentences beside those cited that are tried, best first
IN_COMMON = 0.25  # share of a claim's words and roles that its sources have at least; of 210 paraphrases one has less
EMPTY = "claims nothing that could be checked"
DANGLING = re.compile(
    r"\b(?:because of|due to|thanks to|as a result of) (?:it|this|that|them|these|those)[.!]?$", re.IGNORECASE
)
POINTS = "gives a reason that it does not name"
NO_SOURCE = "cites no source that there is"
UNLIKE = "says more than its source"


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What came of comparing a claim with some sources; `against` if they contradict it, and not only lack something."""

    score: float
    reason: str = ""
    against: bool = False


MISSING = Judged(score=0.0, reason=NO_SOURCE)


class Checker:
    """Checks sentences against evidence. Made once; safe to share between threads.

    Evidence sentences have to stand for themselves: an item of a list comes with its lead-in, a cell with its headers.
    """

    def __init__(
        self,
        embedder: Embedder,
        book: RoleBook | None = None,
        *,
        likeness: Likeness | None = None,
        score: Score | None = None,
    ) -> None:
        self._embedder = embedder
        self._book = book or RoleBook(())
        self._likeness = likeness or Likeness.load()
        self._score = score or Score.load()
        self._read = lru_cache(maxsize=4096)(lambda text: read_sentence(text, self._book))
        self._vectors: dict[str, Vectors] = {}
        self._sources = lru_cache(maxsize=1024)(read)

    def warm_up(self, evidence: Sequence[str]) -> None:
        """Check once against these sentences and load the embedder, so that no reader waits for tables and patterns."""
        for text in evidence:
            self.check(Claim(text=f"It is said that {text}", cited=(0,)), evidence)
        self._embedder.embed([EMPTY])

    def check(self, claim: Claim, evidence: Sequence[str]) -> Checked:
        """One claim against the evidence sentences that were given to the model."""
        return self.check_all([claim], evidence)[0]

    def check_all(self, claims: Sequence[Claim], evidence: Sequence[str]) -> list[Checked]:
        """All claims of an answer, in order: one call of the embedder at most, for claims whose score leaves a doubt."""
        readings = [self._read(text) for text in evidence]
        checked = [self._checked(claim, readings) for claim in claims]
        unsure = [at for at, one in enumerate(checked) if one.supported and one.score < SURE]
        near = self._similar([(checked[at].text, [evidence[index] for index in checked[at].cited]) for at in unsure])
        for at, similarity in zip(unsure, near, strict=True):
            if similarity < SIMILAR:
                checked[at] = replace(checked[at], supported=False, reason=UNLIKE)
        return checked

    def _similar(self, pairs: Sequence[tuple[str, Sequence[str]]]) -> list[float]:
        """The cosine of each text with the most similar of its sources, whose vectors are kept."""
        if not pairs:
            return []
        known = self._vectors  # read once: another thread may put a new one in its place
        unknown = list(dict.fromkeys(text for _, sources in pairs for text in sources if text not in known))
        texts = [*(text for text, _ in pairs), *unknown]
        rows = self._embedder.embed(texts)
        vectors = known | dict(zip(unknown, rows[len(pairs) :], strict=True))
        self._vectors = vectors if len(vectors) <= KEPT else {}
        return [
            max(float(row @ vectors[text]) for text in sources) for row, (_, sources) in zip(rows, pairs, strict=False)
        ]

    def _checked(self, claim: Claim, evidence: Sequence[Reading]) -> Checked:
        own = tuple(dict.fromkeys(index for index in claim.cited if 0 <= index < len(evidence)))
        said = self._read(claim.text)
        if not any(clause.stems or clause.subjects for clause in said.clauses):
            return Checked(text=claim.text, cited=own, supported=False, score=0.0, reason=EMPTY)
        if DANGLING.search(claim.text) and not any(same(claim.text, source.text) for source in evidence):
            return Checked(text=claim.text, cited=own, supported=False, score=0.0, reason=POINTS)
        judged = self._judge(said, [evidence[index] for index in own], self._score.least) if own else MISSING
        if not judged.reason:
            return Checked(
                text=claim.text, cited=own, supported=True, score=judged.score, close=close(said, own, evidence, judged)
            )
        # What contradicts the sentence that it is closest to is not made sound by another that is less close.
        least = max(self._score.least, RECITED, judged.score)
        for cited in self._others(said, own, evidence, more=not judged.against):
            other = self._judge(said, [evidence[index] for index in cited], least)
            if not other.reason:
                near = close(said, cited, evidence, other)
                return Checked(text=claim.text, cited=cited, supported=True, score=other.score, close=near)
            if other.against and judged is MISSING:
                judged = other  # what is wrong with it says more than that it cites nothing
        return Checked(text=claim.text, cited=own, supported=False, score=judged.score, reason=judged.reason)

    def _others(
        self, said: Reading, own: tuple[int, ...], evidence: Sequence[Reading], *, more: bool
    ) -> Iterator[tuple[int, ...]]:
        """What else a claim may rest on, what shares most with it first: one sentence, or one more than it cites."""
        shared = [len((said.roots & there.roots) | (said.roles & there.roles)) for there in evidence]
        others = sorted((at for at in range(len(evidence)) if at not in own and shared[at]), key=lambda at: -shared[at])
        for other in others[:OTHERS]:
            yield (other,)
        for other in others[:OTHERS] if own and more else ():
            yield (*own, other)

    def _judge(self, said: Reading, sources: Sequence[Reading], least: float) -> Judged:
        if any(same(said.text, source.text) for source in sources):
            return Judged(score=1.0)
        score = self._score(signals(said.text, self._sources(tuple(source.text for source in sources)), self._likeness))
        if lacking := absent_figure(said, sources) or absent_party(said, sources, self._book):
            return Judged(score=score, reason=lacking)
        if score < least:
            return Judged(score=score, reason=UNLIKE)
        matched = matches(said, sources, self._likeness)
        if thin(said, matched) or foreign(said, sources):
            return Judged(score=score, reason=UNLIKE)
        against = (
            exchanged_figure(said, sources)
            or exchanged_party(sources, matched, self._book)
            or polarity_fault(said, sources, matched, self._likeness)
            or modality_fault(said, sources, matched)
            or degree_fault(said, sources)
            or condition_fault(said, sources, matched)
        )
        return Judged(score=score, reason=against, against=bool(against))


def close(said: Reading, cited: tuple[int, ...], evidence: Sequence[Reading], judged: Judged) -> bool:
    """Is a claim in the very words of what it rests on?"""
    return judged.score == 1 or shortens(said, [evidence[index] for index in cited])


def thin(said: Reading, matched: Sequence[Match]) -> bool:
    """Does a claim but name roles, with at most one word besides that no source has, and no tie between them?"""
    stems = {one for match in matched for one in match.claim.stems}
    return len(stems) <= 1 and all(match.best == 0 for match in matched) and not tied(said.text)


def foreign(said: Reading, sources: Sequence[Reading]) -> bool:
    """Has a claim hardly a word or a role in common with its sources, whatever its likeness to them?"""
    shared = sum(any(one in source.roots for source in sources) for one in said.roots)
    shared += sum(any(role in source.roles for source in sources) for role in said.roles)
    return shared < IN_COMMON * (len(said.roots) + len(said.roles))


def same(one: str, other: str) -> bool:
    """Are two sentences the same word for word, spaces and the end mark aside?"""
    return plain(one) == plain(other)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A sentence as it is compared word for word."""
    return re.sub(r"\s+", " ", text).strip().rstrip(".!").casefold()
