"""What is measured: the little that cases and benchmarks need of an assistant. Not here: any implementation."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from assistant.vocabulary import Answer, Hit, Question


class Asks(Protocol):
    """Answers questions."""

    def ask(self, question: Question, /) -> Answer:
        """Answer one question."""


class Searches(Protocol):
    """Finds passages."""

    def search(self, query: str, top: int, /, *, earlier: Sequence[str] = ()) -> tuple[Hit, ...]:
        """The best `top` passages, best first, for a question behind earlier turns."""


class Subject(Asks, Searches, Protocol):
    """An assistant as a benchmark sees it."""

    def confidence(self, question: str, /) -> float:
        """How sure it is that its articles answer the question, 0 to 1."""


Build = Callable[[Path], Subject]  # a folder of .txt or .md articles -> an assistant that knows only these
