"""Running the bot: what the settings must hold, the live version behind it, a clean stop. Not here: the bot (`bot`)."""

import logging
import signal
import socket
from collections.abc import Callable
from contextlib import ExitStack

import uvicorn

from assistant.errors import SettingsError
from assistant.settings import PREFIX, Settings
from assistant.store.embedding import SentenceTransformerEmbedder
from ui.desk import Desk
from ui.live import LiveDesk
from ui.serve import BuildFirst, Loader, stop
from ui.server import ServerError, listening
from ui.slack.bot import Bot
from ui.slack.check import check
from ui.slack.database import Database
from ui.slack.http import build_http
from ui.slack.manifest import Transport
from ui.slack.socket import Socket
from ui.slack.tokens import api_url

logger = logging.getLogger(__name__)

GRACE = 10  # seconds that requests under way get when the program ends
ONE_TOKEN = ("slack_bot_token",)
MANY = ("slack_client_secret", "slack_encryption_key", "slack_url")


def needed(settings: Settings, transport: Transport) -> None:
    """Raise SettingsError for the first setting that is missing, and say where its value is found."""
    if transport is Transport.SOCKET and settings.slack_client_id:
        raise SettingsError(
            "CORNER_OFFICE_SLACK_CLIENT_ID is for installs by OAuth, which need `corner-office slack --http`."
            " Add --http, or remove the setting to serve one workspace by its bot token."
        )
    names: tuple[str, ...] = MANY if settings.slack_client_id else ONE_TOKEN
    names += ("slack_app_token",) if transport is Transport.SOCKET else ("slack_signing_secret",)
    for name in names:
        value = getattr(settings, name)
        if not (value if isinstance(value, str) else value.get_secret_value()):
            raise SettingsError(
                f"{PREFIX}{name.upper()} is not set. `corner-office slack --check` says what is missing,"
                " and README.md where each value is found."
            )


def problems(settings: Settings, transport: Transport) -> tuple[str, ...]:
    """One sentence for each thing that keeps the bot from working, with what mends it. Asks Slack."""
    found = list(mistakes(lambda: Database.from_settings(settings).close()))
    if settings.slack_client_id:
        from ui.slack.installs import seal_of  # noqa: PLC0415

        return (*found, *mistakes(lambda: needed(settings, transport)), *mistakes(lambda: seal_of(settings)))
    asked = check(
        bot_token=settings.slack_bot_token.get_secret_value(),
        app_token=settings.slack_app_token.get_secret_value(),
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        transport=transport,
        person_channel=settings.slack_help_channel,
        base_url=api_url(settings),
    )
    return (*found, *asked)


def mistakes(look: Callable[[], object]) -> tuple[str, ...]:
    """What a look at the settings finds wrong."""
    try:
        look()
    except SettingsError as error:
        return (str(error),)
    return ()


def serve_slack(settings: Settings, say: Callable[[str], None], build_first: BuildFirst, transport: Transport) -> None:
    """Serve Slack until ctrl-c or SIGTERM.

    `build_first` makes the first version live. What is asked while nothing can be served yet is answered later.

    Raises:
        SettingsError: a setting is missing, or Slack refuses a token.
        EmbedderError: the settings name no embedder that is there.
        ServerError: the port is taken or the host is not one of this machine.
    """
    needed(settings, transport)
    loader = Loader(settings, SentenceTransformerEmbedder.from_settings(settings), build_first)
    desk = LiveDesk(loader.live, loader.load)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)  # the server takes them over while it runs, and passes on what stopped it
    loader.page_is_up.set()
    desk.start()
    try:
        serve_bot(settings, desk, say, transport)
    finally:
        desk.stop()


def port_of(settings: Settings) -> socket.socket:
    """The socket that the bot listens on. Raises SettingsError if its port or host cannot be used."""
    try:
        return listening(settings.slack_host, settings.slack_port)
    except ServerError as error:
        raise SettingsError(
            f"The Slack bot cannot listen on {settings.slack_host}, port {settings.slack_port}: it is taken, or not of"
            " this machine. Mend CORNER_OFFICE_SLACK_HOST and CORNER_OFFICE_SLACK_PORT (0 takes a free one)."
        ) from error


def serve_bot(settings: Settings, desk: Desk, say: Callable[[str], None], transport: Transport) -> None:
    """Serve Slack from a desk until interrupted. Raises SettingsError or ServerError."""
    with ExitStack() as stack:
        listener = stack.enter_context(port_of(settings))
        port = listener.getsockname()[1]
        bot = Bot(settings, desk)
        bot.start()
        stack.callback(bot.stop)
        line = None
        if transport is Transport.SOCKET:
            line = Socket(bot.bolt, settings.slack_app_token.get_secret_value(), bot.watch)
            stack.callback(line.close)  # before the workers stop: nothing new comes in
            line.open()
        connected = line.connected if line else lambda: True
        bot.watch.look(bot.inbox.waiting, connected)
        way = "Slack is connected" if line else f"Slack's requests are taken at /slack/events, port {port}"
        app = build_http(
            desk=desk,
            watch=bot.watch,
            connected=connected,
            bolt=None if line else bot.bolt,
            signing_secret=settings.slack_signing_secret.get_secret_value(),
            flow=bot.flow,
            ready=lambda: say(f"{way}. Health and figures: http://{settings.slack_host}:{port} (ctrl-c stops it)."),
        )
        config = uvicorn.Config(
            app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=GRACE, lifespan="on"
        )
        uvicorn.Server(config).run(sockets=[listener])
