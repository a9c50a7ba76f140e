"""Which of the messages that Slack sends are for the bot, and what they ask. Not here: taking them in (`listen`)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from ui.slack.asked import Asked

# What a person has written may come with these; every other subtype is Slack's own news.
WRITTEN = (None, "file_share", "thread_broadcast")
# <@U1|name>, <#C1|name>, <!here>, <https://...|label>: in what a person wrote, < and > are escaped otherwise.
LINK = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
OTHERS = re.compile(r"\s*<@([A-Z0-9]+)(?:\|[^<>]*)?>")


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What stands around an event: where it comes from, and who the bot is there."""

    team: str
    enterprise: str
    event_id: str
    bot_user: str


def heard(event: Mapping[str, Any], envelope: Envelope, joined: Callable[[str, str], bool]) -> Asked | None:
    """The question in an event of type `message` or `app_mention`; None if it is not for the bot.

    `joined(channel, thread)` says whether the bot has been asked in a thread before: there it answers without being
    named, unless somebody else is.
    """
    if event.get("subtype") not in WRITTEN or event.get("bot_id") or not event.get("user") or not event.get("ts"):
        return None
    text, channel, ts = str(event.get("text") or ""), str(event["channel"]), str(event["ts"])
    thread = str(event.get("thread_ts") or "")
    direct = event.get("channel_type") == "im"
    named = event.get("type") == "app_mention" or f"<@{envelope.bot_user}" in text
    if not direct and not named:
        other = OTHERS.match(text)
        if other or not thread or not joined(channel, thread):
            return None
    return Asked(
        team=envelope.team,
        enterprise=envelope.enterprise,
        event_id=envelope.event_id,
        source=channel,
        ts=ts,
        channel=channel,
        thread=thread or ts,
        user=str(event["user"]),
        user_team=str(event.get("user_team") or event.get("team") or envelope.team),
        text=plain(text, envelope.bot_user),
    )


def plain(text: str, bot_user: str = "") -> str:
    """What a person wrote, without Slack's marks: links as their labels, and without the bot's own name."""

    def shown(link: re.Match[str]) -> str:
        sign, target, label = link.groups()
        if sign == "@" and target == bot_user:
            return " "
        if sign == "!":
            return f" {label or ''} "
        name = label or ("" if sign == "@" else target)
        return f"{sign}{name}" if name else " "

    return " ".join(unescape(LINK.sub(shown, text)).split())
