"""An answer that a model writes: shown sentence by sentence, on the page and as events, with what was removed."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from assistant.contract import answer_to_json
from assistant.model_use import ModelUse, Removed
from assistant.vocabulary import Answer, AnswerSentence, Question, Support
from ui.history.keeper import Keeper, Place
from ui.metrics import Metrics
from ui.page import Conversation, said
from ui.removed import removed_html, removed_line
from ui.render import answer_html
from ui.server import build_app
from ui.shelf import Shelf
from ui.terminal import answer_text

USE = ModelUse(name="m", calls=1, prompt_tokens=90, completion_tokens=12, removed=1)
PLACE = Place(person="browser:1")
GONE = Removed(text="Owls <b>run</b> it.", reason="says more than its source")


class Writing:
    """Streams the states of the scripted answer; `fails` ends with the articles' own words."""

    def __init__(self, scripted, *, fails: bool = False, crash: bool = False) -> None:
        self.scripted = scripted
        self.fails = fails
        self.crash = crash
        self.index = scripted.index

    def ask(self, question: Question) -> Answer:
        *_, answer = self.stream(question)
        return answer

    def stream(self, question: Question) -> Iterator[Answer]:
        whole = self.scripted.ask(question)
        first, *_ = whole.text.split("\n\n")
        sentence = AnswerSentence(text="A CMO reports to the CEO.", citations=(1,), support=Support.SUPPORTED)
        yield replace(whole, text=first, sentences=(sentence,), mode="llm")
        if self.crash:
            raise RuntimeError("secret detail")
        if self.fails:
            yield replace(whole, text=f"Other words.\n\n{whole.text}", model=replace(USE, fallback="cut"))
        else:
            timed = {"first_token": 250.0}
            yield replace(whole, mode="llm", model=USE, removed=(GONE,), timings_ms=timed)


@pytest.fixture
def writes(desk, monkeypatch):
    def make(**how: bool) -> None:
        writing = Writing(desk.scripted, **how)
        monkeypatch.setattr(desk, "assistant", lambda: writing)

    return make


def shown_on_the_page(desk, metrics: Metrics | None = None) -> list[str]:
    async def collect() -> list[str]:
        conversation = Conversation(desk, Shelf(), metrics or Metrics(), Keeper(None))
        return [said(chat[-1]) async for chat in conversation.ask("What does a CMO do?", [], PLACE)]

    return asyncio.run(collect())


def streamed(desk) -> list[tuple[str, dict]]:
    with TestClient(build_app(desk)) as client:
        response = client.post(
            "/api/ask", json={"question": "What does a CMO do?"}, headers={"accept": "text/event-stream"}
        )
    events = [block.split("\n") for block in response.text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in events]


def test_the_page_shows_the_first_checked_sentence_before_the_whole_answer(desk, writes):
    writes()
    pending, first, last = shown_on_the_page(desk)
    assert "co-pending" in pending
    assert "co-writing" in first
    assert "reports to the CEO" in first
    assert "Builds the brand" not in first
    assert "co-done" in last
    assert "Builds the brand" in last


def test_the_page_replaces_what_it_showed_when_the_model_fails(desk, writes):
    writes(fails=True)
    _, _, last = shown_on_the_page(desk)
    assert "Other words." in last
    assert "co-removed" not in last


def test_a_crash_while_it_is_written_is_a_notice(desk, writes):
    writes(crash=True)
    last = shown_on_the_page(desk)[-1]
    assert "Something went wrong" in last
    assert "secret" not in last


def test_events_come_sentence_by_sentence_and_then_the_whole(desk, writes):
    writes()
    events = streamed(desk)
    assert [name for name, _ in events] == ["text", "text", "answer"]
    whole = events[-1][1]
    assert "".join(data["text"] for name, data in events if name == "text") == whole["answer"]
    assert whole["removed"] == [{"text": GONE.text, "reason": GONE.reason}]
    assert whole["model"]["calls"] == 1


def test_events_say_when_what_came_does_not_count(desk, writes):
    writes(fails=True)
    events = streamed(desk)
    assert [name for name, _ in events] == ["text", "restart", "text", "answer"]
    assert events[2][1]["text"] == events[3][1]["answer"]
    assert events[3][1]["model"]["fallback"] == "cut"


def test_a_crash_behind_the_first_event_is_an_event_with_a_reference(desk, writes):
    writes(crash=True)
    name, data = streamed(desk)[-1]
    assert name == "error"
    assert data["reference"]
    assert "secret" not in str(data)


def test_without_streaming_the_whole_is_json(desk, writes):
    writes()
    with TestClient(build_app(desk)) as client:
        data = client.post("/api/ask", json={"question": "What does a CMO do?"}).json()
    assert data["mode"] == "llm"
    assert data["removed"]


def test_what_was_removed_is_folded_away_and_escaped(desk, writes):
    writes()
    answer = desk.assistant().ask(Question(text="What does a CMO do?"))
    html = removed_html(answer)
    assert "<summary>What was removed</summary>" in html
    assert "<del>Owls &lt;b&gt;run&lt;/b&gt; it.</del> says more than its source" in html
    assert html in answer_html(answer, lambda _: None)
    assert "Owls" in removed_line(answer)
    assert "Owls" in answer_text(answer)


def test_an_answer_without_a_model_says_nothing_of_one(desk):
    answer = desk.scripted.ask(Question(text="What does a CMO do?"))
    assert (removed_html(answer), removed_line(answer)) == ("", "")
    assert "model" not in answer_to_json(answer)


def test_what_the_model_took_is_counted(desk, writes):
    metrics = Metrics()
    writes()
    shown_on_the_page(desk, metrics)
    writes(fails=True)
    shown_on_the_page(desk, metrics)
    page = metrics.page().decode()
    for line in (
        'corner_office_llm_answers_total{result="written"} 1.0',
        'corner_office_llm_answers_total{result="cut"} 1.0',
        "corner_office_llm_calls_total 2.0",
        'corner_office_llm_tokens_total{kind="prompt"} 180.0',
        "corner_office_llm_removed_sentences_total 2.0",
        "corner_office_llm_first_token_seconds_count 1.0",
        'corner_office_answers_total{front="web",outcome="answered"} 2.0',
    ):
        assert line in page
