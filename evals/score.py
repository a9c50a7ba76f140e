"""What a measurement of one answer is, and what a metric is. Not here: the metrics (`metrics`, `citations`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.vocabulary import Answer
from evals.case import Case

Texts = Mapping[str, str]  # article id -> canonical text


@dataclass(frozen=True, kw_only=True)
class Score:
    """One measurement of one answer; `reason` says what lowered it, and is empty when nothing did."""

    name: str
    value: float
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a measure returns: the value and its reason, not yet named."""

    value: float
    reason: str = ""


class Unit(StrEnum):
    """What a value counts: a share from 0 to 1, words, or milliseconds."""

    SHARE = "share"
    WORDS = "words"
    MILLISECONDS = "ms"


Measure = Callable[[Case, Answer, Texts], Finding | None]


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A named measure; it gives None where it does not apply, which counts neither for nor against.

    `decides` marks the metrics that a case has to satisfy fully to pass.
    """

    name: str
    about: str
    measure: Measure | None = None
    unit: Unit = Unit.SHARE
    lower_is_better: bool = False
    decides: bool = False

    def satisfied(self, value: float) -> bool:
        """Whether a share is as good as it can be."""
        return value <= 0.0 if self.lower_is_better else value >= 1.0
