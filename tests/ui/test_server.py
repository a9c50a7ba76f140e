import json
import socket

import pytest
from starlette.testclient import TestClient

from assistant.errors import CornerOfficeError
from ui.guard import LARGEST_BODY, POLICY
from ui.server import build_app, listening


@pytest.fixture(scope="module")
def client(lasting_desk):
    with TestClient(build_app(lasting_desk), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(autouse=True)
def mended(lasting_desk):
    yield
    lasting_desk.mend()


def test_the_page_is_served_with_its_own_style_and_script_inline(client):
    page = client.get("/")
    assert page.status_code == 200
    assert "co-evidence" in page.text
    assert "gradio_config" in page.text


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/about", "/evidence/v1/two-chiefs", "/nowhere", "/gradio_api/upload"]
)
def test_every_response_has_the_security_headers(client, path):
    headers = client.get(path, headers={"origin": "http://evil.example"}).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/upload/",
        "//gradio_api/upload",
        "/x/../gradio_api/upload",
        "/gradio_api/call/send",
        "/gradio_api/run/send",
        "/gradio_api/component_server",
        "/gradio_api/queue/join/x",
    ],
)
def test_gradio_s_routes_that_the_page_does_not_use_are_shut(client, path):
    response = client.post(path, files={"files": b"x"})
    assert response.status_code in (404, 405)


def test_files_are_not_served(client):
    assert client.get("/gradio_api/file=pyproject.toml").status_code == 404


def test_no_handler_is_described_to_api_clients(client):
    assert client.get("/gradio_api/info").json() == {"named_endpoints": {}, "unnamed_endpoints": {}}


def test_the_open_api_lists_exactly_the_contract_s_routes(client):
    assert set(client.get("/openapi.json").json()["paths"]) == {"/healthz", "/readyz", "/metrics", "/api/ask"}


def test_the_process_is_alive_even_if_nothing_can_be_served(client, lasting_desk):
    lasting_desk.break_down("The index is missing. Run corner-office update.")
    assert client.get("/healthz").status_code == 200


def test_readiness_follows_the_desk_and_gives_the_reason(client, lasting_desk):
    assert client.get("/readyz").json() == {"ready": True}
    lasting_desk.break_down("The index is missing. Run corner-office update.")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "reason": "The index is missing. Run corner-office update."}
    lasting_desk.load()
    assert client.get("/readyz").json() == {"ready": False, "reason": "the articles are being loaded"}


def test_about_tells_the_articles_the_version_and_the_readiness(client, lasting_desk):
    about = client.get("/about")
    assert about.headers["x-readiness"] == "ready"
    assert 'href="evidence/v1/two-chiefs">Two chiefs</a>' in about.text
    assert "<code>v1</code>" in about.text
    lasting_desk.break_down("The index is <missing>. Run corner-office update.")
    about = client.get("/about")
    assert about.headers["x-readiness"] == "broken"
    assert "&lt;missing&gt;. Run <code>corner-office update</code>." in about.text


def test_a_question_is_answered_in_the_contract_s_form(client, lasting_desk):
    response = client.post("/api/ask", json={"id": "q1", "turns": ["What does a CMO do?", "And in Canada?"]})
    answer = response.json()
    assert response.status_code == 200
    assert (answer["id"], answer["question"], answer["outcome"]) == ("q1", "And in Canada?", "not_covered")
    assert lasting_desk.scripted.asked[-1].earlier == ("What does a CMO do?",)


def test_an_answer_can_be_streamed_and_its_pieces_make_its_text(client):
    response = client.post("/api/ask", json={"question": "CMO?"}, headers={"accept": "text/event-stream"})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = [block.split("\n", 1) for block in response.text.strip().split("\n\n")]
    named = [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in events]
    assert [name for name, _ in named[:-1]] == ["text"] * (len(named) - 1)
    assert named[-1][0] == "answer"
    assert "".join(data["text"] for _, data in named[:-1]) == named[-1][1]["answer"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"question": 3}', b'{"turns": []}', b'{"question": "  "}', b"\xff", b"[" * 100_000, b"NaN"],
)
def test_a_body_of_another_form_is_refused_with_one_sentence(client, body):
    response = client.post("/api/ask", content=body)
    assert response.status_code == 422
    assert response.json()["error"].endswith((".", "}."))


def test_a_fault_is_a_500_with_a_reference_and_no_detail(client):
    response = client.post("/api/ask", json={"question": "crash"})
    assert response.status_code == 500
    assert set(response.json()) == {"error", "reference"}
    assert "secret" not in response.text


def test_an_index_that_cannot_be_served_is_a_503_with_the_remedy(client, lasting_desk):
    lasting_desk.break_down("The index is missing. Run corner-office update.")
    response = client.post("/api/ask", json={"question": "CMO?"})
    assert response.status_code == 503
    assert response.json()["error"] == "The index is missing. Run corner-office update."


def test_a_body_over_one_megabyte_is_refused_whether_or_not_it_says_its_length(client):
    body = b"x" * (LARGEST_BODY + 1)
    assert client.post("/api/ask", content=body).status_code == 413
    assert client.post("/api/ask", content=iter([body[:600_000], body[600_000:]])).status_code == 413
    assert client.post("/gradio_api/queue/join", content=body).status_code == 413


def test_evidence_is_a_page_of_its_own_or_a_piece_of_one(client):
    page = client.get("/evidence/v1/two-chiefs?start=60&end=70")
    piece = client.get("/evidence/v1/two-chiefs?start=60&end=70&fragment=1")
    assert page.text.startswith("<!doctype html>")
    assert '<base href="../../">' in page.text
    assert piece.text in page.text
    assert '<mark id="co-mark"' in piece.text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/evidence/v0/two-chiefs?start=1&end=2", "not kept any more"),
        ("/evidence/v1/other?start=1&end=2", "not kept any more"),
        ("/evidence/v1/two-chiefs?start=5&end=2", "no such passage"),
        ("/evidence/v1/two-chiefs?start=-5&end=2", "no such passage"),
        ("/evidence/v1/two-chiefs?start=0&end=999999", "no such passage"),
        ("/evidence/%3Cscript%3E/%3Cscript%3E", "not kept any more"),
    ],
)
def test_evidence_that_does_not_exist_says_so(client, path, words):
    response = client.get(path)
    assert response.status_code == 404
    assert words in response.text
    assert "<script>" not in response.text.partition("<body")[2]


def test_metrics_count_the_api_s_answers(client):
    client.post("/api/ask", json={"question": "CMO?"})
    assert 'corner_office_answers_total{front="api",outcome="answered"}' in client.get("/metrics").text


def test_a_port_that_is_taken_is_an_error_with_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CornerOfficeError, match=r"is taken by another program. .* --port or CORNER_OFFICE_PORT"):
            listening("127.0.0.1", taken.getsockname()[1])


def test_a_host_that_is_not_this_machine_s_is_an_error_with_what_to_do():
    with pytest.raises(CornerOfficeError, match="cannot listen on 192.0.2.1, port 0"):
        listening("192.0.2.1", 0)
