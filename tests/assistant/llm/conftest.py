"""A scripted endpoint, and an assistant of the small articles that writes with it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fake_endpoint import FakeEndpoint, serving

from assistant.llm.writing import WritingAssistant, with_model
from assistant.settings import Settings
from assistant.store.library import Library
from assistant.vocabulary import Answer, Question


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEndpoint]:
    """An endpoint that streams what it is told to."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as fake:
        yield fake


@pytest.fixture
def make_writing(
    assistant: Any, fake_embedder: Any, endpoint: FakeEndpoint, home: Any
) -> Callable[..., WritingAssistant]:
    """The small articles' assistant with the scripted endpoint behind it; settings by name."""

    def make(**settings: Any) -> WritingAssistant:
        made = with_model(assistant, fake_embedder, Settings.load(home=home, llm_url=endpoint.url, **settings))
        assert isinstance(made, WritingAssistant)
        return made

    return make


@pytest.fixture
def writing(make_writing: Callable[..., WritingAssistant]) -> WritingAssistant:
    return make_writing(llm_timeout=20)


@pytest.fixture
def asked(writing: WritingAssistant, endpoint: FakeEndpoint) -> Callable[..., Answer]:
    """The answer to a question when the endpoint says these pieces."""

    def ask(question: str, *pieces: str, **reply: Any) -> Answer:
        endpoint.says(*pieces, **reply)
        return writing.ask(Question(text=question))

    return ask


def unchanged(library: Library, answer: Answer) -> None:
    """Every citation is the exact text of its article, and every marker leads to one."""
    for citation in answer.citations:
        assert library.index.article(citation.article).text[citation.start : citation.end] == citation.quote
    known = {citation.marker for citation in answer.citations}
    assert {marker for sentence in answer.sentences for marker in sentence.citations} <= known
