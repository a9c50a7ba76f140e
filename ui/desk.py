"""What a front end is handed: who answers, and whether anyone can yet.

Not here: how an index is loaded or replaced by a newer version (`assistant.desk`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from assistant.vocabulary import Answer, Article, Glossary, Question


class Readiness(StrEnum):
    """Whether questions can be answered now."""

    READY = "ready"
    LOADING = "loading"
    BROKEN = "broken"


@dataclass(frozen=True, kw_only=True)
class DeskState:
    """The readiness; `message` says what is broken and the command that mends it, else it is empty."""

    readiness: Readiness
    message: str = ""


class Articles(Protocol):
    """The articles of one version, as an index holds them."""

    @property
    def version(self) -> str:
        """The version's name."""

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every article, in order."""

    @property
    def glossary(self) -> Glossary:
        """The roles and terms."""


class Answering(Protocol):
    """Answers questions from one version of the articles."""

    @property
    def index(self) -> Articles:
        """The version that is answered from."""

    def ask(self, question: Question) -> Answer:
        """Answer one question; blocks until it is answered."""


@runtime_checkable
class Streaming(Answering, Protocol):
    """Answers that can be shown while they are written."""

    def stream(self, question: Question) -> Iterator[Answer]:
        """The answer as it grows, the whole of it last; the first comes with the first sentence that can be shown."""


@runtime_checkable
class Phrasing(Answering, Protocol):
    """Has a language model say answers in its words."""

    @property
    def model(self) -> str:
        """The model's name."""


class Desk(Protocol):
    """Hands out whoever answers from the live version; called from many threads at once."""

    def assistant(self) -> Answering:
        """Return the live assistant, waiting while it loads.

        Raises:
            CornerOfficeError: nothing can be served; the message has the command that mends it.
        """

    def state(self) -> DeskState:
        """Say at once whether `assistant` would answer."""
