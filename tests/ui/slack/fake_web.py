"""The Web API of the small Slack: messages, streams, threads, views and installs, with faults on demand.

Not here: what Slack sends to a bot (`fake_slack`).
"""

import asyncio
import itertools
import json
import threading
import time
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

BOT_USER, BOT_ID, APP_ID = "UBOT", "BBOT", "A1"
NESTED = ("blocks", "metadata", "view", "prompts", "loading_messages", "chunks")
TEXT = {"chat.update": 4_000, "chat.postMessage": 40_000}
MARKDOWN = 12_000


@dataclass
class Call:
    """One call of the Web API, and when it came."""

    method: str
    args: dict[str, Any]
    token: str
    at: float


class Refusal(Exception):
    """An error code of the Web API."""


def streamed(args: dict[str, Any]) -> str:
    """What a call adds to a stream, as text or in chunks."""
    chunks = "".join(chunk["text"] for chunk in args.get("chunks") or () if chunk["type"] == "markdown_text")
    return (args.get("markdown_text") or "") + chunks


class FakeWeb:
    """What a workspace holds, and the methods on it: `chat.postMessage` is `_chat_postmessage`, and so on."""

    def __init__(self, team: str = "T1") -> None:
        self.team = team
        self.port = 0
        self.tokens = {"xoxb-1": team}
        self.codes: dict[str, str] = {}  # OAuth codes and refresh tokens, and the bot token that each gives
        self.channels = {"C1", "C2", "CHELP"}
        self.latency = 0.0  # seconds that a call takes
        self.stream_seconds = 300.0  # how long a stream may stay open
        self.calls: list[Call] = []
        self.messages: dict[tuple[str, str], dict[str, Any]] = {}
        self.streams: dict[tuple[str, str], float] = {}
        self.views: list[dict[str, Any]] = []
        self.faults: list[tuple[str, int, str, float]] = []  # method, status, code, seconds of a 429
        self.numbers = itertools.count(1)
        self._lock = threading.RLock()

    def ts(self) -> str:
        """A fresh timestamp, larger than all before."""
        return f"{int(time.time())}.{next(self.numbers):06d}"

    def answers(self, thread: str = "") -> list[dict[str, Any]]:
        """What the bot has written, in order; in one thread if it is named."""
        with self._lock:
            ours = [message for _, message in sorted(self.messages.items()) if message.get("user") == BOT_USER]
        return [message for message in ours if not thread or message.get("thread_ts") == thread]

    def called(self, method: str) -> list[Call]:
        """The calls of a method."""
        return [call for call in tuple(self.calls) if call.method == method]

    # The Web API

    def fault(self, method: str, *, times: int = 1, code: str = "", status: int = 200, seconds: float = 0) -> None:
        """Let the next calls of a method fail; status 429 says to wait, 502 does it all the same and then fails."""
        self.faults += [(method, status, code, seconds)] * times

    async def web(self, request: Request) -> Response:
        method = request.path_params["method"]
        args = dict(request.query_params)
        if "json" in request.headers.get("content-type", ""):
            args |= json.loads(await request.body() or b"{}")
        elif request.method == "POST":
            args |= {name: str(value) for name, value in (await request.form()).items()}
        args |= {name: json.loads(args[name]) for name in NESTED if isinstance(args.get(name), str)}
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        token = str(bearer or args.pop("token", ""))
        await asyncio.sleep(self.latency / 2)
        response = self._respond(method, args, token)
        await asyncio.sleep(self.latency / 2)  # what is done may not be known yet
        return response

    def _respond(self, method: str, args: dict[str, Any], token: str) -> Response:
        with self._lock:
            self.calls.append(Call(method=method, args=args, token=token, at=time.monotonic()))
            fault = next((one for one in self.faults if one[0] == method), None)
            if fault:
                self.faults.remove(fault)
                if fault[1] == 429:
                    headers = {"retry-after": f"{fault[3]:g}"}
                    return JSONResponse({"ok": False, "error": "ratelimited"}, status_code=429, headers=headers)
                if fault[1] == 200:
                    return JSONResponse({"ok": False, "error": fault[2]})
            try:
                found = self._answer(method, args, token)
            except Refusal as refusal:
                return JSONResponse({"ok": False, "error": str(refusal)})
            if fault:
                return JSONResponse({"ok": False, "error": fault[2]}, status_code=fault[1])
            return JSONResponse({"ok": True, **found})

    def _answer(self, method: str, args: dict[str, Any], token: str) -> dict[str, Any]:
        if method == "apps.connections.open":
            if not token.startswith("xapp-"):
                raise Refusal("not_allowed_token_type")
            return {"url": f"ws://127.0.0.1:{self.port}/link?ticket={next(self.numbers)}"}
        if method == "oauth.v2.access":
            return self.oauth(args)
        if token not in self.tokens:
            raise Refusal("invalid_auth")
        known = getattr(self, "_" + method.replace(".", "_").lower(), None)
        return known(args) if known else {}

    def oauth(self, args: dict[str, Any]) -> dict[str, Any]:
        """An install, or a new token for a refresh token, which works once."""
        token = self.codes.pop(str(args.get("code") or args.get("refresh_token")), None)
        if token is None:
            raise Refusal("invalid_code")
        self.tokens[token] = self.team
        refresh = f"xoxe-{next(self.numbers)}"
        self.codes[refresh] = f"xoxb-{next(self.numbers)}"
        about = {"access_token": token, "token_type": "bot", "refresh_token": refresh, "expires_in": 43_200}
        who = {"bot_user_id": BOT_USER, "app_id": APP_ID, "authed_user": {"id": "U1"}, "scope": "chat:write"}
        return {**about, **who, "team": {"id": self.team, "name": "Team"}, "enterprise": None}

    def _auth_test(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"team_id": self.team, "team": "Team", "user_id": BOT_USER, "bot_id": BOT_ID, "user": "corner-office"}

    def _chat_postmessage(self, args: dict[str, Any]) -> dict[str, Any]:
        channel = self._place(args)
        self._fits("chat.postMessage", args)
        message = {"type": "message", "user": BOT_USER, "bot_id": BOT_ID, "app_id": APP_ID, "ts": self.ts()}
        message |= {name: args[name] for name in ("text", "blocks", "thread_ts", "metadata") if args.get(name)}
        self.messages[channel, message["ts"]] = message
        return {"channel": channel, "ts": message["ts"], "message": message}

    def _chat_update(self, args: dict[str, Any]) -> dict[str, Any]:
        message = self._ours(args)
        if (args["channel"], args["ts"]) in self.streams:
            raise Refusal("streaming_state_conflict")
        self._fits("chat.update", args)
        message |= {name: args[name] for name in ("text", "blocks", "metadata") if args.get(name)}
        return {"channel": args["channel"], "ts": args["ts"]}

    def _chat_startstream(self, args: dict[str, Any]) -> dict[str, Any]:
        for name in ("recipient_user_id", "recipient_team_id"):
            if not args.get(name):
                raise Refusal(f"missing_{name}")
        if not args.get("thread_ts"):
            raise Refusal("invalid_thread_ts")
        channel, ts = self._place(args), self.ts()
        about = {"type": "message", "user": BOT_USER, "bot_id": BOT_ID, "ts": ts, "thread_ts": args["thread_ts"]}
        self.messages[channel, ts] = {**about, "text": streamed(args), "blocks": []}
        self.streams[channel, ts] = time.monotonic()
        return {"channel": channel, "ts": ts}

    def _chat_appendstream(self, args: dict[str, Any]) -> dict[str, Any]:
        message = self._streaming(args)
        text = streamed(args)
        if not text or len(text) > MARKDOWN:
            raise Refusal("msg_too_long" if text else "no_text")
        message["text"] += text
        return {"channel": args["channel"], "ts": args["ts"]}

    def _chat_stopstream(self, args: dict[str, Any]) -> dict[str, Any]:
        message = self._streaming(args)
        self._fits("chat.stopStream", {**args, "text": "-"})
        del self.streams[args["channel"], args["ts"]]
        message["text"] += streamed(args)
        message["blocks"] = args.get("blocks") or []
        message |= {"metadata": args["metadata"]} if args.get("metadata") else {}
        return {"channel": args["channel"], "ts": args["ts"], "message": message}

    def _chat_postephemeral(self, args: dict[str, Any]) -> dict[str, Any]:
        self._place(args)
        return {"message_ts": self.ts()}

    def _chat_getpermalink(self, args: dict[str, Any]) -> dict[str, Any]:
        if (args["channel"], args["message_ts"]) not in self.messages:
            raise Refusal("message_not_found")
        return {"permalink": f"https://team.slack.com/archives/{args['channel']}/p{args['message_ts']}"}

    def _conversations_open(self, args: dict[str, Any]) -> dict[str, Any]:
        return {"channel": {"id": "D" + str(args["users"])}}

    def _conversations_history(self, args: dict[str, Any]) -> dict[str, Any]:
        return self._page(args, [one for (channel, _), one in self._all() if channel == args["channel"]])

    def _conversations_replies(self, args: dict[str, Any]) -> dict[str, Any]:
        if (args["channel"], args["ts"]) not in self.messages:
            raise Refusal("thread_not_found")
        there = [one for (channel, _), one in self._all() if channel == args["channel"]]
        return self._page(args, [one for one in there if args["ts"] in (one["ts"], one.get("thread_ts"))])

    def _views_publish(self, args: dict[str, Any]) -> dict[str, Any]:
        self.views.append(args["view"])
        return {"view": {"id": "V1", **args["view"]}}

    _views_open = _views_publish

    def _all(self) -> list[tuple[tuple[str, str], dict[str, Any]]]:
        return sorted(self.messages.items())

    def _page(self, args: dict[str, Any], found: list[dict[str, Any]]) -> dict[str, Any]:
        found = [one for one in found if one["ts"] >= str(args.get("oldest") or "0")]
        start, size = int(args.get("cursor") or 0), int(args.get("limit") or 100)
        shown = [one if args.get("include_all_metadata") else {**one, "metadata": None} for one in found]
        cursor = str(start + size) if start + size < len(found) else ""
        return {"messages": shown[start : start + size], "response_metadata": {"next_cursor": cursor}}

    def _place(self, args: dict[str, Any]) -> str:
        channel = str(args.get("channel") or "")
        if channel not in self.channels and not channel.startswith("D"):
            raise Refusal("channel_not_found")
        return channel

    def _ours(self, args: dict[str, Any]) -> dict[str, Any]:
        message = self.messages.get((args["channel"], args["ts"]))
        if message is None or message.get("user") != BOT_USER:
            raise Refusal("message_not_found")
        return message

    def _streaming(self, args: dict[str, Any]) -> dict[str, Any]:
        message = self._ours(args)
        began = self.streams.get((args["channel"], args["ts"]))
        if began is not None and time.monotonic() - began > self.stream_seconds:
            began = self.streams.pop((args["channel"], args["ts"]), None) and None
        if began is None:
            raise Refusal("message_not_in_streaming_state")
        return message

    def _fits(self, method: str, args: dict[str, Any]) -> None:
        blocks = args.get("blocks") or []
        if not args.get("text") and not blocks:
            raise Refusal("no_text")
        if len(args.get("text") or "") > TEXT.get(method, 40_000):
            raise Refusal("msg_too_long")
        if len(blocks) > 50 or any("type" not in block for block in blocks):
            raise Refusal("invalid_blocks")
        if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > MARKDOWN:
            raise Refusal("msg_blocks_too_long")
