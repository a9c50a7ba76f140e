"""The database of the archive: opened at the first use, read, written, and left alone for a while after a fault.

Not here: its tables (`schema`) and what is done with them.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DataError, IntegrityError, ProgrammingError, SQLAlchemyError

from assistant.errors import SettingsError
from ui.archive.errors import ArchiveError
from ui.archive.migrate import migrate

logger = logging.getLogger(__name__)

PATIENCE = 3  # seconds that a transaction waits for another process's; an answer waits for it
REST = 5.0  # seconds after a fault in which nobody waits for the database again
OF_ONE = (DataError, IntegrityError, ProgrammingError)  # faults of one statement, which the next need not share
SETTING = "CORNER_OFFICE_DATABASE"


class Database:
    """Hands out transactions. Safe to call from several threads, and several processes may share one database."""

    def __init__(self, address: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Keep the address; nothing is opened. Raises SettingsError if it is none."""
        self.url = parsed(address)
        self.clock = clock
        self._engine: Engine | None = None
        self._opening = threading.Lock()
        # SQLite has one writer, and lets those that wait poll for their turn: this lets them queue instead.
        self._turn = threading.Lock()
        self._resting: dict[str, tuple[float, ArchiveError]] = {}

    def open(self) -> None:
        """Open the database and bring its tables up to date.

        Raises:
            NewerArchiveError: a newer program has been here.
            ArchiveError: it cannot be opened now.
        """
        with self._faults("open"):
            self._opened()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed at the end of the block, or rolled back by an error in it."""
        with self._faults("write"):
            engine = self._opened()
            if engine.dialect.name != "sqlite":
                with engine.begin() as connection:
                    yield connection
                return
            if not self._turn.acquire(timeout=PATIENCE):
                raise ArchiveError(sentence("too many write to it at once"))
            try:
                with engine.begin() as connection:
                    yield connection
            finally:
                self._turn.release()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that only reads."""
        with self._faults("read"), self._opened().connect().execution_options(reads=True) as connection:
            yield connection

    def scrub(self) -> None:
        """Let nothing that was deleted stand in SQLite's files: its journal keeps pages until it is folded in."""
        if self.url.get_backend_name() != "sqlite":
            return
        with self._faults("scrub"), self._opened().connect().execution_options(reads=True) as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close all connections."""
        if self._engine is not None:
            self._engine.dispose()

    def _opened(self) -> Engine:
        with self._opening:
            if self._engine is None:
                self._engine = opened(self.url)
            return self._engine

    @contextmanager
    def _faults(self, kind: str) -> Iterator[None]:
        """Word the library's errors, and raise the last of a kind again at once while the database rests from it."""
        until, fault = self._resting.get(kind, (0.0, None))
        if fault is not None and self.clock() < until:
            raise fault
        try:
            yield
        except (SQLAlchemyError, OSError, ImportError) as error:
            reason = str(getattr(error, "orig", None) or error).splitlines()[0]
            new = ArchiveError(sentence(reason))
            if fault is None:
                logger.error("%s", new)
            if not isinstance(error, OF_ONE):
                self._resting[kind] = self.clock() + REST, new
            raise new from error
        else:
            self._resting.pop(kind, None)


def sentence(reason: str) -> str:
    """What is said of a fault."""
    return (
        f"The archive of conversations cannot be used now ({reason}). Answers come all the same and are not kept; "
        f"mend the database that {SETTING} names, or archive.sqlite3 in the home."
    )


def parsed(address: str) -> URL:
    """The address as a URL. Raises SettingsError if it is none."""
    try:
        url = make_url(address)
        url.get_dialect()
    except (ArgumentError, ImportError, SQLAlchemyError) as error:
        raise SettingsError(
            f"{SETTING} is not the address of a database that can be used here ({type(error).__name__}). Write it as "
            "postgresql+psycopg://user:password@host/name, or remove it to keep a file in the home."
        ) from error
    return url


def opened(url: URL) -> Engine:
    """The engine of a database whose tables are up to date."""
    options: dict[str, Any] = {"pool_pre_ping": True, "pool_timeout": PATIENCE}
    if url.get_backend_name() == "sqlite":
        if url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        options = {"connect_args": {"timeout": PATIENCE}, "pool_timeout": PATIENCE}
    elif url.get_backend_name() == "postgresql":
        options["connect_args"] = {"connect_timeout": PATIENCE}
    engine = create_engine(url, pool_size=8, max_overflow=32, hide_parameters=True, **options)
    try:
        if url.get_backend_name() == "sqlite":
            event.listen(engine, "connect", set_up_sqlite)
            event.listen(engine, "begin", begin)
        with engine.begin() as connection:
            migrate(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


def set_up_sqlite(connection: Any, _record: object) -> None:
    """Let readers not wait for the writer, what is committed outlive a power cut, and what is deleted be overwritten.

    BEGIN is left to `begin`.
    """
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def begin(connection: Connection) -> None:
    """Take the write lock at once: one taken later fails without waiting when another process was quicker."""
    if not connection.get_execution_options().get("reads"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
