"""Streams a model's text from an OpenAI-compatible endpoint. The one place that knows LlamaIndex' adapter.

Not here: time limits over a whole answer, retries (`line`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.llm.prompt import Prompt
from assistant.settings import Settings

NO_KEY = "none"  # the client wants some key, endpoints on one's own machine none
PASSING = frozenset({408, 409, 425, 429})  # HTTP statuses after which the same request may do, beside all from 500


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of a model's text. `finish` says in the last one why it ends; token counts come with the last, if at all."""

    text: str = ""
    finish: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0


class EndpointError(Exception):
    """The endpoint does not answer as it should; `passing` says whether asking again may help. Not for readers."""

    def __init__(self, what: str, *, passing: bool) -> None:
        super().__init__(what)
        self.passing = passing


class Endpoint(Protocol):
    """Writes text to a prompt."""

    @property
    def model(self) -> str:
        """The model's name."""

    def stream(self, prompt: Prompt, seconds: float) -> Iterator[Piece]:
        """The text piece by piece; no wait between two is longer than `seconds`. Raises EndpointError."""


class OpenAILikeEndpoint:
    """An endpoint of the kind that most programs for language models offer."""

    def __init__(self, url: str, model: str, key: str, *, timeout: float, tokens: int) -> None:
        self.model = model
        self._settings: dict[str, Any] = {
            "model": model,
            "api_base": url,
            "api_key": key or NO_KEY,
            "is_chat_model": True,
            "temperature": 0.0,
            "max_tokens": tokens,
            "max_retries": 0,
            "timeout": timeout,
            "additional_kwargs": {"stream_options": {"include_usage": True}},
        }
        self._client: Any = None

    @classmethod
    def from_settings(cls, settings: Settings) -> "OpenAILikeEndpoint":
        """The endpoint that the settings name."""
        key = settings.llm_key.get_secret_value()
        return cls(
            settings.llm_url,
            settings.llm_model,
            key,
            timeout=settings.llm_timeout,
            tokens=settings.llm_answer_tokens,
        )

    def load(self) -> None:
        """Import the adapter (a second or more) now, rather than while a reader waits."""
        from llama_index.llms.openai_like import OpenAILike  # noqa: PLC0415

        self._client = self._client or OpenAILike(**self._settings)

    def stream(self, prompt: Prompt, seconds: float) -> Iterator[Piece]:
        """The text piece by piece; no wait between two is longer than `seconds`. Raises EndpointError."""
        self.load()
        from llama_index.core.llms import ChatMessage  # noqa: PLC0415

        messages = [ChatMessage(role="user", content=prompt.user)]
        if prompt.system:
            messages.insert(0, ChatMessage(role="system", content=prompt.system))
        try:
            for response in self._client.stream_chat(messages, timeout=seconds):
                choices = getattr(response.raw, "choices", None) or ()
                counts = response.additional_kwargs
                yield Piece(
                    text=response.delta or "",
                    finish=(choices[0].finish_reason or "") if choices else "",
                    prompt_tokens=int(counts.get("prompt_tokens") or 0),
                    completion_tokens=int(counts.get("completion_tokens") or 0),
                )
        except Exception as error:  # of the client, of HTTP, or of an answer that is not of the form
            status = getattr(error, "status_code", None)
            passing = status is None or status in PASSING or status >= 500
            raise EndpointError(f"{type(error).__name__}: {status or 'no status'}", passing=passing) from error
