"""What a case is: a question, what a good answer to it holds, and where in the articles that stands.

Not here: reading the files (`load`), checking them against the articles (`lint`), judging answers (`metrics`).
"""

from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import CornerOfficeError
from assistant.vocabulary import Outcome, Question


class CaseError(CornerOfficeError):
    """A case file cannot be read, breaks the schema or no longer fits the articles."""


class Split(StrEnum):
    """What a case may be used for: `tune` while building, `report` only for the figures that are published."""

    TUNE = "tune"
    REPORT = "report"


class Tier(StrEnum):
    """How much a failure weighs: `must` blocks, `scored` counts in averages, `watch` is only shown."""

    MUST = "must"
    SCORED = "scored"
    WATCH = "watch"


class Stratum(StrEnum):
    """How the question lies to the articles; abstention is reported for each apart."""

    ANSWERABLE = "answerable"
    OFF_SUBJECT = "off_subject"
    NEAR_SUBJECT = "near_subject"
    FACT_ABSENT = "fact_absent"
    FALSE_PREMISE = "false_premise"
    VAGUE = "vague"


UNCOVERED = frozenset({Stratum.OFF_SUBJECT, Stratum.NEAR_SUBJECT, Stratum.FACT_ABSENT, Stratum.FALSE_PREMISE})

DISAGREEMENT = "disagreement"  # the tag of cases in which the articles differ and the answer has to say so


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A verbatim quote that a good answer rests on; anchored to text, so cutting passages anew does not move it."""

    article: str
    quote: str


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that an answer should say; said when any wording in `accept` occurs in it."""

    fact: str
    accept: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case. `group` is shared by paraphrases of one question; `place` is `file:line` for messages."""

    id: str
    group: str
    split: Split
    tier: Tier
    stratum: Stratum
    turns: tuple[str, ...]
    expect: frozenset[Outcome]
    tags: frozenset[str] = frozenset()
    evidence: tuple[Evidence, ...] = ()
    vital: tuple[Fact, ...] = ()
    okay: tuple[Fact, ...] = ()
    forbidden: tuple[str, ...] = ()
    note: str = ""
    place: str = ""

    @property
    def question(self) -> Question:
        """The last turn, with the turns before it."""
        return Question(id=self.id, text=self.turns[-1], earlier=self.turns[:-1])
