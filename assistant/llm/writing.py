"""The assistant with a model behind it: it decides as ever, and has the plain part of an answer phrased.

Not here: the phrasing (`author`), what is decided (`converse`).
"""

from collections.abc import Iterator

from assistant.converse import Assistant
from assistant.llm.author import Author
from assistant.llm.breaker import Breaker
from assistant.llm.check import Checker
from assistant.llm.endpoint import OpenAILikeEndpoint
from assistant.llm.line import Line
from assistant.llm.spend import Spend
from assistant.settings import Settings
from assistant.store.embedding import Embedder
from assistant.store.library import Library
from assistant.vocabulary import Answer, Question

WARM = 12  # sentences that the check is tried on before the first reader comes


class WritingAssistant(Assistant):
    """Answers in a model's words where they can be checked, else as `Assistant` does. Safe between threads."""

    def __init__(self, library: Library, embedder: Embedder, author: Author, *, max_question: int = 2000) -> None:
        super().__init__(library, embedder, max_question=max_question)
        self._author = author

    @property
    def model(self) -> str:
        """The name of the model that writes."""
        return self._author.model

    def ask(self, question: Question) -> Answer:
        """Answer one question in the light of the reader's earlier ones."""
        *_, answer = self.stream(question)
        return answer

    def stream(self, question: Question) -> Iterator[Answer]:
        """The answer as it grows, the whole of it last; an earlier one may say more than it, if the model has failed."""
        yield from self._author.written(super().ask(question), self._library)


def with_model(assistant: Assistant, embedder: Embedder, settings: Settings, *, failures: int = 1) -> Assistant:
    """The assistant with the model that the settings name; without one, the assistant itself. The check is warm.

    After so many failures in a row the endpoint rests: one is enough where readers wait.
    """
    if not settings.llm_url:
        return assistant
    endpoint = OpenAILikeEndpoint.from_settings(settings)
    endpoint.load()
    checker = Checker(embedder, assistant.library.book)
    checker.warm_up([sentence.text for sentence in assistant.library.sentences[:WARM]])
    author = Author(
        Line(endpoint, seconds=settings.llm_timeout, breaker=Breaker(failures=failures)),
        checker,
        Spend(settings.home, settings.llm_tokens_a_day),
    )
    return WritingAssistant(assistant.library, embedder, author, max_question=settings.max_question)
