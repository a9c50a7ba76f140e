"""The messages of answers on their way to Slack, each noted before it is sent. Not here: the sending (`deliver`)."""

from typing import Any

from sqlalchemy import exists, func, select, update

from ui.slack.asked import Asked, Reply, ReplyState, State
from ui.slack.database import Database
from ui.slack.inbox import LostClaimError
from ui.slack.schema import events, replies


class Outbox:
    """Keeps each reply's state. `owner` as in the inbox: a reply begins only while its event's claim holds."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def replies(self, asked: Asked) -> tuple[Reply, ...]:
        """What has been begun for an event, in order."""
        query = select(replies).where(replies.c.event == asked.id).order_by(replies.c.number)
        with self._database.reading() as connection:
            return tuple(reply_of(row) for row in connection.execute(query).mappings())

    def begin(self, asked: Asked, message: int, start: int = 0, *, streamed: bool) -> Reply:
        """Note that a message is about to be sent. Raises LostClaimError if another process has taken over."""
        with self._database.writing() as connection:
            self._hold(connection, asked)
            last = connection.execute(
                select(func.max(replies.c.number)).where(replies.c.event == asked.id)
            ).scalar_one()
            number = 0 if last is None else last + 1
            connection.execute(
                replies.insert(),
                {
                    "event": asked.id,
                    "number": number,
                    "message": message,
                    "start": start,
                    "streamed": streamed,
                    "state": ReplyState.SENDING.value,
                },
            )
        return Reply(
            number=number, message=message, start=start, end=-1, streamed=streamed, ts="", state=ReplyState.SENDING
        )

    def note(self, asked: Asked, reply: Reply, state: ReplyState, **values: Any) -> None:
        """Note how far a reply has come: `ts`, `end`."""
        with self._database.writing() as connection:
            connection.execute(
                update(replies)
                .where(replies.c.event == asked.id, replies.c.number == reply.number)
                .values(state=state.value, **values)
            )

    def drop(self, asked: Asked, reply: Reply) -> None:
        """Forget a reply that has not reached Slack."""
        with self._database.writing() as connection:
            connection.execute(replies.delete().where(replies.c.event == asked.id, replies.c.number == reply.number))

    def known(self, asked: Asked) -> frozenset[str]:
        """The ts of every reply that is noted for the thread of an event."""
        query = (
            select(replies.c.ts)
            .join(events, events.c.id == replies.c.event)
            .where(events.c.team == asked.team, events.c.channel == asked.channel, events.c.thread == asked.thread)
            .where(replies.c.ts != "")
        )
        with self._database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def _hold(self, connection: Any, asked: Asked) -> None:
        held = exists().where(
            events.c.id == asked.id, events.c.owner == self._owner, events.c.state == State.WORKING.value
        )
        if not connection.execute(select(held)).scalar_one():
            raise LostClaimError(asked.key)


def reply_of(row: Any) -> Reply:
    """A row of the table as a value."""
    return Reply(
        number=row["number"],
        message=row["message"],
        start=row["start"],
        end=row["end"],
        streamed=row["streamed"],
        ts=row["ts"],
        state=ReplyState(row["state"]),
    )
