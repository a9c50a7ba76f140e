"""A page that only says who asks, behind the door, with accounts whose passwords are hashed quickly."""

import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.people import person_of
from ui.signin.accounts import Accounts
from ui.signin.door import Rules
from ui.signin.entrance import Entrance
from ui.signin.keys import Keys
from ui.signin.pace import Pace
from ui.signin.sessions import Sessions

PASSWORD = "correct horse battery"
KEY = b"k" * 32


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


async def echo(request: Request) -> JSONResponse:
    person = person_of(request)
    return JSONResponse({"id": person.id, "editor": person.is_editor})


def small_app(entrance: Entrance):
    paths = (
        "/",
        "/deep/page",
        "/healthz",
        "/readyz",
        "/metrics",
        "/api/ask",
        "/gradio_api/queue/join",
        "/openapi.json",
    )
    ours = [Route(path, echo, methods=["GET", "POST"]) for path in paths if path not in ("/healthz", "/readyz")]

    async def well(request: Request) -> JSONResponse:
        return JSONResponse({"well": True})

    return entrance.around(Starlette(routes=[*ours, *(Route(path, well) for path in paths[2:4]), *entrance.routes]))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def accounts(tmp_path):
    accounts = Accounts(tmp_path / "users.json", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    accounts.add("ada", ("reader", "editor"), PASSWORD)
    accounts.add("bob", ("reader",), PASSWORD)
    return accounts


@pytest.fixture
def sessions(tmp_path, clock):
    sessions = Sessions(tmp_path / "sessions.sqlite3", 12, clock)
    yield sessions
    sessions.close()


@pytest.fixture
def entrance(accounts, sessions):
    """Makes an entrance with sign-in by accounts."""

    def make(questions: int = 0, public: str = "", provider=None) -> Entrance:
        keys = Keys(accounts, sessions, key=KEY, secure=public.startswith("https:"))
        return Entrance(key=KEY, rules=Rules(pace=Pace(questions), keys=keys, public=public), provider=provider)

    return make


@pytest.fixture
def visitor():
    """Makes a browser on an entrance; it follows no redirect, so that tests see it."""

    def make(entrance: Entrance, base_url: str = "http://testserver") -> TestClient:
        return TestClient(small_app(entrance), base_url=base_url, follow_redirects=False)

    return make


@pytest.fixture
def enter():
    """Signs a browser in."""

    def sign_in(visitor: TestClient, name: str = "ada", password: str = PASSWORD, **more: str):
        return visitor.post("/signin", data={"name": name, "password": password, **more})

    return sign_in
