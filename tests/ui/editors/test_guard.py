"""What the guard around the whole server lets through for the editors' room, and for nobody else."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from ui.guard import LARGEST_BODY, POLICY, Guard


async def app(scope, receive, send):
    more = True
    while more:
        more = (await receive()).get("more_body", False)
    own = {"content-security-policy": "default-src 'none'"} if scope["path"] == "/editors/" else {}
    await PlainTextResponse("taken", headers=own)(scope, receive, send)


@pytest.fixture
def client():
    return TestClient(Guard(app, editors=3 * LARGEST_BODY))


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/editors/upload", 2 * LARGEST_BODY, 200),
        ("/editors/upload", 4 * LARGEST_BODY, 413),
        ("/api/ask", 2 * LARGEST_BODY, 413),
        ("/editorsx", 2 * LARGEST_BODY, 413),
    ],
)
def test_only_the_room_takes_an_article_s_size(client, path, size, status):
    assert client.post(path, content=b"x" * size).status_code == status


def test_a_policy_of_its_own_stays_and_the_other_headers_come_along(client):
    answer = client.get("/editors/")
    assert answer.headers.get_list("content-security-policy") == ["default-src 'none'"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.get("/").headers["content-security-policy"] == POLICY
