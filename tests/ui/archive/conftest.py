"""An archive in a SQLite file of its own, and in PostgreSQL where there is one; with a clock that the test moves."""

from itertools import count

import postgres
import pytest

from ui.archive.database import Database
from ui.archive.opening import archive_of


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "archive.sqlite3"


SCHEMAS = count()


@pytest.fixture(scope="session")
def server():
    """The address of a PostgreSQL server."""
    if why := postgres.missing():
        pytest.skip(why)
    with postgres.running() as address:
        yield address


@pytest.fixture
def own_schema(server):
    """The address of an empty part of it."""
    import psycopg

    name = f"archive_{next(SCHEMAS)}"
    with psycopg.connect(server.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}?options=-csearch_path%3D{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, file):
    sqlite = request.param == "sqlite"
    database = Database(f"sqlite:///{file}" if sqlite else request.getfixturevalue("own_schema"))
    yield database
    database.close()


@pytest.fixture
def archive(database, clock):
    return archive_of(database, clock)


def answered(text="A CMO reports to the CEO. [1]", outcome="answered", version="v1"):
    citation = {"marker": 1, "article": "two-chiefs", "quote": "The CMO reports to the CEO.", "start": 5, "end": 32}
    return {"answer": text, "outcome": outcome, "version": version, "citations": [citation]}


@pytest.fixture
def answer():
    return answered
