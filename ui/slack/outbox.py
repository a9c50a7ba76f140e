"""The messages of answers on their way to Slack, each noted before it is sent. Not here: the sending (`deliver`)."""

from typing import Any

from sqlalchemy import Boolean, Integer, bindparam, func, insert, literal, select, update

from ui.slack.asked import Asked, Reply, ReplyState, State
from ui.slack.database import Database
from ui.slack.inbox import LostClaimError
from ui.slack.schema import events, replies

# Made once: SQLAlchemy takes longer to put a statement together than to run it.
BEGIN = (
    insert(replies)
    .from_select(
        ["event", "number", "message", "start", "end", "streamed", "ts", "state"],
        select(
            events.c.id,
            select(func.coalesce(func.max(replies.c.number), -1) + 1)
            .where(replies.c.event == bindparam("asked"))
            .scalar_subquery(),
            bindparam("message", type_=Integer),
            bindparam("start", type_=Integer),
            literal(-1),
            bindparam("streamed", type_=Boolean),
            literal(""),
            literal(ReplyState.SENDING.value),
        ).where(
            events.c.id == bindparam("asked"),
            events.c.owner == bindparam("owner"),
            events.c.state == State.WORKING.value,
        ),
    )
    .returning(replies.c.number)
)
NOTE = (
    update(replies)
    .where(replies.c.event == bindparam("asked"), replies.c.number == bindparam("reply"))
    .values(state=bindparam("now"), ts=bindparam("stands"), end=bindparam("until"))
)


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
        values = {
            "asked": asked.id,
            "owner": self._owner,
            "message": message,
            "start": start,
            "streamed": streamed,
        }
        with self._database.writing() as connection:
            number = connection.execute(BEGIN, values).scalar()
        if number is None:
            raise LostClaimError(asked.key)
        return Reply(
            number=number, message=message, start=start, end=-1, streamed=streamed, ts="", state=ReplyState.SENDING
        )

    def note(self, asked: Asked, reply: Reply) -> None:
        """Note how far a reply has come."""
        values = {
            "asked": asked.id,
            "reply": reply.number,
            "now": reply.state.value,
            "stands": reply.ts,
            "until": reply.end,
        }
        with self._database.writing() as connection:
            connection.execute(NOTE, values)

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
