"""What is wrong with the bot's tokens, scopes and settings, found by asking Slack before the bot starts.

Not here: the settings themselves (`assistant.settings`), the manifest that mends most of it (`manifest`).
"""

import logging
from collections.abc import Iterator
from typing import Any

from ui.slack.manifest import OPTIONAL_SCOPES, Transport, missing

logger = logging.getLogger(__name__)

SLACK = "https://slack.com/api/"
PATIENCE = 10  # seconds that Slack may take for one request
TOKENS = "CORNER_OFFICE_SLACK_BOT_TOKEN"
APP_TOKEN = "CORNER_OFFICE_SLACK_APP_TOKEN"
SECRET = "CORNER_OFFICE_SLACK_SIGNING_SECRET"
HELP_CHANNEL = "CORNER_OFFICE_SLACK_HELP_CHANNEL"
OAUTH_PAGE = "OAuth & Permissions"
BASIC_PAGE = "Basic Information"
REINSTALL = (
    "print the manifest with `corner-office slack --manifest`, put it into the app's settings, and reinstall the app"
)

DEAD_BOT = {
    "invalid_auth": "Slack does not know it",
    "not_authed": "Slack got none",
    "token_revoked": "it has been revoked",
    "token_expired": "it has expired",
    "account_inactive": "the app has been removed from the workspace",
    "not_allowed_token_type": "it is not a bot token",
}


def check(
    *,
    bot_token: str,
    app_token: str = "",
    signing_secret: str = "",
    transport: Transport = Transport.SOCKET,
    person_channel: str = "",
    base_url: str = SLACK,
) -> tuple[str, ...]:
    """One sentence for each mistake, and how to mend it; none if the bot can start. Asks Slack at `base_url`."""
    found = list(written(bot_token, app_token, signing_secret, transport))
    if found:
        return tuple(found)
    found += bot(bot_token, person_channel, base_url)
    if transport is Transport.SOCKET:
        found += socket(app_token, base_url)
    return tuple(found)


def written(bot_token: str, app_token: str, signing_secret: str, transport: Transport) -> Iterator[str]:
    """What can be seen of the values alone."""
    yield from shaped(TOKENS, bot_token, "xoxb-", f"copy the bot token from the app's page {OAUTH_PAGE}")
    if transport is Transport.SOCKET:
        mend = f"make an app-level token with the scope connections:write on the app's page {BASIC_PAGE}"
        yield from shaped(APP_TOKEN, app_token, "xapp-", mend)
    elif not signing_secret:
        yield f"{SECRET} is not set: copy the signing secret from the app's page {BASIC_PAGE}."
    elif signing_secret.startswith(("xoxb-", "xapp-")):
        yield f"{SECRET} holds a token: copy the signing secret from the app's page {BASIC_PAGE} instead."
    elif not signing_secret.isascii() or not signing_secret.isalnum():
        yield f"{SECRET} has characters that no signing secret has: copy it again from the app's page {BASIC_PAGE}."


def shaped(name: str, token: str, prefix: str, mend: str) -> Iterator[str]:
    """Whether a token is there and of its kind."""
    if not token:
        yield f"{name} is not set: {mend}."
    elif token != token.strip() or not token.isascii() or any(mark in token for mark in " \t\n\"'"):
        yield f"{name} has spaces, quotes or other characters that no token has: {mend}, without anything around it."
    elif not token.startswith(prefix):
        kinds = {
            "xoxb-": "a bot token",
            "xapp-": "an app-level token",
            "xoxp-": "a user token",
            "xoxe": "a rotating token",
        }
        kind = next((kind for start, kind in kinds.items() if token.startswith(start)), "not a Slack token")
        yield f"{name} holds {kind}, where one that begins with {prefix} belongs: {mend}."


