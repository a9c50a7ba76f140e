"""The page's document as it leaves the server: named, in the reader's colours from the first paint on, compressed."""

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.document import Document

GRADIOS = (
    '<!doctype html><html><head><meta charset="utf-8" />\n<meta property="og:title" content="Gradio" />'
    '<meta\n\tname="twitter:image"\n\tcontent="https://elsewhere.example/picture.jpg"\n/>'
    '<link rel="manifest" href="/manifest.json" /><script>window.gradio_config = {"page": 1};</script>'
    "</head><body>" + "<gradio-app></gradio-app>" * 100 + "</body></html>"
)


@pytest.fixture
def client():
    routes = [
        Route("/", lambda _: HTMLResponse(GRADIOS)),
        Route("/about", lambda _: HTMLResponse(GRADIOS)),
        Route("/json", lambda _: JSONResponse({})),
    ]
    return TestClient(Document(Starlette(routes=routes)))


def test_the_document_has_its_own_name_and_the_switch_of_colours_before_its_body(client):
    head, body = client.get("/").text.split("</head>")
    assert head.startswith('<!doctype html><html><head><meta charset="utf-8" />')
    assert "window.gradio_config" in head
    assert "<title>Corner Office</title>" in head
    assert "corner-office-scheme" in head
    assert "--co-paper" in head
    assert body == GRADIOS.split("</head>")[1]


def test_nothing_in_it_speaks_for_another_program(client):
    text = client.get("/").text
    assert "og:" not in text
    assert "elsewhere.example" not in text
    assert "manifest" not in text


def test_it_is_compressed_for_those_who_can_read_that_and_whole_for_those_who_cannot(client):
    small = client.get("/", headers={"accept-encoding": "br, gzip"})
    plain = client.get("/", headers={"accept-encoding": "identity"})
    assert small.headers["content-encoding"] == "gzip"
    assert int(small.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert small.text == plain.text
    assert "content-encoding" not in plain.headers
    assert "accept-encoding" in small.headers["vary"].lower()


def test_other_addresses_are_left_as_they_are(client):
    assert client.get("/about").text == GRADIOS
    assert client.get("/json").json() == {}
