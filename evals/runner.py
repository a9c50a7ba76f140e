"""Running cases: every case is asked and scored; a crash is a result too. Not here: averages and wording (`report`)."""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.vocabulary import Answer, Outcome
from evals.case import Case, Evidence, Split, Stratum, Tier
from evals.metrics import METRICS, MILLISECONDS, score_answer
from evals.progress import progress
from evals.score import Score, Texts
from evals.subject import Asks

logger = logging.getLogger(__name__)

Clock = Callable[[], float]


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A quote that an answer cites, and the article that it is from."""

    marker: int
    article: str
    quote: str


@dataclass(frozen=True, kw_only=True)
class CaseResult:
    """What came of one case: plain data, so that it can be kept and compared later.

    `evidence` is the case's own; `citations` are the answer's, in the order of their markers. With `error` set
    there is no outcome, no answer and no score, and the case counts nowhere.
    """

    id: str
    group: str
    split: Split
    tier: Tier
    stratum: Stratum
    turns: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    outcome: Outcome | None = None
    answer: str = ""
    citations: tuple[Cited, ...] = ()
    scores: tuple[Score, ...] = ()
    error: str = ""

    @property
    def failures(self) -> tuple[Score, ...]:
        """The scores that keep the case from passing."""
        return tuple(
            score
            for score in self.scores
            if score.name in METRICS and METRICS[score.name].decides and not METRICS[score.name].satisfied(score.value)
        )

    @property
    def passed(self) -> bool:
        """Whether the case was measured and every deciding metric is satisfied."""
        return not self.error and not self.failures

    def value(self, name: str) -> float | None:
        """The value of a metric; None where it does not apply."""
        return next((score.value for score in self.scores if score.name == name), None)


def run_cases(
    assistant: Asks, cases: Iterable[Case], texts: Texts, *, clock: Clock = time.perf_counter
) -> tuple[CaseResult, ...]:
    """Ask and score every case, in order. `texts` maps article ids to canonical texts; `clock` counts seconds."""
    return tuple(run_case(assistant, case, texts, clock) for case in progress(list(cases), "cases"))


def run_case(assistant: Asks, case: Case, texts: Texts, clock: Clock) -> CaseResult:
    """Ask and score one case; whatever goes wrong is recorded in the result."""
    try:
        began = clock()
        answer = assistant.ask(case.question)
        elapsed = Score(name=MILLISECONDS, value=(clock() - began) * 1000)
        scores = score_answer(case, answer, texts)
    except Exception as error:
        logger.warning("case %s could not be measured", case.id, exc_info=True)
        return result(case, error=f"{type(error).__name__}: {error}")
    return result(case, answer=answer, scores=(*scores, elapsed))


def result(case: Case, *, answer: Answer | None = None, scores: tuple[Score, ...] = (), error: str = "") -> CaseResult:
    """A result that carries over what the case says of itself."""
    citations = answer.citations if answer else ()
    return CaseResult(
        id=case.id,
        group=case.group,
        split=case.split,
        tier=case.tier,
        stratum=case.stratum,
        turns=case.turns,
        evidence=case.evidence,
        outcome=answer.outcome if answer else None,
        answer=answer.text if answer else "",
        citations=tuple(Cited(marker=one.marker, article=one.article, quote=one.quote) for one in citations),
        scores=scores,
        error=error,
    )
