"""What a reader asks in Slack, as the inbox keeps it, and the Slack messages that answer it. Not here: how it is kept."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is to be done."""

    QUESTION = "question"  # answer in the thread
    PRESSED = "pressed"  # answer in the thread of the button, and repeat the question, which nobody there has seen
    PRIVATE = "private"  # answer in the direct messages with who asked, below a message that repeats the question
    PERSON = "person"  # pass on to the channel of people who help; the text is an answer's id


class State(StrEnum):
    """How far it has come; the last three are final."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    STOPPED = "stopped"  # by who asked
    REFUSED = "refused"  # Slack does not take the answer, or not after many attempts


class ReplyState(StrEnum):
    """How far one message of an answer has come."""

    SENDING = "sending"  # it may stand in Slack, and it may not
    OPEN = "open"  # it stands, and more is coming
    SENT = "sent"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Something a reader asked. `key` names it for good; `thread` and `channel` are empty while they are not known."""

    team: str
    event_id: str
    source: str
    ts: str
    kind: Kind = Kind.QUESTION
    channel: str
    thread: str
    user: str
    user_team: str = ""
    enterprise: str = ""
    text: str
    id: int = 0
    answer: str = ""
    messages: str = ""
    attempts: int = 0
    accepted: float = 0.0

    @property
    def key(self) -> str:
        """What our messages carry, so that they are found again."""
        return f"{self.team}/{self.event_id}"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One Slack message of an answer; `end` is -1 for the end of the Markdown."""

    number: int
    message: int
    start: int
    end: int
    streamed: bool
    ts: str
    state: ReplyState
