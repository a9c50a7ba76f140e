"""The report of a run: averages with intervals by split and stratum, and what the run was made from.

A case that could not be measured stands in neither numerator nor denominator, and is counted. Not here: its
JSON (`report_json`), how it is shown (`render`), or judged (`gate`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evals.case import Case, CaseError, Split, Stratum
from evals.fingerprint import Fingerprint
from evals.intervals import quantile, wilson
from evals.metrics import METRICS
from evals.runner import CaseResult, run_cases
from evals.score import Metric, Texts, Unit
from evals.subject import Asks

ALL = "all"
PASSED = "passed"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One metric over the cases of one split and stratum to which it applies.

    A share has its mean in `value` and Wilson's 95 % interval in `low` and `high`; words and milliseconds
    have their median in `value` and their 5th and 95th percentile in `low` and `high`. `groups` is the
    number of different questions among the `n` cases, paraphrases counted once.
    """

    split: Split
    stratum: str
    metric: str
    unit: Unit
    n: int
    groups: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class EvalReport:
    """The results of a run and their figures.

    `texts` maps article ids to the canonical texts that were asked about; `created` is UTC, ISO 8601; `split` is
    empty when both halves of the cases were run. Only a whole run with a fingerprint can be judged.
    """

    results: tuple[CaseResult, ...]
    version: str = ""
    mode: str = ""
    created: str = ""
    split: str = ""
    fingerprint: Fingerprint | None = None
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures: by split, over all strata and then by stratum, metrics in the order of METRICS."""
        return summarise(self.results)

    @property
    def errors(self) -> tuple[CaseResult, ...]:
        """The cases that could not be measured."""
        return tuple(result for result in self.results if result.error)

    def failing(self, splits: Iterable[Split] = (Split.TUNE,)) -> tuple[CaseResult, ...]:
        """The measured cases that do not pass; of the tune split unless told otherwise."""
        wanted = set(splits)
        return tuple(
            result for result in self.results if result.split in wanted and not result.error and not result.passed
        )


def run_eval(
    assistant: Asks,
    *,
    cases: Iterable[Case],
    texts: Texts,
    split: str | None = None,
    version: str = "",
    mode: str = "",
    created: str = "",
    made_from: Fingerprint | None = None,
) -> EvalReport:
    """Run the cases of one split, or of both, and report. `texts` maps article ids to canonical texts."""
    chosen = [case for case in cases if split is None or case.split == split]
    if not chosen:
        raise CaseError(
            f"No case has the split {split or 'of any name'}. Choose among {', '.join(Split)}, or add cases."
        )
    return EvalReport(
        results=run_cases(assistant, chosen, texts),
        version=version,
        mode=mode,
        created=created,
        split=split or "",
        fingerprint=made_from,
        texts=texts,
    )


def summarise(results: Sequence[CaseResult]) -> tuple[Figure, ...]:
    """The figures of results; combinations without any measured case are left out."""
    figures = []
    for split in Split:
        for stratum in (ALL, *Stratum):
            chosen = [
                result
                for result in results
                if result.split == split and stratum in (ALL, result.stratum) and not result.error
            ]
            if chosen:
                figures.append(figure(split, stratum, PASSED, [(r.group, float(r.passed)) for r in chosen]))
            for name, metric in METRICS.items():
                values = [(r.group, value) for r in chosen if (value := r.value(name)) is not None]
                if values:
                    figures.append(figure(split, stratum, name, values, metric))
    return tuple(figures)


def figure(
    split: Split, stratum: str, name: str, measured: Sequence[tuple[str, float]], metric: Metric | None = None
) -> Figure:
    """One figure from (group, value) pairs; a share unless the metric says otherwise."""
    values = [value for _, value in measured]
    unit = metric.unit if metric else Unit.SHARE
    if unit == Unit.SHARE:
        middle = sum(values) / len(values)
        low, high = wilson(sum(values), len(values))
    else:
        middle, low, high = (quantile(values, share) for share in (0.5, 0.05, 0.95))
    return Figure(
        split=split,
        stratum=str(stratum),
        metric=name,
        unit=unit,
        n=len(values),
        groups=len({group for group, _ in measured}),
        value=middle,
        low=low,
        high=high,
    )
