"""A small Slack, kept in memory: its Web API (`fake_web`), Socket Mode and signed HTTP requests with retries.

Readers act through `say`, `press` and `command`; `calls` and `messages` show what a bot did. Nothing here knows our bot.
"""

import asyncio
import json
import socket
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fake_web import APP_ID, BOT_USER, FakeWeb
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect


@dataclass
class Delivery:
    """One request to the bot: what was sent, when, and when and with what it was acknowledged."""

    kind: str
    payload: dict[str, Any]
    sent: list[float] = field(default_factory=list)
    acked: float | None = None
    response: Any = None
    statuses: list[int] = field(default_factory=list)


class FakeSlack(FakeWeb):
    """The server. `retries` are the seconds after which what is not acknowledged is sent again."""

    def __init__(self, *, secret: str = "secret", team: str = "T1", retries: tuple[float, ...] = (3, 6, 9)) -> None:
        super().__init__(team)
        self.secret, self.retries = secret, retries
        self.http = ""  # where requests go; Socket Mode while it is empty
        self.deliveries: list[Delivery] = []
        self.sockets: list[WebSocket] = []
        self._envelopes: dict[str, Delivery] = {}
        self._pool = ThreadPoolExecutor(32)
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self._listener.getsockname()[1]
        self.api = f"http://127.0.0.1:{self.port}/api/"
        routes = [
            Route("/api/{method}", self.web, methods=["GET", "POST"]),
            WebSocketRoute("/link", self._link),
        ]
        config = uvicorn.Config(
            Starlette(routes=routes), log_config=None, ws="websockets-sansio", timeout_graceful_shutdown=1
        )
        self._server = uvicorn.Server(config)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "FakeSlack":
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self._pool.shutdown(cancel_futures=True)
        self._listener.close()

    def _run(self) -> None:
        with asyncio.Runner() as runner:
            self._loop = runner.get_loop()
            runner.run(self._server.serve(sockets=[self._listener]))

    # What readers do

    def say(
        self, text: str, *, user: str = "U1", channel: str = "D1", thread: str = "", ts: str = "", **more: Any
    ) -> str:
        """Write a message; the bot hears it as Slack would tell it. Returns its ts."""
        ts = ts or self.ts()
        kind = "im" if channel.startswith("D") else "channel"
        event = {"type": "message", "channel": channel, "user": user, "text": text, "ts": ts, "team": self.team}
        event |= {"thread_ts": thread} if thread else {}
        self.messages[channel, ts] = dict(event)
        if "<@" + BOT_USER in text and kind == "channel":
            self.event({**event, "type": "app_mention", **more})
        self.event({**event, "channel_type": kind, **more})
        return ts

    def event(self, event: dict[str, Any], event_id: str = "") -> Delivery:
        """Send any event."""
        return self.send(
            "events_api",
            {
                "type": "event_callback",
                "event_id": event_id or f"Ev{next(self.numbers)}",
                "team_id": self.team,
                "api_app_id": APP_ID,
                "event": {"event_ts": event.get("ts", self.ts()), **event},
                "event_time": int(time.time()),
                "authorizations": [{"team_id": self.team, "user_id": BOT_USER, "is_bot": True}],
            },
        )

    def press(self, action_id: str, value: str, *, channel: str = "", ts: str = "", thread: str = "", user: str = "U1"):
        """Press a button of a message, or of the Home tab without a channel."""
        action = {"type": "button", "action_id": action_id, "block_id": "b", "value": value, "action_ts": self.ts()}
        where: dict[str, Any] = {"container": {"type": "view", "view_id": "V1"}, "view": {"id": "V1"}}
        if channel:
            message = {"ts": ts, "thread_ts": thread or ts}
            container = {"type": "message", "message_ts": ts, "channel_id": channel}
            where = {"container": container, "channel": {"id": channel}, "message": message}
        return self.interact({"type": "block_actions", "actions": [action], "trigger_id": self.ts(), **where}, user)

    def interact(self, payload: dict[str, Any], user: str = "U1") -> Delivery:
        """Send what comes of a click or a form."""
        person = {"id": user, "team_id": self.team}
        return self.send("interactive", {"user": person, "team": {"id": self.team}, "api_app_id": APP_ID, **payload})

    def command(self, command: str, text: str, *, user: str = "U1", channel: str = "C1") -> Delivery:
        """Type a slash command."""
        names = {"command": command, "text": text, "user_id": user, "channel_id": channel, "team_id": self.team}
        return self.send("slash_commands", {**names, "trigger_id": self.ts(), "api_app_id": APP_ID})

    # How the bot hears of it

    def send(self, kind: str, payload: dict[str, Any]) -> Delivery:
        """Send a request until it is acknowledged."""
        delivery = Delivery(kind=kind, payload=payload)
        self.deliveries.append(delivery)
        if self.http:
            self._pool.submit(self._post, delivery)
        else:
            assert self._loop is not None
            asyncio.run_coroutine_threadsafe(self._push(delivery), self._loop)
        return delivery

    def _post(self, delivery: Delivery) -> None:
        for number, wait in enumerate((*self.retries, 0)):
            delivery.sent.append(time.monotonic())
            body, form = json.dumps(delivery.payload), "application/json"
            if delivery.kind != "events_api":
                fields = delivery.payload if delivery.kind == "slash_commands" else {"payload": body}
                body, form = urllib.parse.urlencode(fields), "application/x-www-form-urlencoded"
            stamp = str(int(time.time()))
            signature = SignatureVerifier(self.secret).generate_signature(timestamp=stamp, body=body)
            headers = {"content-type": form, "x-slack-request-timestamp": stamp, "x-slack-signature": str(signature)}
            headers |= {"x-slack-retry-num": str(number), "x-slack-retry-reason": "http_timeout"} if number else {}
            request = urllib.request.Request(self.http, body.encode(), headers)
            try:
                with urllib.request.urlopen(request, timeout=3) as answer:
                    delivery.response, delivery.acked = answer.read().decode(), time.monotonic()
                    delivery.statuses.append(answer.status)
                    return
            except urllib.error.HTTPError as error:
                delivery.statuses.append(error.code)
                error.close()
            except OSError:
                delivery.statuses.append(0)
            time.sleep(max(0.0, delivery.sent[0] + wait - time.monotonic()))

    async def _push(self, delivery: Delivery) -> None:
        envelope = f"E{next(self.numbers)}"
        self._envelopes[envelope] = delivery
        while not self.sockets:  # Slack does not wait; a test that has no socket yet does
            await asyncio.sleep(0.01)
        for number, wait in enumerate((0, *self.retries)):
            await asyncio.sleep(max(0.0, delivery.sent[0] + wait - time.monotonic()) if delivery.sent else 0)
            if delivery.acked is not None:
                return
            frame = {"type": delivery.kind, "envelope_id": envelope, "payload": delivery.payload}
            frame |= {"accepts_response_payload": delivery.kind != "events_api"}
            frame |= {"retry_attempt": number, "retry_reason": "timeout"} if number else {}
            delivery.sent.append(time.monotonic())
            if self.sockets:  # one of them, as Slack does
                await self.sockets[next(self.numbers) % len(self.sockets)].send_text(json.dumps(frame))

    async def _link(self, websocket: WebSocket) -> None:
        await websocket.accept()
        info = {"app_id": APP_ID}
        hello = {"type": "hello", "num_connections": len(self.sockets) + 1, "connection_info": info}
        await websocket.send_text(json.dumps(hello))
        self.sockets.append(websocket)
        try:
            while True:
                said = json.loads(await websocket.receive_text())
                delivery = self._envelopes.get(said.get("envelope_id", ""))
                if delivery is not None and delivery.acked is None:
                    delivery.acked, delivery.response = time.monotonic(), said.get("payload")
        except (WebSocketDisconnect, RuntimeError, json.JSONDecodeError):
            pass
        finally:
            self.sockets.remove(websocket)

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask all sockets to connect again, and close them."""

        async def ask() -> None:
            for websocket in tuple(self.sockets):
                await websocket.send_text(json.dumps({"type": "disconnect", "reason": reason}))
                await websocket.close()

        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(ask(), self._loop).result(5)
