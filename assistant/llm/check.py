"""Is a sentence carried by the evidence that it cites? Rules decide first, a fitted score the rest.

Not here: the rules (`figures`), or what becomes of a sentence that fails.
"""

from collections.abc import Sequence

from assistant.embedding import Embedder
from assistant.llm.claim import Checked, Claim
from assistant.llm.figures import figure_fault
from assistant.roles import RoleBook
from assistant.words import content_stems

__all__ = ["Checked", "Checker", "Claim"]

CARRIED = 0.5
NO_SOURCE = "cites no source that there is"
UNLIKE = "says more than its source"


class Checker:
    """Checks sentences against evidence. Made once; safe to share between threads.

    Evidence sentences have to stand for themselves: an item of a list comes with its lead-in, a cell with its headers.
    """

    def __init__(self, embedder: Embedder, book: RoleBook | None = None) -> None:
        self._embedder = embedder
        self._book = book or RoleBook(())

    def check(self, claim: Claim, evidence: Sequence[str]) -> Checked:
        """One claim against the evidence sentences that were given to the model."""
        return self.check_all([claim], evidence)[0]

    def check_all(self, claims: Sequence[Claim], evidence: Sequence[str]) -> list[Checked]:
        """All claims of an answer, in order: at most one call of the embedder for all of them."""
        return [self._checked(claim, evidence) for claim in claims]

    def _checked(self, claim: Claim, evidence: Sequence[str]) -> Checked:
        own = tuple(dict.fromkeys(index for index in claim.cited if 0 <= index < len(evidence)))
        fault = NO_SOURCE
        for cited in [own, *((index,) for index in range(len(evidence)) if (index,) != own)]:
            if not cited:
                continue
            score, wrong = self._judge(claim.text, [evidence[index] for index in cited])
            if not wrong:
                return Checked(text=claim.text, cited=cited, supported=True, score=score)
            if cited == own:
                fault = wrong
        return Checked(text=claim.text, cited=own, supported=False, score=0.0, reason=fault)

    def _judge(self, text: str, sources: Sequence[str]) -> tuple[float, str]:
        wrong = figure_fault(text, sources)
        there = {stem for source in sources for stem in content_stems(source)}
        wanted = content_stems(text)
        score = sum(stem in there for stem in wanted) / len(wanted) if wanted else 0.0
        return score, wrong or ("" if score >= CARRIED else UNLIKE)
