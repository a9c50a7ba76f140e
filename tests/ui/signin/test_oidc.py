from urllib.parse import parse_qsl, urlsplit

import pytest
from joserfc.jwk import RSAKey
from provider import CLIENT, running

from ui.people import Role
from ui.signin.oidc import Client, Provider

PUBLIC = "http://testserver"


@pytest.fixture(scope="module")
def lasting():
    with running() as provider:
        yield provider


@pytest.fixture
def there(lasting):
    lasting.key, lasting.claims, lasting.more, lasting.discovered = lasting.published, {}, {}, {}
    return lasting


@pytest.fixture
def known(there):
    def client(**changes) -> Client:
        given = {
            "issuer": there.issuer,
            "client_id": CLIENT[0],
            "client_secret": CLIENT[1],
            "scope": "openid profile email",
            "claim": "groups",
            "readers": frozenset(),
            "editors": frozenset({"editors"}),
            "public": PUBLIC,
        }
        return Client(**given | changes)

    return client


@pytest.fixture
def browser(visitor, entrance, known):
    def make(**changes):
        return visitor(entrance(provider=Provider(known(**changes), b"k" * 32)))

    return make


def left(browser, target="/"):
    """Leave for the provider: what it is asked."""
    way = browser.get(f"/signin/start?next={target}")
    assert way.status_code == 302, way.text
    return dict(parse_qsl(urlsplit(way.headers["location"]).query))


def back(browser, there, asked, **changes):
    given = {"code": there.agree(asked), "state": asked["state"]} | changes
    return browser.get("/signin/callback", params=given)


def test_the_page_leads_to_the_provider_by_a_link(browser):
    page = browser().get("/signin?next=/deep/page").text
    assert 'href="signin/start?next=/deep/page"' in page
    assert "password" not in page.split("</style>")[1]


def test_the_provider_is_asked_with_state_nonce_and_pkce(browser):
    asked = left(browser())
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"{PUBLIC}/signin/callback"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 20


def test_whoever_the_provider_signs_in_comes_in_and_goes_on(browser, there):
    there.claims = {"preferred_username": "ada", "groups": ["sales"]}
    reader = browser()
    way = back(reader, there, left(reader, "/deep/page"))
    assert way.headers["location"] == "/deep/page"
    assert reader.get("/whoami").json() == {"name": "ada", "roles": ["reader"], "signed_in": True}
    assert reader.get("/").json() == {"id": "oidc:ada-1", "editor": False}


@pytest.mark.parametrize("groups", [["sales", "editors"], "editors"])
def test_a_group_makes_an_editor(browser, there, groups):
    there.claims = {"groups": groups}
    editor = browser()
    back(editor, there, left(editor))
    assert editor.get("/").json()["editor"] is True


def test_groups_that_only_userinfo_tells_count_as_well(browser, there):
    there.more = {"groups": ["editors"]}
    editor = browser()
    back(editor, there, left(editor))
    assert editor.get("/").json()["editor"] is True


def test_userinfo_about_somebody_else_counts_for_nothing(browser, there):
    there.more = {"sub": "eve", "groups": ["editors"]}
    reader = browser()
    back(reader, there, left(reader))
    assert reader.get("/").json()["editor"] is False


def test_only_the_groups_that_may_read_come_in(browser, there):
    there.claims = {"groups": ["sales"]}
    stranger = browser(readers=frozenset({"board"}))
    refused = back(stranger, there, left(stranger))
    assert refused.status_code == 403
    assert "group" in refused.text
    assert stranger.get("/").status_code == 401
    there.claims = {"groups": ["board"]}
    assert back(stranger, there, left(stranger)).status_code == 303


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another-client"},
        {"iss": "http://evil.example"},
        {"exp": 1_000_000_000},  # in 2001
        {"sub": None},
    ],
    ids=str,
)
def test_an_id_token_that_is_not_for_this_sign_in_is_refused(browser, there, claims):
    there.claims = claims
    stranger = browser()
    assert back(stranger, there, left(stranger)).status_code == 403
    assert stranger.get("/").status_code == 401


def test_an_id_token_signed_by_somebody_else_is_refused(browser, there):
    there.key = RSAKey.generate_key(2048, auto_kid=False)
    stranger = browser()
    assert back(stranger, there, left(stranger)).status_code == 403


