"""A small OpenAI-compatible endpoint on loopback: streams what a test scripts, well or badly. For tests of any package."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(kw_only=True)
class Reply:
    """One reply: pieces of text, or a status that is none. `cut` ends it without a finish, `silent` says nothing at all.

    `hold` waits before each piece, for a test that wants to look at what is there so far.
    """

    pieces: tuple[str, ...] = ()
    status: int = 200
    finish: str = "stop"
    cut: bool = False
    silent: bool = False
    garbage: bytes = b""
    usage: tuple[int, int] | None = (100, 20)
    hold: Callable[[int], None] = lambda _: None


@dataclass(kw_only=True)
class FakeEndpoint:
    """What the endpoint was asked, and what it replies: `replies` one after the other, the last one ever after."""

    replies: list[Reply] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    def says(self, *pieces: str, **more: Any) -> None:
        """From now on, one reply of these pieces."""
        self.replies = [Reply(pieces=pieces, **more)]

    def next(self) -> Reply:
        """The reply to the request that has come."""
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


class Handler(BaseHTTPRequestHandler):
    """The HTTP side of the endpoint that its server has as `fake`."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        fake: FakeEndpoint = self.server.fake
        fake.requests.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        fake.keys.append(self.headers.get("authorization", ""))
        self.close_connection = True
        reply = fake.next()
        if reply.silent:
            fake.released.wait(30)
            return
        with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked has gone
            self.reply(reply)

    def reply(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("content-type", "text/event-stream" if reply.status == 200 else "application/json")
        self.send_header("connection", "close")
        self.end_headers()
        if reply.status != 200:
            self.wfile.write(b'{"error": {"message": "scripted"}}')
        elif reply.garbage:
            self.wfile.write(reply.garbage)
        else:
            self.stream(reply)

    def stream(self, reply: Reply) -> None:
        for number, piece in enumerate(reply.pieces):
            reply.hold(number)
            self.chunk({"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]})
        if reply.cut:
            return
        self.chunk({"choices": [{"index": 0, "delta": {}, "finish_reason": reply.finish}]})
        if reply.usage:
            prompt, completion = reply.usage
            counts = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
            self.chunk({"choices": [], "usage": counts})
        self.wfile.write(b"data: [DONE]\n\n")

    def chunk(self, data: dict[str, Any]) -> None:
        whole = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "scripted", **data}
        self.wfile.write(f"data: {json.dumps(whole)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[FakeEndpoint]:
    """An endpoint that listens until the block ends."""
    fake = FakeEndpoint(replies=[Reply()])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.fake = fake
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield fake
    finally:
        fake.released.set()
        server.shutdown()
        server.server_close()
        thread.join(10)