def bot(token: str, person_channel: str, base_url: str) -> Iterator[str]:
    """Whether the bot token works, and has the scopes that the bot needs."""
    answer = asked(base_url, token, "auth.test")
    if isinstance(answer, str):
        yield answer
        return
    data, headers = answer
    if not data.get("ok"):
        error = str(data.get("error", "an unknown error"))
        why = DEAD_BOT.get(error, f"Slack says {error}")
        yield f"{TOKENS} does not work, {why}: install the app again and copy the bot token from its page {OAUTH_PAGE}."
        return
    granted = scopes(headers)
    if granted is None:
        yield "Slack did not say which scopes the bot token has, so they are unchecked: is CORNER_OFFICE_SLACK_API_URL right?"
        return
    if lacking := missing(granted):
        yield f"The bot token lacks the scope {', '.join(lacking)}: {REINSTALL}."
    if lacking := missing(granted, OPTIONAL_SCOPES):
        logger.warning("without the scope %s, follow-ups in channels need a mention", ", ".join(lacking))
    if person_channel:
        yield from reachable(token, person_channel, base_url)


def reachable(token: str, channel: str, base_url: str) -> Iterator[str]:
    """Whether the bot is in the channel for questions to a person, as far as its scopes let it see."""
    answer = asked(base_url, token, "conversations.history", channel=channel, limit="1")
    if isinstance(answer, str):
        yield answer
    elif answer[0].get("error") in ("channel_not_found", "not_in_channel"):
        yield (
            f"{HELP_CHANNEL} is {channel}, and the bot is not in a channel with that id: take the id from the channel's "
            "details, and invite the bot there."
        )


def socket(token: str, base_url: str) -> Iterator[str]:
    """Whether the app token opens a socket."""
    answer = asked(base_url, token, "apps.connections.open")
    if isinstance(answer, str):
        yield answer
        return
    data, _ = answer
    if data.get("ok"):
        return
    error = str(data.get("error", "an unknown error"))
    if error == "missing_scope":
        yield f"{APP_TOKEN} lacks the scope connections:write: make a new one on the app's page {BASIC_PAGE}."
    elif error in ("socket_mode_disabled", "not_allowed", "forbidden_team"):
        yield f"Socket Mode is off for this app: turn it on on the app's page Socket Mode, or {REINSTALL}."
    else:
        why = DEAD_BOT.get(error, f"Slack says {error}")
        yield f"{APP_TOKEN} does not work, {why}: make a new one on the app's page {BASIC_PAGE}."


def asked(base_url: str, token: str, method: str, **values: str) -> tuple[dict[str, Any], dict[str, str]] | str:
    """Slack's answer with its headers, whether it says yes or no; a sentence if Slack cannot be reached."""
    from slack_sdk import WebClient  # noqa: PLC0415
    from slack_sdk.errors import SlackApiError, SlackClientError  # noqa: PLC0415

    client = WebClient(token=token, base_url=base_url, timeout=PATIENCE, retry_handlers=[])
    try:
        response = client.api_call(method, params=values)
    except SlackApiError as error:
        response = error.response
        if response.status_code == 429:
            wait = response.headers.get("Retry-After", "some")
            return f"Slack wants fewer requests: wait {wait} seconds and check again."
    except (SlackClientError, OSError) as error:
        return f"Slack at {base_url} cannot be reached ({type(error).__name__}): check the network and CORNER_OFFICE_SLACK_API_URL."
    # Where the answer is not JSON, the library puts a sentence of its own in the place of Slack's error code.
    if not isinstance(response.data, dict) or "ok" not in response.data or " " in str(response.data.get("error", "")):
        return f"What answers at {base_url} is not Slack: check CORNER_OFFICE_SLACK_API_URL."
    headers = {name.lower(): str(value) for name, value in response.headers.items()}
    return response.data, headers


def scopes(headers: dict[str, str]) -> tuple[str, ...] | None:
    """The scopes of the token that asked; None if the answer does not say."""
    if "x-oauth-scopes" not in headers:
        return None
    return tuple(scope.strip() for scope in headers["x-oauth-scopes"].split(",") if scope.strip())
