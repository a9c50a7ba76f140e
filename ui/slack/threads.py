"""What has been asked and answered in each thread, what readers thought of it, and forgetting both in time.

Not here: what is still to be answered (`inbox`).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from ui.slack.asked import Asked
from ui.slack.database import Database
from ui.slack.inbox import open_states, storable
from ui.slack.schema import answers, events, feedback, replies

TURNS = 20  # the latest questions of a thread that an answer takes into account
DAY = 86_400.0


@dataclass(frozen=True, kw_only=True)
class Answered:
    """An answer as it is kept; `user` asked."""

    id: str
    team: str
    channel: str
    thread: str
    user: str
    question: str
    text: str
    outcome: str
    version: str


class Threads:
    """Keeps conversations and feedback."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def joined(self, team: str, channel: str, thread: str) -> bool:
        """Whether the bot has been asked in a thread."""
        query = select(events.c.id).where(events.c.team == team, events.c.channel == channel, events.c.thread == thread)
        with self._database.reading() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def earlier(self, asked: Asked) -> tuple[str, ...]:
        """The questions of a thread before one, oldest first, at most 20."""
        query = (
            select(answers.c.question)
            .where(answers.c.team == asked.team, answers.c.channel == asked.channel)
            .where(answers.c.thread == asked.thread, answers.c.event < asked.id)
            .order_by(answers.c.event.desc())
            .limit(TURNS)
        )
        with self._database.reading() as connection:
            return tuple(reversed(connection.execute(query).scalars().all()))

    def keep(self, asked: Asked, answered: Answered) -> None:
        """Keep an answer; one that is kept already stays as it is."""
        row = {
            "id": answered.id,
            "event": asked.id,
            "team": answered.team,
            "channel": answered.channel,
            "thread": answered.thread,
            "user": answered.user,
            "question": storable(answered.question),
            "text": storable(answered.text),
            "outcome": answered.outcome,
            "version": answered.version,
            "created": self._clock(),
        }
        try:
            with self._database.writing() as connection:
                connection.execute(answers.insert(), row)
        except IntegrityError:
            return

    def answered(self, team: str, answer: str) -> Answered | None:
        """An answer that the workspace got; None if it is not kept any more."""
        query = select(answers).where(answers.c.id == answer, answers.c.team == team)
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
        names = Answered.__dataclass_fields__
        return None if row is None else Answered(**{name: row[name] for name in names})

    def rate(self, team: str, answer: str, user: str, verdict: str) -> None:
        """Keep what a reader thinks of an answer, "good" or "bad"; the latest counts."""
        with self._database.writing() as connection:
            mine = (feedback.c.answer == answer, feedback.c.user == user)
            if connection.execute(update(feedback).where(*mine).values(verdict=verdict)).rowcount:
                return
            row = {"answer": answer, "user": user, "team": team, "verdict": verdict, "created": self._clock()}
            connection.execute(feedback.insert(), row)

    def comment(self, team: str, answer: str, user: str, text: str) -> None:
        """Keep what a reader says to that."""
        with self._database.writing() as connection:
            connection.execute(
                update(feedback)
                .where(feedback.c.answer == answer, feedback.c.user == user, feedback.c.team == team)
                .values(comment=storable(text))
            )

    def forget_old(self, days: int) -> int:
        """Delete what is older than so many days and finished; returns how many questions that was."""
        limit = self._clock() - days * DAY
        with self._database.writing() as connection:
            old = select(events.c.id).where(events.c.accepted < limit, events.c.state.not_in(open_states))
            connection.execute(replies.delete().where(replies.c.event.in_(old)))
            connection.execute(answers.delete().where(answers.c.created < limit))
            connection.execute(feedback.delete().where(feedback.c.created < limit))
            return connection.execute(
                events.delete().where(events.c.accepted < limit, events.c.state.not_in(open_states))
            ).rowcount

    def forget_message(self, team: str, channel: str, ts: str) -> None:
        """Delete a question that its writer has deleted, and its answer's text; what is known of retries stays."""
        asked = select(events.c.id).where(events.c.team == team, events.c.source == channel, events.c.ts == ts)
        with self._database.writing() as connection:
            connection.execute(answers.delete().where(answers.c.event.in_(asked)))
            connection.execute(
                update(events)
                .where(events.c.team == team, events.c.source == channel, events.c.ts == ts)
                .where(events.c.state.not_in(open_states))
                .values(text="")
            )

    def forget_team(self, team: str) -> None:
        """Delete everything of a workspace that has removed the bot."""
        with self._database.writing() as connection:
            mine = select(events.c.id).where(events.c.team == team)
            connection.execute(replies.delete().where(replies.c.event.in_(mine)))
            for table in (answers, feedback, events):
                connection.execute(table.delete().where(table.c.team == team))
