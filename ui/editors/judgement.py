"""What the room shows of versions: the check of the working copy, the verdict on it, what is live.

Values only. Not here: judging (`evals`), and where they come from (`room` has the Protocols).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Stage(StrEnum):
    """Where the check of the working copy stands; all from DONE on are ends."""

    NONE = "none"  # nothing was checked yet
    READING = "reading"
    BUILDING = "building"
    ASKING = "asking"
    JUDGING = "judging"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDS = frozenset({Stage.NONE, Stage.DONE, Stage.FAILED, Stage.CANCELLED})


@dataclass(frozen=True, kw_only=True)
class Check:
    """The check that runs or ran last. `done` of `of` cases are asked; times are UTC, ISO 8601.

    `state` names the content of the working copy that is checked; `words` says how it ended.
    """

    stage: Stage = Stage.NONE
    by: str = ""
    began: str = ""
    ended: str = ""
    done: int = 0
    of: int = 0
    state: str = ""
    version: str = ""
    words: str = ""

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self.stage not in ENDS


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Why a version does not pass: what was found and the way out. `cases` are those that a waiver would accept."""

    words: str
    remedy: str
    rule: str
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AnswerEdit:
    """A changed answer: what it means (broken, mended, changed), and its words as (mark, text)."""

    case: str
    question: str
    effect: str
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """The gate's verdict on a version. `status` is passed, blocked or not_measurable.

    `waived` maps cases to the reason that was given. `answers` are those that differ from what readers get now.
    """

    version: str
    status: str
    words: str
    grounds: tuple[Ground, ...] = ()
    warnings: tuple[str, ...] = ()
    waived: Mapping[str, str] = field(default_factory=dict)
    unprotected: int = 0
    answers: tuple[AnswerEdit, ...] = ()
    cases: int = 0

    @property
    def passed(self) -> bool:
        """Whether it may go live unasked."""
        return self.status == "passed"


@dataclass(frozen=True, kw_only=True)
class VersionLine:
    """One version: `state` is live, staged or earlier; `ours` says that it was made in this room."""

    version: str
    state: str
    created: str
    articles: int
    sentences: int
    unchecked: bool = False
    reason: str = ""
    ours: bool = False
    reported: bool = False  # whether an HTML report of it is kept


@dataclass(frozen=True, kw_only=True)
class Live:
    """What readers are answered from, since when, and who made it so (empty: not from this room)."""

    version: str
    since: str
    by: str = ""
    before: str = ""  # what a rollback goes back to; empty if nothing
