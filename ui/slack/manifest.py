"""The Slack app's manifest: what the app is called, may do and listens to. Not here: whether a token has the scopes."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from assistant.errors import SettingsError
from ui.slack.prompts import suggested_prompts
from ui.slack.wording import COMMAND, WHAT_IT_DOES

NAME = "Corner Office"
EVENTS_PATH = "/slack/events"  # events, commands and clicks alike
REDIRECT_PATH = "/slack/oauth_redirect"

BOT_SCOPES = (
    "app_mentions:read",  # to hear its mentions
    "assistant:write",  # status while it works, suggested prompts
    "chat:write",  # to answer
    "commands",  # the slash command
    "im:history",  # to hear direct messages
    "im:write",  # to open the direct message that a command is answered in
)
# Follow-ups in a thread come without a mention; whoever installs the app may leave these out.
OPTIONAL_SCOPES = ("channels:history", "groups:history")
BOT_EVENTS = (
    "agent_session_stopped",
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "message.channels",
    "message.groups",
    "message.im",
    "tokens_revoked",
)


class Transport(StrEnum):
    """How Slack reaches the bot: over a socket that the bot opens, or at a public address."""

    SOCKET = "socket"
    HTTP = "http"


def manifest(
    *, transport: Transport = Transport.SOCKET, address: str = "", oauth: bool = False, rotation: bool = False
) -> dict[str, Any]:
    """The manifest as Slack takes it.

    `address` is the public https address of the bot, which HTTP and installs by OAuth need; `oauth` is for an app
    that many workspaces install, `rotation` for tokens that expire and are renewed.

    Raises:
        SettingsError: an address is needed and missing, or not https.
    """
    address = address.rstrip("/")
    http = transport is Transport.HTTP
    if (http or oauth) and not address.startswith("https://"):
        raise SettingsError(
            f"The manifest needs the public address of the bot, and CORNER_OFFICE_SLACK_URL is {address or 'not set'}: "
            "set it to an address that begins with https://."
        )
    return {
        "_metadata": {"major_version": 2},
        "display_information": {
            "name": NAME,
            "description": "Answers about commercial leadership, each sentence with its source",
            "long_description": f"{WHAT_IT_DOES} Where the articles disagree, it shows both sides, and what they do not "
            "cover, it says so. Ask in a direct message, by a mention in a channel, or with the command.",
            "background_color": "#1f2a44",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "agent_view": {"agent_description": WHAT_IT_DOES, "suggested_prompts": suggested_prompts()},
            "bot_user": {"display_name": "corner-office", "always_online": True},
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": "Ask about commercial leadership",
                    "usage_hint": "What does a CMO do?",
                    "should_escape": False,
                    **at("url", http, address),
                }
            ],
        },
        "oauth_config": {
            **({"redirect_urls": [address + REDIRECT_PATH]} if oauth else {}),
            "scopes": {"bot": sorted([*BOT_SCOPES, *OPTIONAL_SCOPES]), "bot_optional": list(OPTIONAL_SCOPES)},
        },
        "settings": {
            "event_subscriptions": {**at("request_url", http, address), "bot_events": list(BOT_EVENTS)},
            "interactivity": {"is_enabled": True, **at("request_url", http, address)},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not http,
            "token_rotation_enabled": rotation,
        },
    }


def at(key: str, http: bool, address: str) -> dict[str, str]:
    """The address that Slack sends to, under the key that this part of the manifest has for it."""
    return {key: address + EVENTS_PATH} if http else {}


def missing(granted: Sequence[str], wanted: Sequence[str] = BOT_SCOPES) -> tuple[str, ...]:
    """The scopes that a token lacks."""
    return tuple(scope for scope in wanted if scope not in granted)
