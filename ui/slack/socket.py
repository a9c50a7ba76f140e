"""Socket Mode: the connection that the bot opens to Slack. Not here: what arrives on it (`listen`)."""

import logging
import time

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError, SlackClientNotConnectedError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from assistant.errors import SettingsError
from ui.slack.watch import Watch

logger = logging.getLogger(__name__)


class Socket(SocketModeHandler):
    """The library's connection, with the time that acknowledgements take."""

    def __init__(self, bolt: App, app_token: str, watch: Watch) -> None:
        super().__init__(bolt, app_token, logger=logger)
        self._watch = watch

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Hand a request to the listeners and acknowledge it."""
        began = time.perf_counter()
        try:
            super().handle(client, req)
        except SlackClientNotConnectedError:  # Slack sends it again, and the inbox knows it
            logger.info("a request could not be acknowledged: the connection has gone")
        self._watch.ack.observe(time.perf_counter() - began)

    def open(self) -> None:
        """Connect; from then on the library connects again by itself.

        Raises:
            SettingsError: Slack refuses the token or cannot be reached.
        """
        try:
            self.client.connect()
        except SlackApiError as error:
            raise SettingsError(
                f"Slack refuses the app-level token ({error.response.get('error')}). Make one with the scope"
                " connections:write under 'Basic Information' of the app, and set CORNER_OFFICE_SLACK_APP_TOKEN."
            ) from None
        except Exception as error:
            raise SettingsError(
                f"Slack cannot be reached for Socket Mode ({type(error).__name__}). Check the network and the proxy."
            ) from error

    def connected(self) -> bool:
        """Whether Slack can reach the bot now."""
        return bool(self.client.is_connected())
