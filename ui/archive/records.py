"""The values of the archive. Times are seconds since 1970. Not here: where they are kept (`stores`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Json = dict[str, Any]

LONGEST_TITLE = 120  # characters
LONGEST_COMMENT = 2000


class Thumb(StrEnum):
    """A reader's verdict on an answer."""

    UP = "up"
    DOWN = "down"


class Reason(StrEnum):
    """Why a reader thinks little of an answer."""

    WRONG = "wrong"
    MISSING = "missing"
    UNCLEAR = "unclear"
    SOURCE = "source"  # the source does not say that
    OTHER = "other"


class State(StrEnum):
    """Whether an editor still has to look at something."""

    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """One line of a person's history."""

    id: str
    owner: str
    title: str
    created: float
    changed: float


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A question and the whole answer to it, as the contract's JSON.

    `id` is the answer's address, and cannot be guessed. `number` is the place in the conversation, from 0.
    `replaced` turns were asked anew: their address still works, and the conversation goes on without them.
    `state` is for editors, who go through what was not answered.
    """

    id: str
    conversation: str
    number: int
    question: str
    answer: Json
    version: str
    outcome: str
    asked: float
    replaced: bool = False
    state: State = State.OPEN


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """What one person thinks of one answer; `evidence` is the answer's citations as the contract has them."""

    answer: str
    person: str
    thumb: Thumb
    reason: Reason | None = None
    comment: str = ""
    version: str = ""
    evidence: tuple[Json, ...] = ()
    given: float = 0.0
    state: State = State.OPEN


@dataclass(frozen=True, kw_only=True)
class Rated:
    """Feedback with the turn that it is about."""

    feedback: Feedback
    turn: Turn


@dataclass(frozen=True, kw_only=True)
class Action:
    """One line of the editors' log: who did what and when; `details` is any JSON."""

    who: str
    when: float
    what: str
    details: Mapping[str, Any]
