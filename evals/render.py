"""The report as terminal text: figures, errors and failing cases. Not here: the figures themselves (`report`)."""

from collections.abc import Sequence

from evals.case import Split, Tier
from evals.intervals import wilson
from evals.report import EvalReport, Figure
from evals.runner import CaseResult
from evals.score import Unit


def render_report(report: EvalReport, *, show_report: bool = False) -> str:
    """The whole report. Failing cases of the report split are shown only if asked for, so that nobody tunes on them."""
    splits = (Split.TUNE, Split.REPORT) if show_report else (Split.TUNE,)
    parts = [render_figures(report.figures), render_tiers(report.results)]
    if report.errors:
        parts.append(
            f"{len(report.errors)} of {len(report.results)} cases could not be measured and count nowhere:\n"
            + "\n".join(f"  {result.id}: {result.error}" for result in report.errors)
        )
    failing = report.failing(splits)
    if failing:
        parts.append(f"{len(failing)} failing cases ({', '.join(splits)} split):")
        parts.extend(render_failing(result) for result in failing)
    return "\n\n".join(parts) + "\n"


def render_figures(figures: Sequence[Figure]) -> str:
    """A table with one line a figure, under a line for each split and stratum."""
    lines: list[str] = []
    heading = ""
    for figure in figures:
        if heading != f"{figure.split} / {figure.stratum}":
            heading = f"{figure.split} / {figure.stratum}"
            lines += ["", f"{heading:<34}{'n':>5}{'groups':>8}{'value':>10}   95 % interval (words, ms: 5th to 95th)"]
        lines.append(
            f"  {figure.metric:<32}{figure.n:>5}{figure.groups:>8}{shown(figure.value, figure.unit):>10}"
            f"   {shown(figure.low, figure.unit)} to {shown(figure.high, figure.unit)}"
        )
    return "\n".join(lines[1:])


def render_tiers(results: Sequence[CaseResult]) -> str:
    """How many cases of each split and tier pass."""
    lines = ["passed by tier"]
    for split in Split:
        for tier in Tier:
            chosen = [result for result in results if (result.split, result.tier) == (split, tier) and not result.error]
            if chosen:
                passed = sum(result.passed for result in chosen)
                low, high = wilson(passed, len(chosen))
                lines.append(f"  {split} / {tier}: {passed} of {len(chosen)} ({low:.1%} to {high:.1%})")
    return "\n".join(lines)


def render_failing(result: CaseResult) -> str:
    """One failing case: what was asked, what came, what is wrong with it."""
    asked = "\n".join(f"  > {turn}" for turn in result.turns)
    came = "\n".join(f"    {line}" for line in result.answer.splitlines())
    wrong = "\n".join(f"  - {score.name} {score.value:.2f}: {score.reason}" for score in result.failures)
    return f"{result.id} ({result.tier}, {result.stratum}): {result.outcome}\n{asked}\n{came}\n{wrong}"


def shown(value: float, unit: Unit) -> str:
    """A value for people: per cent for shares, else one decimal."""
    return f"{value:.1%}" if unit == Unit.SHARE else f"{value:.1f}"
