"""What the bot calls of Slack's Web API, with its faults as our own and 429 waited out. Not here: when it is called."""

import http.client
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from ui.slack.plan import Block

logger = logging.getLogger(__name__)

METADATA = "corner_office_answer"  # the type of the metadata that our messages carry
TIMEOUT = 20  # seconds for one call
UNSURE = 1.0  # seconds that Slack is told to need when a 429 does not say
# What passes by itself: the call is made again later. Every other code is final.
PASSING = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org", "ratelimited"}
)


class RefusedError(Exception):
    """Slack does not do it; `code` is its error code. Not for readers."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class UnreachableError(Exception):
    """No answer from Slack: whether it was done is not known. Not for readers."""


class SlackApi:
    """Calls Slack for one workspace.

    `pause(seconds)` waits and raises what stops the work, such as the end of the program; `limited(method)` hears of
    each 429. Every method raises RefusedError or UnreachableError.
    """

    def __init__(
        self,
        client: WebClient,
        *,
        pause: Callable[[float], None] = time.sleep,
        limited: Callable[[str], None] = lambda _: None,
    ) -> None:
        # The library's own retries would send a message twice after a broken connection.
        client.retry_handlers = []
        self._client = client
        self._pause = pause
        self._limited = limited

    def post(self, channel: str, thread: str, text: str, blocks: Iterable[Block], key: str = "", part: int = 0) -> str:
        """Post a message and return its ts. `key` and `part` let it be found again."""
        return str(
            self.call(
                "chat.postMessage",
                channel=channel,
                thread_ts=thread or None,
                text=text,
                blocks=list(blocks) or None,
                metadata=metadata(key, part) if key else None,
                unfurl_links=False,
                unfurl_media=False,
            )["ts"]
        )

    def update(self, channel: str, ts: str, text: str, blocks: Iterable[Block]) -> None:
        """Replace a message of ours."""
        self.call("chat.update", channel=channel, ts=ts, text=text, blocks=list(blocks))

    def start(self, channel: str, thread: str, user: str, team: str) -> str:
        """Begin a stream, empty as yet, and return its ts. A 429 is not waited out, but raised as `ratelimited`."""
        return str(
            self.call(
                "chat.startStream",
                wait=False,
                channel=channel,
                thread_ts=thread,
                recipient_user_id=user,
                recipient_team_id=team,
            )["ts"]
        )

    def append(self, channel: str, ts: str, markdown: str) -> None:
        """Add to a stream."""
        self.call("chat.appendStream", channel=channel, ts=ts, markdown_text=markdown)

    def stop(self, channel: str, ts: str, blocks: Iterable[Block] = (), key: str = "", part: int = 0) -> None:
        """End a stream, with blocks below it."""
        self.call(
            "chat.stopStream",
            channel=channel,
            ts=ts,
            blocks=list(blocks) or None,
            metadata=metadata(key, part) if key else None,
        )

    def status(self, channel: str, thread: str, status: str, steps: Iterable[str] = ()) -> None:
        """Show below a thread what the bot is doing; an empty status takes it away."""
        self.call(
            "assistant.threads.setStatus",
            wait=False,
            channel_id=channel,
            thread_ts=thread,
            status=status,
            loading_messages=list(steps) or None,
        )

    def idle(self, channel: str, thread: str) -> None:
        """Tell Slack that work in a thread has ended, after its stop button was pressed."""
        self.call("agents.sessions.setStatus", wait=False, channel_id=channel, thread_ts=thread, status="active")

    def open_direct(self, user: str) -> str:
        """The channel of the direct messages with a user."""
        return str(self.call("conversations.open", users=user)["channel"]["id"])

    def find(self, channel: str, thread: str, *, since: str, wanted: Callable[[dict[str, Any]], bool]) -> str | None:
        """The ts of the first message since one that is as wanted, in a thread, or in the channel without one."""
        cursor = ""
        while True:
            method = "conversations.replies" if thread else "conversations.history"
            page = self.call(
                method,
                channel=channel,
                ts=thread or None,
                oldest=since,
                inclusive=True,
                include_all_metadata=True,
                limit=15,
                cursor=cursor or None,
            )
            for message in page.get("messages", ()):
                if wanted(message):
                    return str(message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None

    def whisper(self, channel: str, user: str, thread: str, text: str) -> None:
        """Show a text to one user alone, until they reload."""
        self.call("chat.postEphemeral", channel=channel, user=user, thread_ts=thread or None, text=text)

    def permalink(self, channel: str, ts: str) -> str:
        """The address of a message."""
        return str(self.call("chat.getPermalink", channel=channel, message_ts=ts)["permalink"])

    def call(self, method: str, *, wait: bool = True, **arguments: Any) -> dict[str, Any]:
        """Call a method and return its answer; a 429 is waited out for as long as Slack says, unless told not to."""
        given = {name: value for name, value in arguments.items() if value is not None}
        reads = method in ("conversations.replies", "conversations.history", "chat.getPermalink")
        while True:
            try:
                if reads:  # these take no JSON
                    return dict(self._client.api_call(method, http_verb="GET", params=given).data)  # type: ignore[arg-type]
                return dict(self._client.api_call(method, json=given).data)  # type: ignore[arg-type]
            except SlackApiError as error:
                seconds = limit_of(error)
                if seconds is None:
                    raise fault_of(error) from None  # its text repeats what was sent
                self._limited(method)
                if not wait:
                    raise RefusedError("ratelimited") from None
                logger.info("%s waits %.0f s, as Slack says", method, seconds)
                self._pause(seconds)
            except (URLError, http.client.HTTPException, OSError, SlackClientError) as error:
                raise UnreachableError(type(error).__name__) from None


def metadata(key: str, part: int) -> dict[str, Any]:
    """What a message of ours carries, unseen by readers."""
    return {"event_type": METADATA, "event_payload": {"key": key, "part": part}}


def carries(message: dict[str, Any], key: str, part: int) -> bool:
    """Whether a message that Slack returned is the one that was posted with this key and part."""
    found = message.get("metadata") or {}
    return bool(found.get("event_type") == METADATA and found.get("event_payload") == {"key": key, "part": part})


def limit_of(error: SlackApiError) -> float | None:
    """The seconds that a 429 says to wait; None for any other fault."""
    response = error.response
    if getattr(response, "status_code", 0) != 429:
        return None
    headers = {name.lower(): value for name, value in (getattr(response, "headers", None) or {}).items()}
    found = headers.get("retry-after", "")
    said = found[0] if isinstance(found, list) and found else found
    try:
        return max(0.0, float(str(said)))
    except ValueError:
        return UNSURE


def fault_of(error: SlackApiError) -> RefusedError | UnreachableError:
    """A fault of the library as one of ours; what Slack says passes by itself is as if it could not be reached."""
    response = error.response
    code = response.get("error") if hasattr(response, "get") else None
    if getattr(response, "status_code", 200) >= 500 or code in PASSING or code is None:
        return UnreachableError(str(code or f"HTTP {getattr(response, 'status_code', '?')}"))
    return RefusedError(str(code))
