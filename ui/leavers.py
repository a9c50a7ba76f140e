"""ASGI middleware that forgets readers whose stream of answers has ended: Gradio keeps what their page showed last.

Nothing of it is needed again, since the page sends its chat with each question; a reader who left in the middle of an
answer leaves the ids of its events besides. Not here: stopping their answers, which Gradio does.
"""

from collections import Counter
from contextlib import AbstractContextManager
from typing import Any, Protocol
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send


class Queue(Protocol):
    """What is looked at of Gradio's queue."""

    pending_messages_per_session: dict[str, Any]
    pending_event_ids_session: dict[str, set[str]]
    event_ids_to_events: dict[str, Any]


class Sessions(Protocol):
    """What is looked at of Gradio's sessions: each holds a copy of the page, with the whole chat in it."""

    session_data: dict[str, Any]
    time_last_used: dict[str, Any]
    lock: AbstractContextManager[Any]


class Leavers:
    """Watches the streams of answers, each of which says whose it is in its query."""

    def __init__(self, app: ASGIApp, queue: Queue, sessions: Sessions) -> None:
        self.app = app
        self._queue = queue
        self._sessions = sessions
        self._open: Counter[str] = Counter()
        self._left: dict[str, frozenset[str]] = {}  # with the events that were theirs then

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or not scope["path"].rstrip("/").endswith("/queue/data"):
            await self.app(scope, receive, send)
            return
        session = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [""])[0]
        self._open[session] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._open[session] -= 1
            self._left[session] = self._events(session)
            self.sweep()

    def sweep(self) -> None:
        """Forget whoever has no stream any more, has asked nothing since, and has no event that is still worked on."""
        self._open = +self._open
        for session, then in list(self._left.items()):
            now = self._events(session)
            if self._open[session] or not now <= then:
                del self._left[session]  # is added again when the next stream ends
            elif not any(event in self._queue.event_ids_to_events for event in now):
                self.forget(session)
                del self._left[session]

    def forget(self, session: str) -> None:
        """Drop whatever Gradio keeps of a session; its next question begins it anew."""
        self._queue.pending_event_ids_session.pop(session, None)
        self._queue.pending_messages_per_session.pop(session, None)
        with self._sessions.lock:
            self._sessions.session_data.pop(session, None)
            self._sessions.time_last_used.pop(session, None)

    def _events(self, session: str) -> frozenset[str]:
        return frozenset(self._queue.pending_event_ids_session.get(session, ()))
