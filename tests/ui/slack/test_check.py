"""What `--check` says of each mistake, asked of a Slack that answers as a mistake makes it answer."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from ui.slack.check import check
from ui.slack.manifest import BOT_SCOPES, OPTIONAL_SCOPES, Transport

SCOPES = ",".join((*BOT_SCOPES, *OPTIONAL_SCOPES))
FINE = {
    "auth.test": {"ok": True, "team": "Corner"},
    "apps.connections.open": {"ok": True, "url": "wss://example"},
    "conversations.history": {"ok": True, "messages": []},
}


class Answering(BaseHTTPRequestHandler):
    """Slack's Web API as far as the check goes: each method has one answer; `token` is the one it came with."""

    answers: dict[str, Any]
    scopes: str | None
    status: int

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        method = self.path.removeprefix("/api/").split("?")[0]
        body = self.answers[method]
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        if self.scopes is not None:
            self.send_header("X-OAuth-Scopes", self.scopes)
        if self.status == 429:
            self.send_header("Retry-After", "7")
        self.end_headers()
        self.wfile.write((body if isinstance(body, str) else json.dumps(body)).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing on standard error."""


@pytest.fixture
def told() -> Iterator[Callable[..., tuple[str, ...]]]:
    """Check against a Slack with these answers."""
    servers = []

    def run(answers=(), scopes: str | None = SCOPES, status: int = 200, **given: Any) -> tuple[str, ...]:
        handler = type("Handler", (Answering,), {"answers": FINE | dict(answers), "scopes": scopes, "status": status})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        tokens = {"bot_token": "xoxb-1-2-abc", "app_token": "xapp-1-A-2-abc", "signing_secret": "8f742231b10e8888"}
        return check(**{**tokens, "base_url": f"http://127.0.0.1:{server.server_port}/api/", **given})

    yield run
    for server in servers:
        server.shutdown()
        server.server_close()


def refusing(method: str, error: str) -> dict[str, Any]:
    return {method: {"ok": False, "error": error}}


@pytest.mark.parametrize("transport", Transport)
def test_nothing_is_said_where_nothing_is_wrong(told, transport: Transport) -> None:
    assert told(transport=transport, person_channel="C1") == ()


@pytest.mark.parametrize(
    ("given", "setting", "words"),
    [
        ({"bot_token": ""}, "BOT_TOKEN", "is not set"),
        ({"bot_token": "xapp-1"}, "BOT_TOKEN", "holds an app-level token"),
        ({"bot_token": "xoxp-1"}, "BOT_TOKEN", "holds a user token"),
        ({"bot_token": "secret"}, "BOT_TOKEN", "not a Slack token"),
        ({"bot_token": "'xoxb-1'"}, "BOT_TOKEN", "has spaces, quotes"),
        ({"bot_token": "xoxb-ä"}, "BOT_TOKEN", "other characters"),
        ({"app_token": ""}, "APP_TOKEN", "connections:write"),
        ({"app_token": "xoxb-1"}, "APP_TOKEN", "holds a bot token"),
        ({"transport": Transport.HTTP, "signing_secret": ""}, "SIGNING_SECRET", "is not set"),
        ({"transport": Transport.HTTP, "signing_secret": "xoxb-1"}, "SIGNING_SECRET", "holds a token"),
        ({"transport": Transport.HTTP, "signing_secret": "8f ä"}, "SIGNING_SECRET", "characters"),
    ],
)
def test_a_value_that_cannot_be_right_is_named_without_being_shown_or_sent(
    told, given, setting: str, words: str
) -> None:
    (sentence,) = told({"auth.test": "must not be asked"}, **given)
    assert sentence.startswith(f"CORNER_OFFICE_SLACK_{setting} ")
    assert words in sentence
    assert all(value not in sentence for value in given.values() if len(value) > 7 and value not in tuple(Transport))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (refusing("auth.test", "invalid_auth"), "BOT_TOKEN does not work, Slack does not know it"),
        (refusing("auth.test", "token_revoked"), "BOT_TOKEN does not work, it has been revoked"),
        (refusing("auth.test", "account_inactive"), "the app has been removed from the workspace"),
        (refusing("auth.test", "brand_new"), "Slack says brand_new"),
        (refusing("apps.connections.open", "missing_scope"), "APP_TOKEN lacks the scope connections:write"),
        (refusing("apps.connections.open", "invalid_auth"), "APP_TOKEN does not work"),
        (refusing("apps.connections.open", "socket_mode_disabled"), "Socket Mode is off"),
        (refusing("conversations.history", "channel_not_found"), "HELP_CHANNEL is C1"),
        (refusing("conversations.history", "not_in_channel"), "invite the bot there"),
        ({"auth.test": {"hello": 1}}, "is not Slack"),
        ({"auth.test": "<html>"}, "SLACK_API_URL"),
    ],
)
def test_each_refusal_of_slack_has_its_sentence(told, answers, words: str) -> None:
    (sentence,) = told(answers, person_channel="C1")
    assert words in sentence
    assert sentence.endswith(".")


def test_a_channel_that_the_scopes_do_not_let_it_see_is_not_complained_of(told) -> None:
    assert told(refusing("conversations.history", "missing_scope"), person_channel="C1") == ()


def test_missing_scopes_are_named_with_what_mends_them(told) -> None:
    (sentence,) = told(scopes="app_mentions:read,assistant:write,im:history, im:write,channels:history,groups:history")
    assert sentence.startswith("The bot token lacks the scope chat:write, commands: ")
    assert "corner-office slack --manifest" in sentence


def test_without_the_optional_scopes_it_starts_and_logs_what_is_lost(told, caplog) -> None:
    assert told(scopes=",".join(BOT_SCOPES)) == ()
    assert "follow-ups in channels need a mention" in caplog.text


def test_a_slack_that_does_not_tell_the_scopes_is_noticed(told) -> None:
    (sentence,) = told(scopes=None)
    assert "did not say which scopes" in sentence


def test_a_slack_that_wants_fewer_requests_says_how_long_to_wait(told) -> None:
    sentences = told(refusing("auth.test", "ratelimited"), status=429, transport=Transport.HTTP)
    assert sentences == ("Slack wants fewer requests: wait 7 seconds and check again.",)


def test_a_slack_that_is_not_there_is_one_sentence_for_each_token() -> None:
    sentences = check(bot_token="xoxb-1", app_token="xapp-1", base_url="http://127.0.0.1:9/api/")
    assert len(sentences) == 2
    assert all("cannot be reached" in sentence for sentence in sentences)
