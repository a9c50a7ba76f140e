"""What is dropped of a reader whose stream has ended, and when: on a queue that holds what Gradio's would."""

import asyncio
import threading
from collections import defaultdict
from types import SimpleNamespace

import pytest

from ui.leavers import Leavers


class Gradio:
    """What Gradio keeps of sessions, and the app in which a stream lasts until the test ends it."""

    def __init__(self) -> None:
        self.queue = SimpleNamespace(
            pending_messages_per_session={}, pending_event_ids_session={}, event_ids_to_events={}
        )
        self.sessions = SimpleNamespace(session_data={}, time_last_used={}, lock=threading.Lock())
        self.leavers = Leavers(self.app, self.queue, self.sessions)
        self.opened: dict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self.ends: dict[str, asyncio.Event] = defaultdict(asyncio.Event)

    async def app(self, scope, _receive, _send) -> None:
        self.opened[scope["stream"]].set()
        await self.ends[scope["stream"]].wait()

    def asks(self, session: str, event: str) -> None:
        self.queue.pending_messages_per_session[session] = ["an answer"]
        self.queue.pending_event_ids_session.setdefault(session, set()).add(event)
        self.queue.event_ids_to_events[event] = object()
        self.sessions.session_data[session] = self.sessions.time_last_used[session] = object()

    def is_answered(self, session: str, event: str) -> None:
        """The event has ended, and its stream has said so."""
        del self.queue.event_ids_to_events[event]
        self.queue.pending_event_ids_session[session].discard(event)

    async def listens(self, session: str, stream: str = "") -> asyncio.Task[None]:
        query = f"session_hash={session}".encode()
        path = {"type": "http", "path": "/gradio_api/queue/data", "query_string": query}
        task = asyncio.create_task(self.leavers({**path, "stream": stream or session}, None, None))
        await self.opened[stream or session].wait()
        return task

    async def stops_listening(self, task: asyncio.Task[None], stream: str) -> None:
        self.ends[stream].set()
        await task

    def kept(self) -> set[str]:
        """The sessions of which anything is kept."""
        return set().union(
            self.queue.pending_messages_per_session,
            self.queue.pending_event_ids_session,
            self.sessions.session_data,
            self.sessions.time_last_used,
        )


@pytest.fixture
def gradio():
    return Gradio()


def test_nothing_is_kept_of_a_reader_who_has_their_answer(gradio):
    async def visit():
        gradio.asks("ann", "first")
        stream = await gradio.listens("ann")
        gradio.is_answered("ann", "first")
        await gradio.stops_listening(stream, "ann")

    asyncio.run(visit())
    assert gradio.kept() == set()


def test_a_reader_who_leaves_is_kept_until_their_answer_is_stopped(gradio):
    async def visit():
        gradio.asks("ann", "first")
        await gradio.stops_listening(await gradio.listens("ann"), "ann")
        assert gradio.kept() == {"ann"}
        del gradio.queue.event_ids_to_events["first"]
        gradio.leavers.sweep()

    asyncio.run(visit())
    assert gradio.kept() == set()


def test_a_reader_with_two_streams_is_kept_until_the_second_ends(gradio):
    async def visit():
        gradio.asks("ann", "first")
        one, two = await gradio.listens("ann", "one"), await gradio.listens("ann", "two")
        gradio.is_answered("ann", "first")
        await gradio.stops_listening(one, "one")
        assert gradio.kept() == {"ann"}
        await gradio.stops_listening(two, "two")

    asyncio.run(visit())
    assert gradio.kept() == set()


def test_an_answer_that_ends_before_its_reader_listens_again_is_kept_for_them(gradio):
    async def visit():
        gradio.asks("ann", "first")
        await gradio.stops_listening(await gradio.listens("ann", "one"), "one")
        gradio.asks("ann", "second")
        gradio.queue.event_ids_to_events.clear()
        gradio.leavers.sweep()
        assert gradio.kept() == {"ann"}
        two = await gradio.listens("ann", "two")
        gradio.queue.pending_event_ids_session["ann"].clear()
        await gradio.stops_listening(two, "two")

    asyncio.run(visit())
    assert gradio.kept() == set()


def test_others_are_kept_when_one_is_forgotten(gradio):
    async def visit():
        gradio.asks("bob", "other")
        stream = await gradio.listens("bob")
        gradio.asks("ann", "first")
        gradio.is_answered("ann", "first")
        await gradio.stops_listening(await gradio.listens("ann"), "ann")
        assert gradio.kept() == {"bob"}
        gradio.is_answered("bob", "other")
        await gradio.stops_listening(stream, "bob")

    asyncio.run(visit())
    assert gradio.kept() == set()
