"""The durable inbox: what is asked is kept until it is answered, and answered once.

Not here: the messages of an answer (`outbox`), and what is asked and answered in a thread (`threads`).
"""

import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from ui.slack.asked import Asked, Kind, State
from ui.slack.database import Database
from ui.slack.schema import events

LEASE = 15.0  # seconds that a claim holds; it is renewed three times in each
LONGEST = 128  # characters of an event's id

open_states = (State.WAITING.value, State.WORKING.value)

before = events.alias("before")
# Made once: SQLAlchemy takes longer to put a statement together than to run it.
OLDEST = (
    select(events)
    .where(
        or_(
            and_(events.c.state == State.WAITING.value, events.c.due <= bindparam("now")),
            and_(events.c.state == State.WORKING.value, events.c.lease < bindparam("now")),
        ),
        ~exists().where(
            before.c.team == events.c.team,
            before.c.channel == events.c.channel,
            before.c.thread == events.c.thread,
            before.c.thread != "",
            before.c.id < events.c.id,
            before.c.state.in_(open_states),
        ),
    )
    .order_by(events.c.id)
    .limit(1)
)
TAKE = (
    update(events)
    .where(events.c.id == bindparam("wanted"), events.c.state == bindparam("was"), events.c.lease == bindparam("held"))
    .values(
        state=State.WORKING.value,
        owner=bindparam("who"),
        lease=bindparam("until"),
        attempts=events.c.attempts + 1,
    )
)


class Inbox:
    """Keeps what is asked. A claim belongs to one `owner` and lapses unless renewed, as that of a killed process does."""

    def __init__(
        self, database: Database, owner: str, *, lease: float = LEASE, clock: Callable[[], float] = time.time
    ) -> None:
        self._database = database
        self._owner = owner
        self._clock = clock
        self.lease = lease

    def accept(self, asked: Asked) -> bool:
        """Keep it for good and say True; False if it is here already, by its event's id or its message's ts.

        A retry of one that Slack refused before is taken up again, since a retry asks for an answer.
        """
        row = {
            "team": asked.team,
            "enterprise": asked.enterprise,
            "event_id": asked.event_id[:LONGEST],
            "source": asked.source,
            "ts": asked.ts,
            "kind": asked.kind.value,
            "channel": asked.channel,
            "thread": asked.thread,
            "user": asked.user,
            "user_team": asked.user_team,
            "text": storable(asked.text),
            "answer": asked.answer,
            "state": State.WAITING.value,
            "accepted": self._clock(),
        }
        try:
            with self._database.writing() as connection:
                connection.execute(events.insert(), row)
        except IntegrityError:
            with self._database.writing() as connection:
                connection.execute(
                    update(events)
                    .where(events.c.team == asked.team, events.c.event_id == asked.event_id[:LONGEST])
                    .where(events.c.state == State.REFUSED.value, events.c.text != "")
                    .values(state=State.WAITING.value, attempts=0, due=0.0)
                )
            return False
        return True

    def claim(self) -> Asked | None:
        """The oldest that is due and not claimed, now claimed; None if there is none. One at a time in each thread."""
        now = self._clock()
        with self._database.reading() as connection:
            row = connection.execute(OLDEST, {"now": now}).mappings().first()
        if row is None:
            return None
        values = {"wanted": row["id"], "was": row["state"], "held": row["lease"], "who": self._owner}
        with self._database.writing() as connection:  # takes it only if nobody else has meanwhile
            taken = connection.execute(TAKE, {**values, "until": now + self.lease})
        return asked_of(row) if taken.rowcount == 1 else None

    def renew(self) -> None:
        """Hold on to all claims of this owner."""
        with self._database.writing() as connection:
            connection.execute(
                update(events)
                .where(events.c.owner == self._owner, events.c.state == State.WORKING.value)
                .values(lease=self._clock() + self.lease)
            )

    def finish(self, asked: Asked, state: State) -> None:
        """Close it. What was delivered and the question are no longer kept here."""
        self._change(
            asked,
            state=state.value,
            finished=self._clock(),
            owner="",
            messages="",
            text=asked.text if state is State.REFUSED else "",
        )

    def postpone(self, asked: Asked, seconds: float, *, counts: bool = True) -> None:
        """Give the claim back, to be taken up after so many seconds; an attempt that does not count is forgotten."""
        attempts = asked.attempts + 1 if counts else asked.attempts
        self._change(
            asked, state=State.WAITING.value, due=self._clock() + seconds, owner="", lease=0.0, attempts=attempts
        )

    def place(self, asked: Asked, channel: str, thread: str) -> None:
        """Note where the answer goes."""
        self._change(asked, channel=channel, thread=thread)

    def prepared(self, asked: Asked, messages: str, answer: str) -> None:
        """Note the messages that answer it, as JSON, before the first is sent."""
        self._change(asked, messages=messages, answer=answer)

    def stop(self, team: str, channel: str, thread: str) -> None:
        """Drop what waits in a thread, and mark what is being answered there."""
        there = (events.c.team == team, events.c.channel == channel, events.c.thread == thread)
        with self._database.writing() as connection:
            connection.execute(update(events).where(*there, events.c.state == State.WORKING.value).values(stop=True))
            connection.execute(
                update(events)
                .where(*there, events.c.state == State.WAITING.value)
                .values(state=State.STOPPED.value, finished=self._clock(), text="", messages="")
            )

    def stopped(self, asked: Asked) -> bool:
        """Whether who asked wants no more of the answer."""
        with self._database.reading() as connection:
            return bool(connection.execute(select(events.c.stop).where(events.c.id == asked.id)).scalar())

    def waiting(self) -> int:
        """How many are not answered yet."""
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count()).where(events.c.state.in_(open_states))).scalar_one())

    def _change(self, asked: Asked, **values: Any) -> None:
        with self._database.writing() as connection:
            changed = connection.execute(
                update(events)
                .where(events.c.id == asked.id, events.c.owner == self._owner)
                .where(events.c.state == State.WORKING.value)
                .values(**values)
            )
            if changed.rowcount != 1:
                raise LostClaimError(asked.key)


class LostClaimError(Exception):
    """Another process has taken over, since this one was away for longer than its claim held. Not for readers."""


def storable(text: str) -> str:
    """The text without what PostgreSQL refuses: NUL and lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def asked_of(row: Any) -> Asked:
    """A row of the table as a value."""
    return Asked(
        team=row["team"],
        event_id=row["event_id"],
        source=row["source"],
        ts=row["ts"],
        kind=Kind(row["kind"]),
        channel=row["channel"],
        thread=row["thread"],
        user=row["user"],
        user_team=row["user_team"],
        enterprise=row["enterprise"],
        text=row["text"],
        id=row["id"],
        answer=row["answer"],
        messages=row["messages"],
        attempts=row["attempts"],
        accepted=row["accepted"],
    )
