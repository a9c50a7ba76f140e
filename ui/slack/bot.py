"""The bot put together from its parts, started and stopped. Not here: settings, signals and the live version (`run`)."""

import logging
import os
import secrets
import socket
import threading
from dataclasses import dataclass, field

from slack_bolt import App
from slack_bolt.oauth import OAuthFlow
from slack_sdk import WebClient

from assistant.settings import Settings
from ui.desk import Desk
from ui.slack.api import SlackApi
from ui.slack.database import Database
from ui.slack.deliver import Delivery
from ui.slack.errands import Errands
from ui.slack.inbox import LEASE, Inbox
from ui.slack.listen import Front, build_bolt
from ui.slack.outbox import Outbox
from ui.slack.pace import Pace
from ui.slack.threads import Threads
from ui.slack.tokens import OneToken, Speaker, Tokens, client
from ui.slack.watch import Watch
from ui.slack.worker import Service, Workers

logger = logging.getLogger(__name__)

HOUR = 3600.0
LOUD = ("slack_bolt", "slack_sdk", "ui.slack.socket")  # at DEBUG and INFO they log what readers write


@dataclass(kw_only=True)
class Apis:
    """One `SlackApi` for each token."""

    settings: Settings
    workers: list[Workers] = field(default_factory=list)
    watch: Watch
    _known: dict[str, SlackApi] = field(default_factory=dict)

    def of(self, speaker: Speaker) -> SlackApi:
        """The API as the bot of a workspace."""
        if speaker.token not in self._known:
            self._known[speaker.token] = SlackApi(
                client(self.settings, speaker.token),
                pause=self._pause,
                limited=lambda method: self.watch.limited.labels(method).inc(),
            )
        return self._known[speaker.token]

    def _pause(self, seconds: float) -> None:
        for workers in self.workers:
            workers.pause(seconds)


class Bot:
    """All that a bot's process runs, apart from how Slack reaches it."""

    def __init__(self, settings: Settings, desk: Desk, *, lease: float = LEASE, pace: Pace | None = None) -> None:
        for name in LOUD:
            logging.getLogger(name).setLevel(logging.WARNING)
        self._settings = settings
        self.desk = desk
        self.watch = Watch()
        self.database = Database.from_settings(settings)
        self.flow: OAuthFlow | None = None
        self.tokens = self._open_tokens()
        owner = f"{socket.gethostname()[:30]}/{os.getpid()}/{secrets.token_hex(6)}"
        self.inbox = Inbox(self.database, owner, lease=lease)
        self.threads = Threads(self.database)
        self.errands = Errands()
        apis = Apis(settings=settings, watch=self.watch)
        delivery = Delivery(
            Outbox(self.database, owner),
            stopped=self.inbox.stopped,
            fell_back=lambda code: self.watch.fallbacks.labels(code).inc(),
        )
        service = Service(
            desk=desk,
            threads=self.threads,
            delivery=delivery,
            pace=pace or Pace(),
            watch=self.watch,
            speaker=self.tokens.speaker,
            api=apis.of,
            page=settings.page_url,
            help_channel=settings.slack_help_channel,
        )
        self.workers = Workers(self.inbox, service, self.errands, settings.slack_workers)
        apis.workers.append(self.workers)
        self.bolt = self._build(apis)
        self._ended = threading.Event()
        self._tidy = threading.Thread(target=self._forget, name="slack-tidy", daemon=True)

    def start(self) -> None:
        """Take up what is in the inbox."""
        self.workers.start()
        self._tidy.start()

    def stop(self) -> None:
        """End what is under way well; the rest stays in the inbox."""
        self._ended.set()
        self.workers.stop()
        self.errands.close()
        self._tidy.join()
        self.database.close()

    def _open_tokens(self) -> Tokens:
        if not self._settings.slack_client_id:
            tokens = OneToken(self._settings)
            tokens.look()
            return tokens
        from ui.slack.installs import InstalledTokens, open_installs  # noqa: PLC0415  (13 MB that one token does without)

        installs = open_installs(self._settings, self.database)
        self.flow = installs.flow
        return InstalledTokens.from_settings(self._settings, installs.store)

    def _build(self, apis: Apis) -> App:
        channels = self._settings.slack_channels.replace(",", " ").split()
        front = Front(
            inbox=self.inbox,
            threads=self.threads,
            errands=self.errands,
            tokens=self.tokens,
            watch=self.watch,
            wake=self.workers.wake,
            api=apis.of,
            channels=frozenset(channels),
            page=self._settings.page_url,
        )
        web: WebClient = client(self._settings)
        return build_bolt(front, web, self._settings.slack_signing_secret.get_secret_value() or secrets.token_hex())

    def _forget(self) -> None:
        while True:
            try:
                self.threads.forget_old(self._settings.slack_retention_days)
            except Exception as error:
                logger.error("what is old could not be deleted: %s", type(error).__name__)
            if self._ended.wait(HOUR):
                return
