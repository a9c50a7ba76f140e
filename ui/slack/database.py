"""The database that the bot keeps its state in: opened, read, written. Not here: its tables (`schema`)."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from assistant.errors import SettingsError
from assistant.settings import Settings
from ui.slack.schema import metadata

FILE = "slack.sqlite3"
PATIENCE = 30  # seconds that a write waits for another process's


class Database:
    """Hands out transactions. Safe to call from several threads, and several processes may share one database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # SQLite has one writer, and lets those that wait poll for their turn: this lets them queue instead.
        self._turn = threading.Lock()

    @classmethod
    def from_settings(cls, settings: Settings) -> "Database":
        """Open the database that the settings name and make its tables. Raises SettingsError."""
        return cls(open_engine(settings.slack_database or f"sqlite:///{settings.home / FILE}"))

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed at the end of the block, or rolled back by an error in it."""
        if self.engine.dialect.name != "sqlite":
            with self.engine.begin() as connection:
                yield connection
            return
        with self._turn, self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that only reads."""
        with self.engine.connect().execution_options(reads=True) as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_engine(address: str) -> Engine:
    """The engine of a database, its tables made. Raises SettingsError if it cannot be opened."""
    try:
        url = make_url(address)
        options: dict[str, Any] = {"pool_pre_ping": True}
        if url.get_backend_name() == "sqlite":
            if url.database:
                Path(url.database).parent.mkdir(parents=True, exist_ok=True)
            options = {"connect_args": {"timeout": PATIENCE}}
        engine = create_engine(url, pool_size=8, max_overflow=64, hide_parameters=True, **options)
        if url.get_backend_name() == "sqlite":
            event.listen(engine, "connect", set_up_sqlite)
            event.listen(engine, "begin", begin)
        metadata.create_all(engine)
    except (ArgumentError, ImportError, OSError, SQLAlchemyError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise SettingsError(
            f"The Slack bot's database cannot be opened ({reason}). Mend CORNER_OFFICE_SLACK_DATABASE, or remove it."
        ) from error
    return engine


def set_up_sqlite(connection: Any, _record: object) -> None:
    """Let readers not wait for the writer, let what is committed outlive a power cut, and leave BEGIN to `begin`."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def begin(connection: Connection) -> None:
    """Take the write lock at once: one taken later fails without waiting when another process was quicker."""
    if not connection.get_execution_options().get("reads"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
