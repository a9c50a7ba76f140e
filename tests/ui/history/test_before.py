"""What a browser asked before its person signed in: offered to that person, and taken over only if they say so."""

import json

import pytest
from starlette.testclient import TestClient

from ui.people import IN_SCOPE, Person, Role


def as_person(app, name="ada"):
    """The app as somebody who has signed in sees it."""
    person = Person(id=f"user:{name}", name=name, roles=frozenset({Role.READER}))

    async def let_in(scope, receive, send):
        await app({**scope, IN_SCOPE: person} if scope["type"] == "http" else scope, receive, send)

    return let_in


@pytest.fixture
def ada(app, client, keep):
    """Signed in, in a browser that has asked two questions in two conversations before."""
    keep("What does a CMO do?")
    keep("How do they compare?")
    return TestClient(as_person(app), cookies=client.cookies)


def settle(client, take):
    return client.post("/history/before", content=json.dumps({"take": take}))


def titles(client):
    return [one["title"] for one in client.get("/history").json()["conversations"]]


def test_what_was_asked_before_is_counted_and_not_shown(ada):
    shown = ada.get("/history").json()
    assert (shown["before"], shown["conversations"]) == (2, [])


def test_taken_over_it_is_the_person_s_alone_and_asked_about_no_more(ada, client):
    answer = settle(ada, take=True)
    assert answer.json() == {"taken": 2}
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert titles(ada) == ["How do they compare?", "What does a CMO do?"]
    assert ada.get("/history").json()["before"] == 0
    assert titles(client) == []


def test_what_is_not_theirs_stays_whose_it_was(ada, client):
    cookies = dict(client.cookies)
    assert settle(ada, take=False).json() == {"taken": 0}
    assert titles(ada) == []
    assert ada.get("/history").json()["before"] == 0  # the cookie is gone from this browser
    assert len(titles(TestClient(client.app, cookies=cookies))) == 2


def test_nobody_takes_over_what_another_browser_asked(app, ada):
    other = TestClient(as_person(app, "eve"))
    assert other.get("/history").json()["before"] == 0
    assert settle(other, take=True).status_code == 422
    assert ada.get("/history").json()["before"] == 2


def test_a_forged_cookie_is_nobody_s(app, ada):
    name = next(name for name in ada.cookies if "browser" in name)
    forged = TestClient(as_person(app, "eve"), cookies={name: ada.cookies[name][:-3] + "xyz"})
    assert forged.get("/history").json()["before"] == 0


def test_without_sign_in_there_is_nothing_from_before(client, keep):
    keep("What does a CMO do?")
    assert client.get("/history").json()["before"] == 0
    assert settle(client, take=True).status_code == 422
    assert titles(client) == ["What does a CMO do?"]


@pytest.mark.parametrize("body", [b"", b"[]", b'{"take": "yes"}', b"{"])
def test_anything_but_a_yes_or_no_is_refused(ada, body):
    assert ada.post("/history/before", content=body).status_code == 422
    assert ada.get("/history").json()["before"] == 2
