"""The routes of history by themselves, each client a browser of its own."""

import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from assistant.contract import answer_to_json
from assistant.vocabulary import Question
from ui.archive.database import Database
from ui.archive.opening import archive_of
from ui.history.history import History
from ui.history.mount import mount_history
from ui.people import BrowserCookie, People, person_of
from ui.shelf import Shelf

KEY = b"k" * 32


@pytest.fixture
def database(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/archive.sqlite3")
    yield database
    database.close()


@pytest.fixture
def archive(database):
    return archive_of(database)


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def app(archive, desk, shelf):
    app = FastAPI()
    mount_history(app, History(archive=archive, days=90), desk, shelf, KEY)

    @app.get("/who", include_in_schema=False)
    def who(request: Request):
        return person_of(request).id

    return People(app, BrowserCookie(KEY))


@pytest.fixture
def client(app):
    return TestClient(app)


@pytest.fixture
def stranger(app):
    return TestClient(app)


@pytest.fixture
def answered(desk, shelf):
    """The contract's JSON of a scripted answer, and its version on the shelf."""

    def answer(text):
        shelf.keep(desk.scripted.index)
        return answer_to_json(desk.scripted.ask(Question(text=text)))

    return answer


@pytest.fixture
def keep(archive, client, answered):
    """Keep turns in one conversation of the client's; returns them."""

    def kept(*texts):
        owner = client.get("/who").json()
        conversation = archive.conversations.start(owner, texts[0])
        return [archive.turns.add(conversation.id, text, answered(text)) for text in texts]

    return kept
