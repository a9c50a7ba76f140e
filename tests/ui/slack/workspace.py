"""A workspace with the bot in it: the small Slack, a scripted desk, and the bot between them."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from fake_slack import FakeSlack

from assistant.settings import Settings
from assistant.vocabulary import Answer, Article, Outcome, Question
from ui.desk import DeskState, Readiness
from ui.server import listening
from ui.slack.bot import Bot
from ui.slack.http import build_http
from ui.slack.pace import Pace
from ui.slack.socket import Socket


class Script:
    """An assistant and its desk in one: answers with the question's own words, and remembers what it was asked."""

    version = "v1"
    articles: tuple[Article, ...] = ()

    def __init__(self) -> None:
        self.index = self
        self.asked: list[Question] = []
        self.gate = threading.Event()
        self.gate.set()
        self.now = DeskState(readiness=Readiness.READY)

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        assert self.gate.wait(20)
        if "crash" in question.text:
            raise RuntimeError(f"about {question.text}")
        text = f"An answer to {question.text}\n\n" + "\n\n".join(f"It goes on, part {n}." for n in range(40))
        return Answer(
            question=question,
            standalone_question=question.text,
            outcome=Outcome.ANSWERED,
            text=text if "long" in question.text else f"An answer to {question.text}",
            follow_ups=("And then?",),
            version=self.version,
        )

    def assistant(self) -> "Script":
        return self

    def state(self) -> DeskState:
        return self.now


SETTINGS = {"slack_bot_token": "xoxb-1", "slack_app_token": "xapp-1", "slack_signing_secret": "secret", "slack_port": 0}


def settings_for(slack: FakeSlack, **more: Any) -> Settings:
    """Settings that lead to the small Slack; the state folder is the test's own."""
    return Settings.load(**{**SETTINGS, "slack_api_url": slack.api, **more})


@contextmanager
def running(slack: FakeSlack, script: Script, *, http: bool = False, streams: int = 20, lease: float = 15, **more: Any):
    """The bot at work, over a socket or over HTTP."""
    settings = settings_for(slack, **more)
    bot = Bot(settings, script, lease=lease, pace=Pace(streams))
    bot.start()
    try:
        with served(slack, bot, settings) if http else connected(slack, bot):
            yield bot
    finally:
        script.gate.set()
        bot.stop()


@contextmanager
def connected(slack: FakeSlack, bot: Bot) -> Iterator[Socket]:
    socket = Socket(bot.bolt, "xapp-1", bot.watch)
    socket.open()
    try:
        yield socket
    finally:
        socket.close()


@contextmanager
def served(slack: FakeSlack, bot: Bot, settings: Settings) -> Iterator[str]:
    app = build_http(
        desk=bot.desk, watch=bot.watch, connected=lambda: True, bolt=bot.bolt, signing_secret="secret", flow=bot.flow
    )
    with listening("127.0.0.1", 0) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        slack.http = f"{address}/slack/events"
        try:
            yield address
        finally:
            server.should_exit = True
            thread.join(10)
            slack.http = ""


def wait_for(found: Callable[[], Any], seconds: float = 10) -> Any:
    """What `found` returns once it is true."""
    until = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.01)
    return value


def texts(messages: list[dict[str, Any]]) -> str:
    """All that messages show, as one text."""
    return "\n".join(f"{message.get('text', '')} {message.get('blocks', '')}" for message in messages)
