"""A real model, badly behaved by nature: SmolLM2-135M-Instruct, served on loopback by xllamacpp's server."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.contract import answer_to_json
from assistant.llm.writing import WritingAssistant, with_model
from assistant.settings import Settings
from assistant.vocabulary import Question, Support

SERVER = Path(__file__).with_name("serve_small_model.py")
QUESTIONS = ("Who does a CMO report to?", "What is the win rate?", "What is a CMO?")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the model listens."""
    with subprocess.Popen(
        [sys.executable, str(SERVER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield next(line.strip() for line in process.stdout if line.startswith("http")) + "/v1"
        process.kill()


@pytest.fixture
def make(assistant, fake_embedder, home, monkeypatch) -> Callable[[str], WritingAssistant]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    def made(url: str) -> WritingAssistant:
        settings = Settings.load(home=home, llm_url=url, llm_timeout=120, llm_answer_tokens=48)
        return with_model(assistant, fake_embedder, settings)

    return made


def test_a_small_model_writes_only_what_can_be_checked(make, address, assistant, library):
    writing = make(address)
    for question in QUESTIONS:
        own, answer = assistant.ask(Question(text=question)), writing.ask(Question(text=question))
        assert (answer.outcome, answer.hits, answer.follow_ups) == (own.outcome, own.hits, own.follow_ups)
        assert answer.model.calls == 1
        assert answer.model.completion_tokens
        assert answer.model.fallback or answer.mode == "llm"
        assert "[S" not in answer.text
        for citation in answer.citations:
            assert library.index.article(citation.article).text[citation.start : citation.end] == citation.quote
        for sentence in answer.sentences:
            assert sentence.citations or sentence.support is Support.CONNECTIVE
        assert answer_to_json(answer)["timings_ms"]["first_token"] > 0
