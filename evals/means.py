"""The rules of the gate about means: floors, and differences from the baseline. Not here: single cases (`rules`).

Every mean is told so that higher is better.
"""

from collections.abc import Callable, Iterable, Sequence

from evals.case import UNCOVERED, Stratum
from evals.paired import difference
from evals.remedies import MEND, WAIVE
from evals.rules import Pair
from evals.runner import CaseResult
from evals.verdict import Comparison, Floor, Reason

Value = Callable[[CaseResult], float | None]

# (metric, stratum, margin): a share may be this much lower, at the lower end of the 95 % interval of the paired
# difference. About what one broken question in 150 costs; chosen, not measured.
MARGINS = (
    ("passed", "all", 0.02),
    ("vital_recall", "answerable", 0.02),
    ("evidence_recall_at_5", "answerable", 0.03),
    ("false_answer", "uncovered", 0.05),
)
# (metric, stratum, floor). A version below is broken, whatever the baseline was. The shipped articles lie at .92, .71,
# .63 and .92; a search that finds nothing at 0, 0, 0 and .50.
FLOORS = (
    ("refused", "answerable", 0.80),
    ("vital_recall", "answerable", 0.60),
    ("evidence_recall_at_5", "answerable", 0.50),
    ("balanced", "all", 0.75),
)


def better(name: str) -> Value:
    """A metric as a value where higher is better: 1 - value if lower is."""
    if name == "passed":
        return lambda result: float(result.passed)
    if name in {"false_answer", "refused"}:
        return lambda result: None if (value := result.value(name)) is None else 1 - value
    return lambda result: result.value(name)


def within(stratum: str, result: CaseResult) -> bool:
    """Whether a result belongs to a stratum, or to a group of strata."""
    if stratum == "uncovered":
        return result.stratum in UNCOVERED
    return stratum in ("all", result.stratum)


def compare(pairs: Sequence[Pair]) -> tuple[Comparison, ...]:
    """The paired differences on which versions must not be worse."""
    found = []
    for metric, stratum, margin in MARGINS:
        value = better(metric)
        values = [
            (now.group, old, new)
            for then, now in pairs
            if within(stratum, now) and (old := value(then)) is not None and (new := value(now)) is not None
        ]
        if (paired := difference(values)) is not None:
            found.append(
                Comparison(
                    metric=metric,
                    stratum=stratum,
                    n=paired.n,
                    before=paired.before,
                    after=paired.after,
                    low=paired.low,
                    margin=margin,
                )
            )
    return tuple(found)


def worse_reasons(comparisons: Iterable[Comparison]) -> tuple[Reason, ...]:
    """Means that may have fallen by more than the margin."""
    return tuple(
        Reason(
            rule="worse",
            words=(
                f"{label(one.metric)} ({one.stratum}) fell from {one.before:.1%} to {one.after:.1%}; "
                f"at the lower end of the interval by {-one.low:.1%}, more than {one.margin:.0%}."
            ),
            remedy=f"{MEND}, {WAIVE.format(case='CASE')}",
        )
        for one in comparisons
        if one.worse
    )


def measure_floors(results: Sequence[CaseResult]) -> tuple[Floor, ...]:
    """Where a version lies against each floor; a metric that applies to no case has no floor."""
    found = []
    for metric, stratum, floor in FLOORS:
        values = balance(results) if metric == "balanced" else applicable(better(metric), stratum, results)
        if values:
            mean = sum(values) / len(values)
            found.append(Floor(metric=metric, stratum=stratum, n=len(values), value=mean, floor=floor))
    return tuple(found)


def applicable(value: Value, stratum: str, results: Iterable[CaseResult]) -> list[float]:
    """The values of the results of a stratum to which a metric applies."""
    return [found for result in results if within(stratum, result) and (found := value(result)) is not None]


def balance(results: Sequence[CaseResult]) -> list[float]:
    """The share of answerable questions answered and of uncovered ones not answered; empty unless there are both.

    Their mean is the balanced accuracy of answering: 0.5 for answering nothing, and for answering everything.
    """
    answered = applicable(better("refused"), Stratum.ANSWERABLE, results)
    declined = applicable(better("false_answer"), "uncovered", results)
    if not answered or not declined:
        return []
    return [sum(answered) / len(answered), sum(declined) / len(declined)]


def floor_reasons(floors: Iterable[Floor]) -> tuple[Reason, ...]:
    """Means below their floor."""
    return tuple(
        Reason(
            rule="floor",
            words=f"{label(one.metric)} ({one.stratum}) is {one.value:.1%}, below the floor of {one.floor:.0%}.",
            remedy=f"{MEND}. This cannot be waived",
        )
        for one in floors
        if one.missed
    )


def label(metric: str) -> str:
    """What a figure is called where higher is better."""
    return {
        "passed": "Cases passed",
        "refused": "Questions answered",
        "false_answer": "Uncovered questions not answered",
        "balanced": "Answering what is covered and nothing else",
        "vital_recall": "Vital facts said",
        "evidence_recall_at_5": "Evidence found",
    }.get(metric, metric)
