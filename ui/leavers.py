"""ASGI middleware that forgets readers who left in the middle of an answer: Gradio keeps the ids of their events.

Not here: stopping their answers, which Gradio does.
"""

from collections import Counter
from typing import Any, Protocol
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send


class Queue(Protocol):
    """What is looked at of Gradio's queue."""

    pending_event_ids_session: dict[str, set[str]]
    event_ids_to_events: dict[str, Any]


class Leavers:
    """Watches the streams of answers, each of which says whose it is in its query."""

    def __init__(self, app: ASGIApp, queue: Queue) -> None:
        self.app = app
        self._queue = queue
        self._open: Counter[str] = Counter()
        self._left: set[str] = set()

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
            self._left.add(session)
            self.sweep()

    def sweep(self) -> None:
        """Forget whoever has no stream any more, and no event that is still worked on."""
        self._open = +self._open
        for session in list(self._left):
            known = self._queue.pending_event_ids_session.get(session, set())
            if self._open[session]:
                self._left.discard(session)  # is added again when that stream ends
            elif not any(event in self._queue.event_ids_to_events for event in known):
                self._queue.pending_event_ids_session.pop(session, None)
                self._left.discard(session)
