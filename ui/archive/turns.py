"""Turns in the database: questions with their answers. Not here: feedback on them (`feedback`)."""

import json
import secrets
import time
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from assistant.contract import clean
from assistant.vocabulary import Outcome
from ui.archive.database import Database
from ui.archive.errors import ArchiveError
from ui.archive.records import Json, State, Turn
from ui.archive.schema import conversations, turns
from ui.archive.text import cleaned, dumped, folded

UNANSWERED = (Outcome.NOT_COVERED.value, Outcome.PARTLY_ANSWERED.value)


class SqlTurns:
    """`stores.Turns` in SQL."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def add(self, conversation: str, question: str, answer: Json, *, after: str | None = None) -> Turn:
        """Keep a finished turn at the end of its conversation, or in the place of what stood behind `after`."""
        now = self._clock()
        conversation, question, answer = clean(conversation), clean(question), cleaned(answer)
        with self._database.writing() as connection:
            touched = connection.execute(
                update(conversations).where(conversations.c.id == conversation).values(changed=now)
            )
            if not touched.rowcount:
                raise ArchiveError("The conversation has been deleted meanwhile. Ask again to begin a new one.")
            if after is not None:
                replace(connection, conversation, after)
            last = select(func.max(turns.c.number)).where(turns.c.conversation == conversation)
            highest = connection.execute(last.where(turns.c.replaced.is_(False))).scalar()
            turn = Turn(
                id=secrets.token_urlsafe(16),
                conversation=conversation,
                number=0 if highest is None else highest + 1,
                question=question,
                answer=answer,
                version=str(answer.get("version", "")),
                outcome=str(answer.get("outcome", "")),
                asked=now,
            )
            connection.execute(
                insert(turns).values(
                    id=turn.id,
                    conversation=conversation,
                    number=turn.number,
                    question=question,
                    answer=dumped(answer),
                    folded=folded(question, str(answer.get("answer", ""))),
                    version=turn.version,
                    outcome=turn.outcome,
                    asked=now,
                    replaced=False,
                    state=State.OPEN.value,
                )
            )
        return turn

    def get(self, turn: str) -> Turn | None:
        """The turn whose answer has this id, whoever asked it, replaced or not."""
        with self._database.reading() as connection:
            row = connection.execute(select(turns).where(turns.c.id == clean(turn))).first()
        return turn_of(row) if row else None

    def of(self, conversation: str) -> tuple[Turn, ...]:
        """The turns of a conversation in order, without the replaced ones."""
        wanted = select(turns).where(turns.c.conversation == clean(conversation), turns.c.replaced.is_(False))
        with self._database.reading() as connection:
            rows = connection.execute(wanted.order_by(turns.c.number, turns.c.asked)).all()
        return tuple(turn_of(row) for row in rows)

    def unanswered(self, state: State = State.OPEN, limit: int = 1000) -> tuple[Turn, ...]:
        """Everybody's turns that the articles answered in part or not at all, newest first."""
        wanted = select(turns).where(turns.c.outcome.in_(UNANSWERED), turns.c.state == state.value)
        with self._database.reading() as connection:
            rows = connection.execute(wanted.order_by(turns.c.asked.desc(), turns.c.id).limit(limit)).all()
        return tuple(turn_of(row) for row in rows)

    def settle(self, turns_: Sequence[str], state: State = State.DONE) -> int:
        """Mark turns as looked at, or open again; returns how many there were."""
        marked = update(turns).where(turns.c.id.in_([clean(turn) for turn in turns_])).values(state=state.value)
        with self._database.writing() as connection:
            return int(connection.execute(marked).rowcount)


def replace(connection: Connection, conversation: str, after: str) -> None:
    """Mark what stands behind a turn as replaced; "" is the beginning, and an unknown turn changes nothing."""
    number: int | None = -1
    if after:
        found = select(turns.c.number).where(turns.c.conversation == conversation, turns.c.id == clean(after))
        number = connection.execute(found).scalar()
    if number is None:
        return
    behind = turns.c.conversation == conversation, turns.c.number > number
    connection.execute(update(turns).where(*behind).values(replaced=True))


def turn_of(row: "Row[Any]") -> Turn:
    """A row as a value."""
    return Turn(
        id=row.id,
        conversation=row.conversation,
        number=row.number,
        question=row.question,
        answer=json.loads(row.answer),
        version=row.version,
        outcome=row.outcome,
        asked=row.asked,
        replaced=row.replaced,
        state=State(row.state),
    )
