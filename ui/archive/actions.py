"""The editors' log in the database. Not here: who may read it."""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import insert, select

from ui.archive.database import Database
from ui.archive.records import Action
from ui.archive.schema import actions
from ui.archive.text import cleaned, dumped, one_line


class SqlActions:
    """`stores.Actions` in SQL."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def log(self, who: str, what: str, details: Mapping[str, Any] | None = None) -> Action:
        """Write down that a person did something now."""
        done = Action(
            who=one_line(who, 255), when=self._clock(), what=one_line(what, 80), details=cleaned(details or {})
        )
        with self._database.writing() as connection:
            connection.execute(
                insert(actions).values(who=done.who, at=done.when, what=done.what, details=dumped(done.details))
            )
        return done

    def list(self, limit: int = 100) -> tuple[Action, ...]:
        """The latest actions, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(actions).order_by(actions.c.id.desc()).limit(limit)).all()
        return tuple(Action(who=row.who, when=row.at, what=row.what, details=json.loads(row.details)) for row in rows)
