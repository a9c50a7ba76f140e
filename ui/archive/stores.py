"""The archive as the page and the editors' room see it. Every method may raise ArchiveError, and may block.

An `owner` or `person` is a person's id; nobody is shown what is another's. Not here: SQL.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ui.archive.records import Action, Conversation, Feedback, Json, Rated, State, Turn


class Conversations(Protocol):
    """Each person's conversations."""

    def start(self, owner: str, title: str) -> Conversation:
        """Begin one; the title is cut to a line."""

    def get(self, owner: str, conversation: str) -> Conversation | None:
        """One of the owner's, or None."""

    def list(self, owner: str, search: str = "", limit: int = 100) -> tuple[Conversation, ...]:
        """The owner's, newest first; with `search`, those that have all its words in title, questions or answers."""

    def rename(self, owner: str, conversation: str, title: str) -> bool:
        """Give it another title; False if it is not the owner's or the title is empty."""

    def count(self, owner: str) -> int:
        """How many the owner has."""

    def hand_over(self, owner: str, to: str) -> int:
        """Make all of an owner's somebody else's, with the thumbs that the owner gave; returns how many."""

    def delete(self, owner: str, conversation: str) -> bool:
        """Delete it with its turns and all feedback on them, for good; False if it is not the owner's."""

    def expire(self, before: float) -> int:
        """Delete everybody's that have not changed since a time; returns how many."""


class Turns(Protocol):
    """Questions with their answers."""

    def add(self, conversation: str, question: str, answer: Json, *, after: str | None = None) -> Turn:
        """Keep a finished turn, at the end of its conversation.

        `after` is the id of an earlier turn of it, or "" for its beginning: what stood behind that is replaced.
        """

    def get(self, turn: str) -> Turn | None:
        """The turn whose answer has this id, whoever asked it, replaced or not."""

    def of(self, conversation: str) -> tuple[Turn, ...]:
        """The turns of a conversation in order, without the replaced ones."""

    def unanswered(self, state: State = State.OPEN, limit: int = 1000) -> tuple[Turn, ...]:
        """Everybody's turns that the articles answered in part or not at all, newest first, for editors."""

    def settle(self, turns: Sequence[str], state: State = State.DONE) -> int:
        """Mark turns as looked at, or open again; returns how many there were."""


class FeedbackStore(Protocol):
    """What people think of answers."""

    def give(self, feedback: Feedback) -> Feedback | None:
        """Keep a person's feedback in the place of an earlier one; version, evidence and time are filled in.

        None if there is no such answer.
        """

    def take_back(self, answer: str, person: str) -> bool:
        """Delete a person's feedback; False if there was none."""

    def by(self, person: str, answers: Sequence[str]) -> tuple[Feedback, ...]:
        """A person's feedback on some answers."""

    def bad(self, state: State = State.OPEN, limit: int = 1000) -> tuple[Rated, ...]:
        """Everybody's thumbs down with their turns, newest first, for editors."""

    def settle(self, answers: Sequence[str], state: State = State.DONE) -> int:
        """Mark all feedback on some answers as looked at, or open again; returns how many there were."""


class Actions(Protocol):
    """The editors' log, which only grows."""

    def log(self, who: str, what: str, details: Mapping[str, Any] | None = None) -> Action:
        """Write down that a person did something now; `what` is a word or two, such as "promote"."""

    def list(self, limit: int = 100) -> tuple[Action, ...]:
        """The latest actions, newest first."""


@dataclass(frozen=True, kw_only=True)
class Archive:
    """All stores of one archive."""

    conversations: Conversations
    turns: Turns
    feedback: FeedbackStore
    actions: Actions
