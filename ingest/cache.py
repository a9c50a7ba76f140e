"""The vectors of texts that were embedded before, in one SQLite file. Only a cache: it may be deleted at any time.

Not here: which texts are embedded (`nodes`), and by what (`embed`).
"""

import hashlib
import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

import numpy as np

from assistant.store.embedding import Vectors
from assistant.store.vectors import unit_rows

logger = logging.getLogger(__name__)

WAIT = 5.0  # seconds for another connection's write
VARIABLES = 500  # in one query; SQLite itself takes 999 or more


def cache_key(embedder: str, text: str) -> bytes:
    """What a vector is kept under: the same text has another vector with another embedder."""
    return hashlib.sha256(embedder.encode() + b"\0" + text.encode()).digest()


class VectorCache:
    """Vectors by key, each write a transaction of its own. Made by `open_cache`; one thread at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        """The vectors of the keys that are known, each of shape (dimensions,); a damaged one counts as unknown."""
        found: dict[bytes, Vectors] = {}
        for first in range(0, len(keys), VARIABLES):
            part = keys[first : first + VARIABLES]
            marks = ",".join("?" * len(part))
            for key, blob in self._connection.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part):
                if len(blob) % 4 == 0:
                    found[key] = np.frombuffer(blob, dtype="<f4").astype(np.float32)
        return {key: vector for key, vector in found.items() if vector.size and unit_rows(vector[None, :])}

    def put(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        """Keep row i of `vectors` under `keys[i]`."""
        blobs = (row.astype("<f4").tobytes() for row in vectors)
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO vectors (key, vector) VALUES (?, ?)", zip(keys, blobs, strict=True)
            )


@contextmanager
def open_cache(path: Path) -> Iterator[VectorCache]:
    """Open the cache for the block; a file that is not a sound database is set aside and a new one begun."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = connect(path)
    except sqlite3.OperationalError:
        raise  # locked, full or read-only: the file itself may be sound
    except sqlite3.DatabaseError as error:
        aside = set_aside(path)
        logger.warning(
            "The vector cache %s was damaged (%s); it is now %s and a new one was begun.", path, error, aside
        )
        connection = connect(path)
    with closing(connection):
        yield VectorCache(connection)


def connect(path: Path) -> sqlite3.Connection:
    """Open and check the database. Raises sqlite3.DatabaseError if it is damaged."""
    connection = sqlite3.connect(path, timeout=WAIT)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # a power failure may cost the last vectors, nothing more
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(str(verdict).splitlines()[0])
        connection.execute(
            "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
        )
    except BaseException:
        connection.close()
        raise
    return connection


def set_aside(path: Path) -> Path:
    """Rename a damaged database to the first free `<name>.damaged-<n>`, and drop its log."""
    aside = next(name for n in count(1) if not (name := path.with_name(f"{path.name}.damaged-{n}")).exists())
    path.rename(aside)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return aside
