"""The line in front of the assistant, with an assistant that answers when the test says so."""

import asyncio
import threading

import pytest

from assistant.vocabulary import Question
from ui.history.keeper import Keeper, Place
from ui.line import Line
from ui.metrics import Metrics
from ui.page import Conversation, said
from ui.shelf import Shelf


class Slow:
    """Says when it begins with a question, and how many it had in hand at most; answers once it may."""

    def __init__(self, scripted) -> None:
        self.scripted = scripted
        self.index = scripted.index
        self.begun: list[str] = []
        self.begins = threading.Semaphore(0)
        self.may_end = threading.Semaphore(0)

    def ask(self, question):
        self.begun.append(question.text)
        self.begins.release()
        assert self.may_end.acquire(timeout=20)
        return self.scripted.ask(question)


class Writing(Slow):
    """The same, with a language model behind it."""

    def stream(self, question):
        yield self.ask(question)


@pytest.fixture
def slow(desk):
    return Slow(desk.scripted)


async def begun(slow, number):
    """Wait until it has begun with so many more."""
    for _ in range(number):
        assert await asyncio.to_thread(slow.begins.acquire, timeout=20)


def asking(line, slow, *texts):
    return [asyncio.create_task(line.ask("api", slow, Question(text=text))) for text in texts]


def test_questions_beyond_two_wait_and_come_on_in_the_order_they_came(slow):
    async def visit():
        line = Line(Metrics())
        answers = asking(line, slow, "one", "two", "three", "four")
        await begun(slow, 2)
        assert set(slow.begun) == {"one", "two"}  # each in a thread of its own
        assert line.waiting == 2
        slow.may_end.release()
        await begun(slow, 1)
        assert slow.begun[2:] == ["three"]
        slow.may_end.release(3)
        return line, [answer.question.text for answer in await asyncio.gather(*answers)]

    line, texts = asyncio.run(visit())
    assert texts == ["one", "two", "three", "four"]
    assert line.waiting == 0


def test_whoever_leaves_the_line_holds_up_nobody(slow):
    async def visit():
        line = Line(Metrics(), at_work=1)
        one, two, three = asking(line, slow, "one", "two", "three")
        await begun(slow, 1)
        two.cancel()
        slow.may_end.release(2)
        await asyncio.gather(one, three)

    asyncio.run(visit())
    assert slow.begun == ["one", "three"]


def test_a_fault_is_raised_counted_and_makes_room(slow):
    metrics = Metrics()
    slow.may_end.release(2)

    async def visit():
        line = Line(metrics, at_work=1)
        return await asyncio.gather(*asking(line, slow, "crash", "one"), return_exceptions=True)

    fault, answer = asyncio.run(visit())
    assert isinstance(fault, RuntimeError)
    assert answer.question.text == "one"
    page = metrics.page().decode()
    assert 'corner_office_failures_total{front="api"} 1.0' in page
    assert 'corner_office_answer_seconds_count{front="api"} 1.0' in page


def test_who_waits_for_a_language_model_does_not_stand_in_line(desk):
    writing = Writing(desk.scripted)

    async def visit():
        line = Line(Metrics(), at_work=1)
        answers = asking(line, writing, "one", "two", "three")
        await begun(writing, 3)
        assert line.waiting == 0
        writing.may_end.release(3)
        await asyncio.gather(*answers)

    asyncio.run(visit())


def test_a_chat_answer_is_shown_whole_at_once_while_others_wait(desk, slow):
    line = Line(Metrics(), at_work=1)
    conversation = Conversation(desk, Shelf(), Metrics(), Keeper(None), line)

    async def shown():
        return [said(chat[-1]) async for chat in conversation.ask("What does a CMO do?", [], Place(person="ann"))]

    async def visit():
        alone = await shown()
        before = asking(line, slow, "one")
        await begun(slow, 1)
        chat = asyncio.create_task(shown())
        behind = asking(line, slow, "two", "three")
        while line.waiting < 3:
            await asyncio.sleep(0)
        slow.may_end.release()
        crowded = await chat
        slow.may_end.release(2)
        await asyncio.gather(*before, *behind)
        return alone, crowded

    alone, crowded = asyncio.run(visit())
    assert any("co-writing" in each for each in alone)
    assert not any("co-writing" in each for each in crowded)
    assert crowded[-1] == alone[-1]
