"""An archive in a SQLite file of its own, with a clock that the test moves."""

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


@pytest.fixture
def database(file):
    database = Database(f"sqlite:///{file}")
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
