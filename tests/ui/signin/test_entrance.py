import pytest
from starlette.testclient import TestClient

from assistant.settings import Settings
from ui.signin.accounts import Accounts
from ui.signin.entrance import Entrance, SignInError, is_loopback
from ui.signin.pace import Pace

OIDC = {
    "sign_in": "oidc",
    "oidc_issuer": "https://id.example",
    "oidc_client_id": "corner",
    "page_url": "https://answers.example",
}


@pytest.fixture
def made(home):
    opened = []

    def make(**given) -> Entrance:
        entrance = Entrance.from_settings(Settings.load(home=home, **given))
        opened.append(entrance)
        return entrance

    yield make
    for entrance in opened:
        if entrance.rules.keys:
            entrance.rules.keys.sessions.close()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "answers.example"])
def test_an_address_that_others_reach_is_refused_with_three_ways_out(made, host):
    with pytest.raises(SignInError, match=r"SIGN_IN=file.*SIGN_IN=oidc.*CORNER_OFFICE_OPEN=true"):
        made(host=host)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]"])
def test_this_machine_alone_needs_no_sign_in(made, host):
    assert is_loopback(host)
    assert made(host=host).rules.keys is None


def test_whoever_says_so_plainly_opens_it(made):
    entrance = made(host="0.0.0.0", open=True)
    assert entrance.rules.keys is None
    assert entrance.rules.hosts is None
    assert entrance.rules.pace.questions == 60


def test_on_this_machine_alone_nothing_is_limited_unless_told(made):
    assert made().rules.pace.questions == 0
    assert made(questions_per_minute=5).rules.pace.questions == 5


def test_on_this_machine_it_answers_to_the_public_address_too(made):
    assert "answers.example" in made(page_url="https://Answers.example:8443/x").rules.hosts


def test_files_without_users_are_told_before_anything_starts(made):
    with pytest.raises(SignInError, match="users add"):
        made(sign_in="file")


def test_sign_in_by_accounts_is_limited_and_answers_to_every_name(made, home):
    Accounts(home / "users.json").add("ada", ("reader",), "correct horse battery")
    entrance = made(sign_in="file", host="0.0.0.0")
    assert entrance.rules.keys is not None
    assert entrance.rules.hosts is None
    assert entrance.rules.pace.questions == 60


@pytest.mark.parametrize("missing", ["oidc_issuer", "oidc_client_id", "page_url"])
def test_oidc_says_which_setting_is_missing(made, missing):
    with pytest.raises(SignInError, match=f"CORNER_OFFICE_{missing.upper()}"):
        made(**OIDC | {missing: ""})


def test_oidc_over_plain_http_is_refused(made):
    with pytest.raises(SignInError, match="not an https address"):
        made(**OIDC | {"oidc_issuer": "http://id.example"})


def test_behind_https_cookies_are_secure(made):
    assert made(**OIDC).rules.keys.secure


def test_cookies_hold_after_a_restart(made):
    assert made().key == made().key


def test_the_client_secret_is_never_shown(made):
    assert "hush" not in repr(Settings.load(**OIDC, oidc_client_secret="hush"))


def test_a_limit_passes_with_time(monkeypatch):
    pace = Pace(1)
    assert pace.question("a", "x") == 0
    wait = pace.question("a", "x")
    assert 1 <= wait <= 60
    import time

    real = time.time
    monkeypatch.setattr("time.time", lambda: real() + 121)
    assert pace.question("a", "x") == 0


def test_an_entrance_by_itself_lets_everybody_read():
    from starlette.applications import Starlette

    entrance = Entrance()
    client = TestClient(entrance.around(Starlette(routes=entrance.routes)))
    assert client.get("/whoami").json() == {"name": "", "roles": ["reader"], "signed_in": False}
