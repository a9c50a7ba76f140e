"""Sessions: who signed in with which cookie, until when. In SQLite, so that a restart signs nobody out.

Only hashes of the cookies are stored. Not here: the cookie itself (`cookies`), who may pass (`door`).
"""

import secrets
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import time

from assistant.errors import CornerOfficeError
from ui.people import Person, Role

HOUR = 3600  # seconds
LONGEST = 14 * 24 * HOUR  # of a session, however often it is used
TOUCHED = 300  # seconds between two writes of a session's last use
TABLE = """
CREATE TABLE IF NOT EXISTS sessions (
  hash TEXT PRIMARY KEY, person TEXT NOT NULL, name TEXT NOT NULL, roles TEXT NOT NULL, stamp TEXT NOT NULL,
  began REAL NOT NULL, used REAL NOT NULL, hint TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID
"""


class SessionError(CornerOfficeError):
    """The sessions' file cannot be used."""


@dataclass(frozen=True, kw_only=True)
class Session:
    """A person who has signed in; `stamp` says which state of the account, and is empty without an account.

    `hint` is what an OIDC provider takes to know whom it is to sign out, or empty.
    """

    person: Person
    stamp: str
    hint: str = ""


class Sessions:
    """The sessions of one server; may be called from many threads."""

    def __init__(self, path: Path, idle_hours: int, clock: Callable[[], float] = time) -> None:
        """Open or make the file. Raises SessionError."""
        self._idle = idle_hours * HOUR
        self._clock = clock
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute(TABLE)
            columns = {row[1] for row in self._database.execute("PRAGMA table_info(sessions)")}
            if "hint" not in columns:  # a file of an earlier release
                self._database.execute("ALTER TABLE sessions ADD COLUMN hint TEXT NOT NULL DEFAULT ''")
        except (OSError, sqlite3.Error) as error:
            what = f"{path} cannot be used for sessions: {error}."
            raise SessionError(f"{what} Move it away, and everyone signs in anew.") from error

    def begin(self, person: Person, stamp: str = "", hint: str = "") -> str:
        """Begin a session with a new, unguessable cookie value, which is returned; expired ones are dropped."""
        value = secrets.token_urlsafe(32)
        now = self._clock()
        roles = " ".join(sorted(person.roles))
        with self._lock:
            self._database.execute(
                "DELETE FROM sessions WHERE used < ? OR began < ?", (now - self._idle, now - LONGEST)
            )
            row = (hashed(value), person.id, person.name, roles, stamp, now, now, hint)
            self._database.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        return value

    def find(self, value: str) -> Session | None:
        """The session of a cookie value, if it has neither ended nor expired."""
        if not value:
            return None
        now = self._clock()
        with self._lock:
            query = "SELECT person, name, roles, stamp, began, used, hint FROM sessions WHERE hash = ?"
            with closing(self._database.execute(query, (hashed(value),))) as found:
                row = found.fetchone()
            if row is None or row[5] < now - self._idle or row[4] < now - LONGEST:
                return None
            if row[5] < now - TOUCHED:
                self._database.execute("UPDATE sessions SET used = ? WHERE hash = ?", (now, hashed(value)))
        roles = frozenset(Role(role) for role in row[2].split())
        return Session(person=Person(id=row[0], name=row[1], roles=roles), stamp=row[3], hint=row[6])

    def end(self, value: str) -> None:
        """End the session of a cookie value, if there is one."""
        with self._lock:
            self._database.execute("DELETE FROM sessions WHERE hash = ?", (hashed(value),))

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def hashed(value: str) -> str:
    """What is stored of a cookie value."""
    return sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