def test_a_way_back_with_another_state_is_refused(browser, there):
    stranger = browser()
    assert back(stranger, there, left(stranger), state="forged").status_code == 403


def test_a_way_back_in_another_browser_is_refused(browser, there):
    asked = left(browser())
    refused = back(browser(), there, asked)
    assert refused.status_code == 403
    assert "not begun in this browser" in refused.text


def test_a_way_back_works_once(browser, there):
    reader = browser()
    asked = left(reader)
    assert back(reader, there, asked).status_code == 303
    assert back(reader, there, asked).status_code == 403


def test_the_provider_s_no_is_told(browser):
    stranger = browser()
    asked = left(stranger)
    refused = stranger.get("/signin/callback", params={"error": "access_denied", "state": asked["state"]})
    assert refused.status_code == 403
    assert "Sign in again" in refused.text


def test_no_target_leads_to_another_site(browser, there):
    reader = browser()
    assert back(reader, there, left(reader, "//evil.example")).headers["location"] == "/"


def test_a_provider_of_another_name_is_not_used(browser, there):
    there.discovered = {"issuer": "http://evil.example"}
    refused = browser().get("/signin/start")
    assert refused.status_code == 502
    assert "location" not in refused.headers


def test_a_provider_that_is_down_is_told_and_tried_again(browser, there, known):
    reader = browser(issuer="http://127.0.0.1:9")
    refused = reader.get("/signin/start")
    assert refused.status_code == 502
    assert "Try again" in refused.text


@pytest.mark.parametrize("groups", [None, 5, {"a": 1}, [1, None]])
def test_a_strange_groups_claim_makes_a_reader(known, groups):
    person = Provider(known(), b"k" * 32).known({"sub": "x", "groups": groups})
    assert person.roles == {Role.READER}


def out(browser):
    return browser.post("/signout", headers={"sec-fetch-site": "same-origin"})


def test_whoever_signs_out_here_may_sign_out_at_the_provider_which_is_told_who(browser, there):
    there.discovered = {"end_session_endpoint": f"{there.issuer}/end"}
    reader = browser()
    back(reader, there, left(reader))
    way = out(reader)
    assert way.headers["location"] == "/signin?left=1"
    assert reader.get("/whoami").status_code == 401
    assert 'href="signin/end"' in reader.get("/signin?left=1").text
    leaving = reader.get("/signin/end").headers["location"]
    told = dict(parse_qsl(urlsplit(leaving).query))
    assert leaving.startswith(f"{there.issuer}/end?")
    assert (told["client_id"], told["post_logout_redirect_uri"]) == (CLIENT[0], f"{PUBLIC}/signin")
    assert told["id_token_hint"].count(".") == 2
    assert reader.get("/signin/end").headers["location"] == "/signin"  # once


def test_a_provider_that_signs_nobody_out_is_not_offered(browser, there):
    reader = browser()
    back(reader, there, left(reader))
    assert out(reader).headers["location"] == "/signin"
    assert 'href="signin/end"' not in reader.get("/signin").text


def test_an_id_token_too_large_for_a_cookie_is_left_out(browser, there):
    there.discovered = {"end_session_endpoint": f"{there.issuer}/end?tenant=1"}
    there.claims = {"groups": [f"group {number}" for number in range(500)]}
    reader = browser()
    back(reader, there, left(reader))
    out(reader)
    leaving = reader.get("/signin/end").headers["location"]
    assert leaving.startswith(f"{there.issuer}/end?tenant=1&client_id=")
    assert "id_token_hint" not in leaving


def test_a_link_of_another_site_signs_nobody_out_at_the_provider(browser, there):
    there.discovered = {"end_session_endpoint": f"{there.issuer}/end"}
    reader = browser()
    back(reader, there, left(reader))
    assert reader.get("/signin/end").headers["location"] == "/signin"
    assert reader.get("/whoami").json()["signed_in"] is True


def test_the_way_to_the_provider_is_no_way_to_sign_out_there(browser, there):
    there.discovered = {"end_session_endpoint": f"{there.issuer}/end"}
    reader = browser()
    left(reader)
    assert reader.get("/signin/end").headers["location"] == "/signin"
