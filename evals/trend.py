"""Figures over the reports that were kept, oldest first. Not here: keeping them (`store`), drawing them (`chart`)."""

from collections.abc import Iterable
from dataclasses import dataclass

from evals.report import PASSED, EvalReport
from evals.shares import share

FOLLOWED = (PASSED, "vital_recall", "false_answer")
KEPT = 20  # points; older ones are left out


@dataclass(frozen=True, kw_only=True)
class Point:
    """One version's figures: metric -> share from 0 to 1, more is better; `cases` were measured."""

    version: str
    created: str
    cases: int
    values: dict[str, float]

    @property
    def day(self) -> str:
        """The day it was measured, `2026-11-22`; empty if unknown."""
        return self.created[:10]


def trend(history: Iterable[EvalReport], report: EvalReport) -> tuple[Point, ...]:
    """The points of earlier reports of the same mode and, last, of this one; the last KEPT of them.

    A version that was measured again counts once, with its latest report.
    """
    kept = {one.version: one for one in history if one.mode == report.mode and one.version != report.version}
    return tuple(point(one) for one in [*kept.values(), report][-KEPT:])


def point(report: EvalReport) -> Point:
    """One report as a point."""
    shares = {name: share(report.results, name) for name in FOLLOWED}
    return Point(
        version=report.version,
        created=report.created,
        cases=len(report.results) - len(report.errors),
        values={name: found.value for name, found in shares.items() if found},
    )
