import stat
from types import SimpleNamespace

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from ui.people import IN_SCOPE, BrowserCookie, People, Person, Role, browser_person, person_of
from ui.secret import SecretError, secret_key

KEY = b"k" * 32


async def who(scope, receive, send):
    await PlainTextResponse(person_of(Request(scope)).id)(scope, receive, send)


@pytest.fixture
def client():
    return TestClient(People(who, BrowserCookie(KEY)))


def test_a_browser_is_the_same_person_on_its_next_visit(client):
    first = client.get("/").text
    assert first.startswith("browser:")
    assert client.get("/").text == first


def test_two_browsers_are_two_people(client):
    assert client.get("/").text != TestClient(client.app).get("/").text


def test_a_browser_is_the_same_person_after_a_restart_with_the_same_key(client):
    first = client.get("/").text
    restarted = TestClient(People(who, BrowserCookie(KEY)), cookies=dict(client.cookies))
    assert restarted.get("/").text == first


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(client):
    cookie = client.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_the_cookie_is_sent_over_https_only_where_the_page_is(client):
    https = TestClient(client.app, base_url="https://testserver")
    behind_a_proxy = TestClient(People(who, BrowserCookie(KEY), secure=True))
    assert "; Secure" in https.get("/").headers["set-cookie"]
    assert "; Secure" in behind_a_proxy.get("/").headers["set-cookie"]


def test_a_known_browser_is_not_given_the_cookie_again(client):
    client.get("/")
    assert "set-cookie" not in client.get("/").headers


@pytest.mark.parametrize("value", ["", "someone", "someone.aaaa.bbbb", 'x"\\', "\xff"])
def test_a_forged_cookie_makes_a_new_person(client, value):
    cookie = f"{BrowserCookie(KEY).name}={value}".encode("latin-1")
    response = client.get("/", headers={b"cookie": cookie})
    assert "someone" not in response.text
    assert "set-cookie" in response.headers


def test_a_cookie_signed_with_another_key_makes_a_new_person(client):
    mine = BrowserCookie(KEY)
    forged = BrowserCookie(b"x" * 32).written("victim").split(";")[0].split("=", 1)[1]
    assert "victim" not in client.get("/", headers={"cookie": f"{mine.name}={forged}"}).text


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/api/ask"])
def test_programs_are_given_no_cookie(client, path):
    assert "set-cookie" not in client.get(path).headers


def test_servers_on_two_ports_of_a_host_do_not_share_a_cookie():
    assert BrowserCookie(KEY).name != BrowserCookie(b"x" * 32).name


def test_a_person_who_is_known_already_is_kept(client):
    known = Person(id="user:ada", name="ada", roles=frozenset({Role.READER, Role.EDITOR}))

    async def outside(scope, receive, send):
        await client.app({**scope, IN_SCOPE: known}, receive, send)

    response = TestClient(outside).get("/")
    assert response.text == "user:ada"
    assert "set-cookie" not in response.headers


def test_gradio_s_request_has_the_same_person():
    known = browser_person("one")
    inner = SimpleNamespace(scope={IN_SCOPE: known})
    assert person_of(SimpleNamespace(request=inner)) == known
    assert person_of(inner) == known


def test_a_request_past_the_middleware_is_nobody_s():
    with pytest.raises(LookupError):
        person_of(Request({"type": "http", "headers": []}))
    with pytest.raises(LookupError):
        person_of(None)


def test_a_browser_reads_and_does_not_edit():
    assert not browser_person("one").is_editor


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path):
    home = tmp_path / "home"
    key = secret_key(home)
    assert len(key) == 32
    assert secret_key(home) == key
    assert stat.S_IMODE((home / "secret.key").stat().st_mode) == 0o600
    assert [file.name for file in home.iterdir()] == ["secret.key"]


def test_two_homes_have_two_keys(tmp_path):
    assert secret_key(tmp_path / "a") != secret_key(tmp_path / "b")


@pytest.mark.parametrize("text", ["", "not hex", "abcd"])
def test_a_file_that_is_no_key_is_refused_with_the_way_out(tmp_path, text):
    (tmp_path / "secret.key").write_text(text, encoding="utf-8")
    with pytest.raises(SecretError, match="Remove it"):
        secret_key(tmp_path)


def test_a_home_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SecretError, match="CORNER_OFFICE_HOME"):
        secret_key(tmp_path / "file")
