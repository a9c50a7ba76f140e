"""The addresses of pictures: pages, pieces of a page and files, of versions that are known and of others."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from assistant.vocabulary import Glossary
from ui.pictures.routes import Pictures
from ui.server import build_app
from ui.shelf import Shelf

SVG = "{http://www.w3.org/2000/svg}"
SUPPORT = "/pictures/support?version=v1&of=two-chiefs~0~12,two-chiefs~20~30&rows=1;2"


@pytest.fixture(scope="module")
def client(lasting_desk):
    with TestClient(build_app(lasting_desk)) as client:
        yield client


@pytest.fixture(autouse=True)
def mended(lasting_desk):
    lasting_desk.mend()


def test_all_pictures_stand_on_one_page_each_with_a_table_sources_and_downloads(client):
    page = client.get("/pictures").text
    assert page.count('<figure class="cp-figure"') == 2
    assert page.count('<svg class="cp-picture"') == 2
    assert page.count("<table>") == 2
    assert 'href="pictures/organisation.svg?version=v1" download="corner-office-organisation.svg"' in page
    assert "“The CMO reports to the CEO.” <small>Two chiefs › Reporting</small>" in page
    assert '<base href="./">' in page


def test_a_piece_for_the_page_is_no_whole_document(client):
    assert client.get("/pictures?fragment=1").text.startswith('<p class="cp-lead">')
    assert client.get("/guide?fragment=1").text.startswith('<p class="cp-lead">')


@pytest.mark.parametrize("name", ["organisation", "departments", "journey"])
def test_each_picture_is_a_file_without_links(client, name):
    response = client.get(f"/pictures/{name}.svg")
    assert response.headers["content-type"] == "image/svg+xml"
    assert response.headers["content-disposition"] == f'inline; filename="corner-office-{name}.svg"'
    root = ElementTree.fromstring(response.content)
    assert root.find(f".//{SVG}a") is None
    assert "Sources:" in root.find(f"{SVG}desc").text


def test_the_support_of_an_answer_is_drawn_from_its_address(client):
    page = client.get(SUPPORT).text
    assert page.count('class="cp-dot"') == 2
    assert "pictures/support.svg?version=v1&amp;of=two-chiefs~0~12,two-chiefs~20~30&amp;rows=1;2" in page
    assert client.get(SUPPORT.replace("support?", "support.svg?")).headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/pictures?version=v0", "earlier version"),
        ("/pictures/journey.svg?version=v0", "earlier version"),
        ("/pictures/other.svg", "no such picture"),
        (SUPPORT.replace("v1", "v0"), "earlier version"),
        (SUPPORT.replace("~30", "~99999"), "no such picture"),
        (SUPPORT.replace("1;2", "1;7"), "no such picture"),
        (SUPPORT.replace("support?", "support.svg?").replace("two-chiefs", "<script>"), "no such picture"),
    ],
)
def test_what_cannot_be_drawn_is_said_and_not_echoed(client, path, said):
    response = client.get(path)
    assert response.status_code == 404
    assert said in response.text
    assert "<script>alert" not in response.text
    assert "two-chiefs~" not in response.text


@pytest.mark.parametrize(
    "path", ["/pictures", "/pictures/journey.svg", "/guide?fragment=1", SUPPORT.replace("v1", "v9")]
)
def test_while_nothing_is_live_the_remedy_is_shown(client, lasting_desk, path):
    lasting_desk.break_down("Nothing is live. Run `corner-office ingest`.")
    response = client.get(path)
    assert response.status_code == 503
    assert "corner-office ingest" in response.text


def test_the_advice_form_offers_what_the_articles_name(client):
    form = client.get("/guide?fragment=1").text
    assert '<option value="We are new &amp; small.">We are new &amp; small</option>' in form
    assert 'data-asked="Whom do we need first, a chief marketing officer?"' in form


def test_the_form_opened_by_itself_leads_to_the_page_that_can_ask(client):
    response = client.get("/guide", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "./#advice")


def test_pictures_of_an_earlier_version_call_the_roles_as_it_did(lasting_desk):
    shelf, index = Shelf(), lasting_desk.scripted.index
    cmo, ceo = index.glossary.roles
    shelf.keep(replace(index, version="v0", glossary=Glossary(roles=(replace(cmo, name="head of markets"), ceo))))
    pictures = Pictures(lasting_desk, shelf)
    assert "Head of markets" in pictures.file("organisation", "v0").body.decode()
    assert "Head of markets" not in pictures.file("organisation").body.decode()
