"""Conversations in the database. Not here: their turns (`turns`)."""

import secrets
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, exists, func, insert, or_, select, update

from assistant.contract import clean
from ui.archive.database import Database
from ui.archive.records import LONGEST_TITLE, Conversation
from ui.archive.schema import conversations, feedback, turns
from ui.archive.text import folded, one_line

SEARCHED_WORDS = 12


class SqlConversations:
    """`stores.Conversations` in SQL."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def start(self, owner: str, title: str) -> Conversation:
        """Begin one; the title is cut to a line."""
        now, owner = self._clock(), clean(owner)
        title = one_line(title, LONGEST_TITLE)
        started = Conversation(id=secrets.token_urlsafe(16), owner=owner, title=title, created=now, changed=now)
        with self._database.writing() as connection:
            connection.execute(
                insert(conversations).values(
                    id=started.id, owner=owner, title=title, folded=folded(title), created=now, changed=now
                )
            )
        return started

    def get(self, owner: str, conversation: str) -> Conversation | None:
        """One of the owner's, or None."""
        with self._database.reading() as connection:
            row = connection.execute(select(conversations).where(owned(owner, conversation))).first()
        return conversation_of(row) if row else None

    def list(self, owner: str, search: str = "", limit: int = 100) -> tuple[Conversation, ...]:
        """The owner's, newest first; with `search`, those that have all its words."""
        wanted = [conversations.c.owner == clean(owner)]
        for word in folded(clean(search)).split()[:SEARCHED_WORDS]:
            said = exists().where(
                turns.c.conversation == conversations.c.id,
                turns.c.replaced.is_(False),
                turns.c.folded.contains(word, autoescape=True),
            )
            wanted.append(or_(conversations.c.folded.contains(word, autoescape=True), said))
        order = conversations.c.changed.desc(), conversations.c.id
        with self._database.reading() as connection:
            rows = connection.execute(select(conversations).where(*wanted).order_by(*order).limit(limit)).all()
        return tuple(conversation_of(row) for row in rows)

    def rename(self, owner: str, conversation: str, title: str) -> bool:
        """Give it another title; False if it is not the owner's or the title is empty."""
        title = one_line(title, LONGEST_TITLE)
        if not title:
            return False
        changed = update(conversations).where(owned(owner, conversation)).values(title=title, folded=folded(title))
        with self._database.writing() as connection:
            return bool(connection.execute(changed).rowcount)

    def count(self, owner: str) -> int:
        """How many the owner has."""
        counted = select(func.count()).select_from(conversations).where(conversations.c.owner == clean(owner))
        with self._database.reading() as connection:
            return int(connection.execute(counted).scalar_one())

    def hand_over(self, owner: str, to: str) -> int:
        """Make all of an owner's somebody else's, with the thumbs that the owner gave; returns how many."""
        owner, to = clean(owner), clean(to)
        changed = update(conversations).where(conversations.c.owner == owner).values(owner=to)
        given = feedback.c.person == owner
        own = feedback.alias()
        rated = select(own.c.answer).where(own.c.person == to)  # what somebody else has said already stands
        with self._database.writing() as connection:
            moved = int(connection.execute(changed).rowcount)
            connection.execute(update(feedback).where(given, feedback.c.answer.not_in(rated)).values(person=to))
            connection.execute(delete(feedback).where(given))
        return moved

    def delete(self, owner: str, conversation: str) -> bool:
        """Delete it with its turns and all feedback on them, for good; False if it is not the owner's."""
        with self._database.writing() as connection:
            found = connection.execute(delete(conversations).where(owned(owner, conversation))).rowcount
        if found:
            self._database.scrub()
        return bool(found)

    def expire(self, before: float) -> int:
        """Delete everybody's that have not changed since a time; returns how many."""
        with self._database.writing() as connection:
            found = connection.execute(delete(conversations).where(conversations.c.changed < before)).rowcount
        if found:
            self._database.scrub()
        return int(found)


def owned(owner: str, conversation: str) -> ColumnElement[bool]:
    """The condition for one conversation of one owner."""
    return and_(conversations.c.id == clean(conversation), conversations.c.owner == clean(owner))


def conversation_of(row: "Row[Any]") -> Conversation:
    """A row as a value."""
    return Conversation(id=row.id, owner=row.owner, title=row.title, created=row.created, changed=row.changed)
