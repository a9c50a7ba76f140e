"""Shares over both halves of the cases, always so that more is better. Not here: drawing (`chart`), judging (`gate`)."""

from collections.abc import Iterable
from dataclasses import dataclass

from evals.case import UNCOVERED, Stratum
from evals.intervals import wilson
from evals.metrics import METRICS
from evals.report import ALL, PASSED
from evals.runner import CaseResult
from evals.score import Unit

# What a share is called where people read it. Metrics that are better when lower are turned round.
LABELS = {
    PASSED: "cases passed",
    "outcome_right": "right kind of answer",
    "false_answer": "uncovered questions left unanswered",
    "coverage": "answerable questions answered",
    "refused": "answerable questions not refused",
    "vital_recall": "vital facts said",
    "all_fact_recall": "all facts said",
    "okay_recall": "further facts said",
    "forbidden_statement": "answers without forbidden statements",
    "evidence_recall_at_5": "evidence among the first 5 passages",
    "cited_evidence_recall": "evidence quotes that are cited",
    "cited_evidence_precision": "citations that rest on evidence quotes",
    "citation_validity": "citations that resolve",
    "verbatim_share": "sentences word for word from their source",
    "cited_share": "sentences with a citation",
    "support_precision": "sentences that their citations carry",
    "fell_back": "answers left to the language model",
    "disagreement_shown": "disagreements shown",
    "cried_wolf": "no disagreement shown where there is none",
}
STRATA = {
    ALL: "all questions",
    Stratum.ANSWERABLE: "answerable",
    Stratum.OFF_SUBJECT: "off the subject",
    Stratum.NEAR_SUBJECT: "near the subject",
    Stratum.FACT_ABSENT: "fact absent",
    Stratum.FALSE_PREMISE: "false premise",
    Stratum.VAGUE: "vague",
}


@dataclass(frozen=True, kw_only=True)
class Share:
    """A mean from 0 to 1 over `n` cases of `groups` different questions, with Wilson's 95 % interval."""

    metric: str
    stratum: str
    n: int
    groups: int
    value: float
    low: float
    high: float

    @property
    def label(self) -> str:
        """What it is called where people read it."""
        name = LABELS.get(self.metric, self.metric)
        return name if self.stratum == ALL else f"{name}: {STRATA.get(self.stratum, self.stratum)}"


def share(results: Iterable[CaseResult], metric: str, stratum: str = ALL) -> Share | None:
    """The share of one metric over the measured cases of one stratum; None where it applies to none of them."""
    values = [
        (result.group, value)
        for result in results
        if not result.error and stratum in (ALL, result.stratum) and (value := better_high(result, metric)) is not None
    ]
    if not values:
        return None
    total = sum(value for _, value in values)
    low, high = wilson(total, len(values))
    return Share(
        metric=metric,
        stratum=str(stratum),
        n=len(values),
        groups=len({group for group, _ in values}),
        value=total / len(values),
        low=low,
        high=high,
    )


def better_high(result: CaseResult, metric: str) -> float | None:
    """A case's value so that 1 is best; None where the metric does not apply."""
    if metric == PASSED:
        return float(result.passed)
    value = result.value(metric)
    if value is None:
        return None
    return 1 - value if METRICS[metric].lower_is_better else value


def passed_by_stratum(results: Iterable[CaseResult]) -> tuple[Share, ...]:
    """The cases passed: all, then by stratum."""
    known = tuple(results)
    return tuple(found for stratum in STRATA if (found := share(known, PASSED, stratum)))


def measured(results: Iterable[CaseResult]) -> tuple[Share, ...]:
    """Every metric that is a share, in the order of METRICS; false answers by stratum, or easy ones hide hard ones."""
    known = tuple(results)
    found = []
    for name, metric in METRICS.items():
        if metric.unit == Unit.SHARE:
            strata = [s for s in Stratum if s in UNCOVERED] if name == "false_answer" else [ALL]
            found += [share(known, name, stratum) for stratum in strata]
    return tuple(one for one in found if one)
