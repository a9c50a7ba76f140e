"""Which token speaks for the bot in a workspace: that of the settings. Not here: tokens of many workspaces (`installs`)."""

import ssl
import threading
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from slack_sdk import WebClient

from assistant.errors import SettingsError
from assistant.settings import Settings
from ui.slack.api import TIMEOUT, RefusedError, SlackApi, UnreachableError


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """The bot in one workspace: its token, and who it is there."""

    token: str
    bot_user: str
    bot: str = ""


class Tokens(Protocol):
    """Finds the token of a workspace; called from many threads at once."""

    def speaker(self, team: str, enterprise: str) -> Speaker | None:
        """The bot in a workspace; None where it is not installed."""

    def forget(self, team: str, enterprise: str) -> None:
        """Drop a workspace's token, which it has revoked."""


def client(settings: Settings, token: str | None = None) -> WebClient:
    """A client of the Web API that the settings name."""
    return WebClient(token=token, base_url=api_url(settings), timeout=TIMEOUT, ssl=certificates())


@cache
def certificates() -> ssl.SSLContext:
    """The authorities that are trusted, read once: the library reads them again for every call."""
    return ssl.create_default_context()


def api_url(settings: Settings) -> str:
    """The address of the Web API, with a slash at its end."""
    return settings.slack_api_url.rstrip("/") + "/"


class OneToken:
    """The token that the settings name, for every request: only its workspace sends any."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._found: Speaker | None = None

    def look(self) -> Speaker:
        """Ask Slack who the token's bot is, once.

        Raises:
            SettingsError: Slack refuses the token or cannot be reached.
        """
        with self._lock:
            if self._found is None:
                token = self._settings.slack_bot_token.get_secret_value()
                try:
                    said = SlackApi(client(self._settings, token)).call("auth.test")
                except RefusedError as error:
                    raise SettingsError(
                        f"Slack refuses the bot token ({error.code}). Copy the one that begins with xoxb- from"
                        " 'OAuth & Permissions' of the app into CORNER_OFFICE_SLACK_BOT_TOKEN."
                    ) from None
                except UnreachableError as error:
                    raise SettingsError(
                        f"Slack cannot be reached at {api_url(self._settings)} ({error}). Check the network, the proxy"
                        " and CORNER_OFFICE_SLACK_API_URL."
                    ) from None
                self._found = Speaker(token=token, bot_user=str(said["user_id"]), bot=str(said.get("bot_id", "")))
            return self._found

    def speaker(self, team: str, enterprise: str) -> Speaker:  # noqa: ARG002 (a Tokens)
        """The bot of the settings' token."""
        return self.look()

    def forget(self, team: str, enterprise: str) -> None:
        """Nothing: the token stands in the settings, and Slack refuses it from now on."""
