"""Readers of the page as small HTTP clients: one asks on the chat's route as a browser does, one on `/api/ask`.

Not here: how many of them at once, and what is measured (`bench_load`).
"""

import json
import secrets
from dataclasses import dataclass
from typing import Any

import httpx

PATIENCE = 60.0  # seconds for a request
BOX = "co-box"


class ReaderError(Exception):
    """An answer did not come, or came as an error."""


@dataclass(frozen=True, kw_only=True)
class ChatRoute:
    """How the page's script sends a question: the handler's number, and what it hands over besides the question."""

    handler: int
    inputs: tuple[Any, ...]
    box: int  # which of the inputs is the question

    def data(self, question: str) -> list[Any]:
        """The inputs for a question in an empty conversation."""
        return [question if place == self.box else value for place, value in enumerate(self.inputs)]


def chat_route(config: dict[str, Any]) -> ChatRoute:
    """Find it in the page's `/config`. Raises ReaderError."""
    parts = {part["id"]: part for part in config["components"]}
    box = next((number for number, part in parts.items() if part["props"].get("elem_id") == BOX), None)
    for handler in config["dependencies"]:
        if [box, "submit"] in [list(target) for target in handler["targets"]]:
            values = tuple(empty(parts[number]) for number in handler["inputs"])
            return ChatRoute(handler=handler["id"], inputs=values, box=handler["inputs"].index(box))
    raise ReaderError("the page has no box that sends a question")


def empty(part: dict[str, Any]) -> Any:
    """What a part of the page holds when it is opened."""
    return [] if part["type"] == "chatbot" else part["props"].get("value")


async def ask_api(client: httpx.AsyncClient, question: str) -> None:
    """Ask on the JSON interface, and wait for the whole answer. Raises ReaderError, httpx.HTTPError."""
    response = await client.post("/api/ask", json={"question": question})
    if response.status_code != 200 or not response.json()["answer"]:
        raise ReaderError(f"/api/ask answered with {response.status_code}")


async def ask_chat(client: httpx.AsyncClient, route: ChatRoute, question: str, *, leave_after: int = 0) -> None:
    """Ask on the chat's route, and wait for the whole answer; or leave after so many pieces of it.

    Raises:
        ReaderError, httpx.HTTPError: the answer did not come.
    """
    session = secrets.token_hex(6)
    join = {"data": route.data(question), "fn_index": route.handler, "session_hash": session, "event_data": None}
    headers = {"sec-fetch-site": "same-origin"}
    response = await client.post("/gradio_api/queue/join", json=join, headers=headers)
    if response.status_code != 200:
        raise ReaderError(f"the queue answered with {response.status_code}")
    pieces = 0
    async with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        async for line in stream.aiter_lines():
            event = json.loads(line[6:]) if line.startswith("data: ") else {}
            if event.get("msg") == "process_generating":
                pieces += 1
                if pieces == leave_after:
                    return
            if event.get("msg") == "process_completed":
                if not event["success"] or not pieces:
                    raise ReaderError(f"the chat ended with {event.get('output')}")
                return
    raise ReaderError("the chat's stream ended early")
