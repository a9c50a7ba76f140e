"""What every benchmark returns, and its printed table. Not here: any measuring (`bench_*`)."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.errors import CornerOfficeError
from evals.intervals import wilson


class BenchError(CornerOfficeError):
    """A benchmark cannot be run as things stand."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a benchmark: a figure with its number of measurements and, if known, its 95 % interval."""

    figure: str
    value: float
    unit: str = ""
    n: int = 0
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class BenchResult:
    """A benchmark's rows, or in `skipped` why there are none. `about` says what was measured on what."""

    bench: str
    about: str
    rows: tuple[Row, ...] = ()
    skipped: str = ""

    def value(self, figure: str) -> float:
        """The value of a row by its name; NaN if there is no such row."""
        return next((row.value for row in self.rows if row.figure == figure), math.nan)


def skip(bench: str, what: str) -> BenchResult:
    """The result of a benchmark whose data set is not there."""
    return BenchResult(bench=bench, about="", skipped=f"skipped: no ../shared/data/{what}")


def mean(figure: str, values: Sequence[float], unit: str = "") -> Row:
    """The row of a mean of scores from 0 to 1, with Wilson's interval; NaN without scores."""
    total = math.fsum(values)
    low, high = wilson(total, len(values))
    value = total / len(values) if values else math.nan
    return Row(figure=figure, value=value, unit=unit, n=len(values), low=low, high=high)


def bench_to_json(result: BenchResult) -> dict[str, Any]:
    """The result as JSON values; a figure that could not be computed is null."""
    data = asdict(result)
    for row in data["rows"]:
        row["value"] = None if math.isnan(row["value"]) else row["value"]
    return data


def render_bench(result: BenchResult) -> str:
    """The result as a table for the terminal."""
    if result.skipped:
        return f"{result.bench}: {result.skipped}\n"
    width = max([len(row.figure) for row in result.rows], default=0)
    lines = [f"{result.bench}: {result.about}"]
    for row in result.rows:
        interval = f"   {row.low:.3f} to {row.high:.3f}" if row.low is not None and row.high is not None else ""
        count = f"n={row.n}" if row.n else ""
        lines.append(f"  {row.figure:<{width}} {row.value:>10.3f} {row.unit:<8} {count:<8}{interval}".rstrip())
    return "\n".join(lines) + "\n"
