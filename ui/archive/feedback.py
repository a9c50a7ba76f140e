"""Feedback on answers in the database. Not here: how it is grouped for editors (`review`)."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from assistant.contract import clean
from ui.archive.database import Database
from ui.archive.records import LONGEST_COMMENT, Feedback, Rated, Reason, State, Thumb
from ui.archive.schema import feedback as table
from ui.archive.schema import turns
from ui.archive.text import dumped
from ui.archive.turns import turn_of


class SqlFeedback:
    """`stores.FeedbackStore` in SQL."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def give(self, feedback: Feedback) -> Feedback | None:
        """Keep a person's feedback in the place of an earlier one; None if there is no such answer."""
        answer, person = clean(feedback.answer), clean(feedback.person)
        with self._database.writing() as connection:
            row = connection.execute(select(turns).where(turns.c.id == answer)).first()
            if row is None:
                return None
            turn = turn_of(row)
            given = replace(
                feedback,
                answer=answer,
                person=person,
                comment=clean(feedback.comment).strip()[:LONGEST_COMMENT],
                version=turn.version,
                evidence=tuple(turn.answer.get("citations", ())),
                given=self._clock(),
                state=State.OPEN,
            )
            connection.execute(delete(table).where(table.c.answer == answer, table.c.person == person))
            connection.execute(
                insert(table).values(
                    answer=answer,
                    person=person,
                    thumb=given.thumb.value,
                    reason=given.reason.value if given.reason else "",
                    comment=given.comment,
                    version=given.version,
                    evidence=dumped(given.evidence),
                    given=given.given,
                    state=given.state.value,
                )
            )
        return given

    def take_back(self, answer: str, person: str) -> bool:
        """Delete a person's feedback; False if there was none."""
        gone = delete(table).where(table.c.answer == clean(answer), table.c.person == clean(person))
        with self._database.writing() as connection:
            found = connection.execute(gone).rowcount
        if found:
            self._database.scrub()
        return bool(found)

    def by(self, person: str, answers: Sequence[str]) -> tuple[Feedback, ...]:
        """A person's feedback on some answers."""
        wanted = select(table).where(
            table.c.person == clean(person), table.c.answer.in_([clean(one) for one in answers])
        )
        with self._database.reading() as connection:
            rows = connection.execute(wanted.order_by(table.c.given)).all()
        return tuple(feedback_of(row) for row in rows)

    def bad(self, state: State = State.OPEN, limit: int = 1000) -> tuple[Rated, ...]:
        """Everybody's thumbs down with their turns, newest first."""
        wanted = select(table).where(table.c.thumb == Thumb.DOWN.value, table.c.state == state.value)
        with self._database.reading() as connection:
            given = connection.execute(wanted.order_by(table.c.given.desc(), table.c.answer).limit(limit)).all()
            about = {row.answer for row in given}
            rows = connection.execute(select(turns).where(turns.c.id.in_(about))).all()
        asked = {row.id: turn_of(row) for row in rows}
        return tuple(Rated(feedback=feedback_of(row), turn=asked[row.answer]) for row in given if row.answer in asked)

    def settle(self, answers: Sequence[str], state: State = State.DONE) -> int:
        """Mark all feedback on some answers as looked at, or open again; returns how many there were."""
        marked = update(table).where(table.c.answer.in_([clean(one) for one in answers])).values(state=state.value)
        with self._database.writing() as connection:
            return int(connection.execute(marked).rowcount)


def feedback_of(row: "Row[Any]") -> Feedback:
    """A row as a value."""
    return Feedback(
        answer=row.answer,
        person=row.person,
        thumb=Thumb(row.thumb),
        reason=Reason(row.reason) if row.reason else None,
        comment=row.comment,
        version=row.version,
        evidence=tuple(json.loads(row.evidence)),
        given=row.given,
        state=State(row.state),
    )
