"""The whole page behind the door: every route of it, and Gradio's queue."""

import json
import re

import pytest
from starlette.testclient import TestClient

from ui.server import build_app

OURS = {"sec-fetch-site": "same-origin"}
GRADIO = {
    f"/gradio_api/{path}" for path in ("queue/join", "queue/data", "heartbeat/x", "upload", "info", "file=x", "cancel")
}
OPEN = {"/healthz", "/readyz", "/signin", "/signout"}


@pytest.fixture
def server(lasting_desk, entrance):
    return build_app(lasting_desk, entrance=entrance())


def routes(app) -> set[str]:
    """Every path below an app, mounted ones included, with its parameters filled in."""
    found = set()

    def walk(routes, prefix):
        for route in routes:
            path = prefix + getattr(route, "path", "")
            below = getattr(getattr(route, "app", None), "routes", None) or getattr(route, "routes", None)
            if below:
                walk(below, path)
            elif path:
                found.add(re.sub(r"\{[^}]*\}", "x", path))

    walk(app.routes, "")
    return found


def test_no_route_of_the_page_answers_strangers_and_the_queue_knows_who_asks(server, enter, lasting_desk, accounts):
    with TestClient(server, follow_redirects=False) as client:
        inner = server.app.app
        paths = (routes(inner) | GRADIO) - OPEN
        assert {"/api/ask", "/about", "/metrics", "/openapi.json", "/evidence/x/x"} <= paths
        assert {"/", "/config", "/assets/x"} <= paths  # Gradio's own, too
        answered = {path for path in paths if client.get(path).status_code not in (401, 404, 421)}
        taken = {path for path in paths if client.post(path, headers=OURS).status_code not in (401, 404)}
        assert answered == set()
        assert taken == set()

        assert enter(client).status_code == 303
        assert client.get("/").status_code == 200
        config = client.get("/config").json()
        sending = next(number for number, each in enumerate(config["dependencies"]) if len(each["inputs"]) == 3)
        join = {"data": ["What does a CMO do?", [], ""], "fn_index": sending, "session_hash": "abc"}
        assert (
            client.post("/gradio_api/queue/join", json=join, headers={"sec-fetch-site": "cross-site"}).status_code
            == 403
        )
        assert client.post("/gradio_api/queue/join", json=join, headers=OURS).status_code == 200
        with client.stream("GET", "/gradio_api/queue/data?session_hash=abc") as answer:
            events = [json.loads(line[6:]) for line in answer.iter_lines() if line.startswith("data: ")]
        assert any(event["msg"] == "process_completed" and event["success"] for event in events)
        token = accounts.new_token("bob")
        headers = {"authorization": f"Bearer {token}"}
        client.cookies.clear()
        assert client.post("/api/ask", json={"question": "What does a CMO do?"}, headers=headers).status_code == 200
        assert client.get("/metrics", headers=headers).status_code == 200
