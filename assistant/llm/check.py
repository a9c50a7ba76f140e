"""Is a sentence carried by the evidence that it cites? Rules decide first, a fitted score the rest.

Not here: the rules (`figures`, `parties`, `polarity`, `modality`), the score's signals (`alignment`), or what becomes
of a sentence that fails.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.embedding import Embedder
from assistant.llm.alignment import read, signals
from assistant.llm.claim import Checked, Claim
from assistant.llm.figures import figure_fault
from assistant.llm.likeness import Likeness
from assistant.llm.modality import modality_fault
from assistant.llm.overlap import matches
from assistant.llm.parties import party_fault
from assistant.llm.polarity import polarity_fault
from assistant.llm.reading import Reading, read_sentence
from assistant.llm.score import Score
from assistant.roles import RoleBook

__all__ = ["Checked", "Checker", "Claim"]

OTHERS = 3  # sentences beside those cited that are tried, best first
EMPTY = "claims nothing that could be checked"
NO_SOURCE = "cites no source that there is"
UNLIKE = "says more than its source"


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
        self._sources = lru_cache(maxsize=1024)(read)

    def check(self, claim: Claim, evidence: Sequence[str]) -> Checked:
        """One claim against the evidence sentences that were given to the model."""
        return self.check_all([claim], evidence)[0]

    def check_all(self, claims: Sequence[Claim], evidence: Sequence[str]) -> list[Checked]:
        """All claims of an answer, in order."""
        readings = [self._read(text) for text in evidence]
        return [self._checked(claim, readings) for claim in claims]

    def _checked(self, claim: Claim, evidence: Sequence[Reading]) -> Checked:
        own = tuple(dict.fromkeys(index for index in claim.cited if 0 <= index < len(evidence)))
        said = self._read(claim.text)
        if not any(clause.stems or clause.subjects for clause in said.clauses):
            return Checked(text=claim.text, cited=own, supported=False, score=0.0, reason=EMPTY)
        failed = Checked(text=claim.text, cited=own, supported=False, score=0.0, reason=NO_SOURCE)
        for cited in self._attempts(said, own, evidence):
            score, wrong = self._judge(said, [evidence[index] for index in cited])
            if not wrong:
                return Checked(text=claim.text, cited=cited, supported=True, score=score)
            if cited == own:
                failed = Checked(text=claim.text, cited=own, supported=False, score=score, reason=wrong)
        return failed

    def _attempts(self, said: Reading, own: tuple[int, ...], evidence: Sequence[Reading]) -> Iterator[tuple[int, ...]]:
        """What a claim may rest on: what it cites; else another sentence, or one more, those that share most with it first."""
        if own:
            yield own
        shared = [len((said.roots & there.roots) | (said.roles & there.roles)) for there in evidence]
        others = sorted((at for at in range(len(evidence)) if at not in own and shared[at]), key=lambda at: -shared[at])
        for other in others[:OTHERS]:
            yield (other,)
        for other in others[:OTHERS] if own else ():
            yield (*own, other)

    def _judge(self, said: Reading, sources: Sequence[Reading]) -> tuple[float, str]:
        if any(same(said.text, source.text) for source in sources):
            return 1.0, ""
        score = self._score(signals(said.text, self._sources(tuple(source.text for source in sources)), self._likeness))
        matched = matches(said, sources, self._likeness)
        wrong = (
            figure_fault(said, sources)
            or party_fault(said, sources, matched, self._book)
            or polarity_fault(said, sources, matched)
            or modality_fault(said, sources, matched)
        )
        return score, wrong or ("" if score >= self._score.least else UNLIKE)


def same(one: str, other: str) -> bool:
    """Are two sentences the same word for word, spaces and the end mark aside?"""
    return plain(one) == plain(other)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A sentence as it is compared word for word."""
    return re.sub(r"\s+", " ", text).strip().rstrip(".!").casefold()
