"""Bringing an answer's messages to Slack: streamed or posted, taken up after a crash, and never twice.

A stream begins empty and is noted before anything is added. A message that may stand in Slack unnoted is looked up
there by its metadata before it is sent again. Not here: where the notes are kept (`outbox`).
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ui.slack.api import RefusedError, SlackApi, carries
from ui.slack.asked import Asked, Reply, ReplyState
from ui.slack.outbox import Outbox
from ui.slack.plan import Part, rest_of, shapes
from ui.slack.split import steps

logger = logging.getLogger(__name__)

OLDEST_STREAM = 240.0  # seconds; Slack ends a stream after about 300
ROOT = -1  # the number of the message that begins a thread of our own
BLOCKS_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"})


class StoppedError(Exception):
    """Who asked does not want the rest. Not for readers."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an answer goes and to whom; `bot` is the bot's own user. Streams name who they are for."""

    channel: str
    thread: str
    user: str
    team: str
    bot: str


class Delivery:
    """Sends messages for one event at a time; safe to call from several threads.

    `fell_back(why)` hears of each answer that could not be streamed; `stopped(asked)` says whether to stop.
    """

    def __init__(
        self,
        outbox: Outbox,
        *,
        stopped: Callable[[Asked], bool] = lambda _: False,
        fell_back: Callable[[str], None] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._outbox = outbox
        self._stopped = stopped
        self._fell_back = fell_back
        self._clock = clock

    def root(self, api: SlackApi, asked: Asked, place: Place, part: Part) -> str:
        """Post the message that a private answer stands below, unless it stands; returns its ts."""
        for reply in self._outbox.replies(asked):
            if reply.message == ROOT:
                ts = reply.ts or self._look_up(api, asked, place, reply)
                if ts:
                    self._outbox.note(asked, replace(reply, state=ReplyState.SENT, ts=ts))
                    return ts
                self._outbox.drop(asked, reply)
        return self._post(api, asked, place, ROOT, part)

    def deliver(self, api: SlackApi, asked: Asked, place: Place, parts: Sequence[Part]) -> None:
        """Bring all messages to Slack, from where it was left off.

        Raises:
            StoppedError: who asked has stopped it.
            RefusedError: Slack does not take it.
            UnreachableError: Slack could not be reached; call again later.
        """
        # What is delivered is kept before anything is sent: without it, nothing has been begun.
        index, start = self._resume(api, asked, place, parts) if asked.messages else (0, 0)
        while index < len(parts):
            if self._stopped(asked):
                raise StoppedError
            part = parts[index]
            if part.markdown:
                start = self._stream(api, asked, place, index, part, start)
            else:
                self._post(api, asked, place, index, rest_of(part, start), start)
                start = 0
            if not start:
                index += 1

    def _resume(self, api: SlackApi, asked: Asked, place: Place, parts: Sequence[Part]) -> tuple[int, int]:
        """Bring what was begun to an end; the message to go on with, and where in its Markdown."""
        index, start = 0, 0
        for reply in self._outbox.replies(asked):
            if reply.message == ROOT:
                continue
            if reply.state is ReplyState.SENDING:
                ts = self._look_up(api, asked, place, reply)
                if ts is None:
                    self._outbox.drop(asked, reply)
                    continue
                reply = replace(reply, ts=ts, state=ReplyState.OPEN if reply.streamed else ReplyState.SENT)
                self._outbox.note(asked, reply)
            if reply.state is ReplyState.OPEN:
                self._replace(api, asked, place, reply, parts[reply.message])
                reply = replace(reply, end=-1)
            index, start = (reply.message + 1, 0) if reply.end < 0 else (reply.message, reply.end)
        return index, start

    def _look_up(self, api: SlackApi, asked: Asked, place: Place, reply: Reply) -> str | None:
        """The ts of a reply that may stand in Slack; None if it does not, or cannot be looked for."""
        known = self._outbox.known(asked)
        number = reply.number

        def ours(message: dict[str, object]) -> bool:
            if not reply.streamed:
                return carries(message, asked.key, number)
            # An open stream carries nothing; in its thread, one answer at a time is written, so it is this one's.
            unknown = message.get("ts") not in known and not message.get("metadata")
            return unknown and message.get("user") == place.bot and message.get("ts") != place.thread

        since = asked.ts if asked.source == place.channel else place.thread or f"{asked.accepted - 60:.6f}"
        try:
            return api.find(place.channel, place.thread, since=since, wanted=ours)
        except RefusedError as error:
            # Without the right to read there (`channels:history`), only a post in the moment of the crash can double.
            logger.warning("a reply could not be looked up in Slack: %s", error.code)
            return None

    def _post(self, api: SlackApi, asked: Asked, place: Place, index: int, part: Part, start: int = 0) -> str:
        reply = self._outbox.begin(asked, index, start, streamed=False)
        try:
            ts = self._posted(api, asked, place, reply, part)
        except RefusedError:
            self._outbox.drop(asked, reply)
            raise
        self._outbox.note(asked, replace(reply, state=ReplyState.SENT, ts=ts))
        return ts

    def _posted(self, api: SlackApi, asked: Asked, place: Place, reply: Reply, part: Part) -> str:
        """Post a message, more plainly each time that Slack refuses its blocks; a plain answer beats none."""
        *first, last = shapes(part)
        for blocks in first:
            try:
                return api.post(place.channel, place.thread, part.text, blocks, asked.key, reply.number)
            except RefusedError as error:
                if error.code not in BLOCKS_REFUSED:
                    raise
                logger.warning("Slack refused the blocks of an answer: %s", error.code)
        return api.post(place.channel, place.thread, part.text, last, asked.key, reply.number)

    def _stream(self, api: SlackApi, asked: Asked, place: Place, index: int, part: Part, start: int) -> int:
        """Stream a message; 0 when all of it stands, else where the next stream goes on."""
        reply = self._outbox.begin(asked, index, start, streamed=True)
        try:
            ts = api.start(place.channel, place.thread, place.user, place.team)
        except RefusedError as error:
            self._outbox.drop(asked, reply)
            self._fell_back(error.code)
            self._post(api, asked, place, index, rest_of(part, start), start)
            return 0
        began = self._clock()
        reply = replace(reply, state=ReplyState.OPEN, ts=ts)
        self._outbox.note(asked, reply)
        try:
            at = start
            for piece in steps(part.markdown[start:]):
                self._check(api, asked, place, reply, at)
                if self._clock() - began > OLDEST_STREAM and at > start:
                    api.stop(place.channel, ts, (), asked.key, reply.number)
                    self._outbox.note(asked, replace(reply, state=ReplyState.SENT, end=at))
                    return at
                api.append(place.channel, ts, piece)
                at += len(piece)
            api.stop(place.channel, ts, part.tail, asked.key, reply.number)
            self._outbox.note(asked, replace(reply, state=ReplyState.SENT))
        except RefusedError as error:
            if error.code == "stopped_by_user":
                self._outbox.note(asked, replace(reply, state=ReplyState.SENT))
                raise StoppedError from None
            self._fell_back(error.code)
            self._replace(api, asked, place, reply, part)
        return 0

    def _check(self, api: SlackApi, asked: Asked, place: Place, reply: Reply, at: int) -> None:
        """End the stream where it is if who asked wants no more of it."""
        if not self._stopped(asked):
            return
        try:
            api.stop(place.channel, reply.ts, (), asked.key, reply.number)
        except RefusedError as error:  # Slack has ended it already
            logger.info("a stopped stream was ended already: %s", error.code)
        self._outbox.note(asked, replace(reply, state=ReplyState.SENT, end=at))
        raise StoppedError

    def _replace(self, api: SlackApi, asked: Asked, place: Place, reply: Reply, part: Part) -> None:
        """Put the whole of a message in the place of a stream that broke off."""
        whole = rest_of(part, reply.start)
        try:
            api.stop(place.channel, reply.ts)
        except RefusedError as error:  # it has ended by itself
            logger.info("a broken stream was ended already: %s", error.code)
        try:
            api.update(place.channel, reply.ts, whole.text, whole.blocks)
        except RefusedError as error:
            if error.code not in ("message_not_found", *BLOCKS_REFUSED):
                raise
            self._outbox.drop(asked, reply)
            self._post(api, asked, place, reply.message, whole, reply.start)
            return
        self._outbox.note(asked, replace(reply, state=ReplyState.SENT))
