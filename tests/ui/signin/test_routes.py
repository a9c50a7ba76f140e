import pytest

from ui.signin.pages import safe_target

OURS = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def browser(visitor, entrance):
    return visitor(entrance())


def session_of(browser):
    return {name: value for name, value in browser.cookies.items() if "session" in name}


def test_the_page_has_a_labelled_form_that_needs_no_script(browser):
    page = browser.get("/signin")
    assert '<label for="name">' in page.text
    assert 'autocomplete="current-password"' in page.text
    assert page.headers["cache-control"] == "no-store"


def test_a_wrong_password_and_an_unknown_name_look_alike(browser, enter):
    wrong = enter(browser, "ada", "not the password")
    unknown = enter(browser, "eve", "not the password")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace("ada", "eve") == unknown.text
    assert session_of(browser) == {}


def test_the_name_s_case_does_not_matter(browser, enter):
    assert enter(browser, " ADA ").status_code == 303


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"name=ada", b"&".join([b"a=b"] * 50), b"name=ada&password=%00%ff"])
def test_a_broken_form_is_a_failed_sign_in(browser, body):
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert browser.post("/signin", content=body, headers=headers).status_code == 401


def test_what_was_typed_is_shown_as_text(browser, enter):
    page = enter(browser, '"><script>alert(1)</script>', "x")
    assert "<script>alert" not in page.text
    assert "&gt;&lt;script&gt;alert(1)" in page.text


def test_the_session_is_a_new_one_at_each_sign_in(browser, enter):
    enter(browser)
    first = session_of(browser)
    enter_again = browser.post("/signin", data={"name": "ada", "password": "correct horse battery"}, headers=OURS)
    assert enter_again.status_code == 303
    assert session_of(browser) != first
    browser.cookies.clear()
    browser.cookies.update(first)
    assert browser.get("/").status_code == 401  # the one before has ended


def test_a_session_that_somebody_else_planted_is_not_taken_up(browser, entrance):
    name = entrance().rules.keys.cookie
    data = {"name": "ada", "password": "correct horse battery"}
    given = browser.post("/signin", data=data, headers={**OURS, "cookie": f"{name}=planted"})
    assert given.status_code == 303
    assert given.headers["set-cookie"].startswith(f"{name}=")
    assert "planted" not in given.headers["set-cookie"]


def test_signing_out_ends_the_session_for_good(browser, enter):
    enter(browser)
    before = session_of(browser)
    assert browser.post("/signout", headers=OURS).headers["location"] == "/signin"
    assert session_of(browser) == {}
    browser.cookies.update(before)
    assert browser.get("/").status_code == 401


def test_a_link_signs_nobody_out(browser, enter):
    enter(browser)
    assert browser.get("/signout").status_code == 405


def test_a_session_ends_when_it_is_not_used(browser, enter, clock):
    enter(browser)
    clock.now += 12 * 3600 + 1
    assert browser.get("/").status_code == 401


def test_a_session_lasts_while_it_is_used_and_not_for_ever(browser, enter, clock):
    enter(browser)
    for _ in range(30):
        clock.now += 11 * 3600
        assert browser.get("/").status_code == 200
    clock.now += 11 * 3600
    assert browser.get("/").status_code == 401


def test_a_removed_user_is_out_at_once(browser, enter, accounts):
    enter(browser)
    accounts.remove("ada")
    assert browser.get("/").status_code == 401


def test_a_new_password_ends_the_sessions_of_the_old_one(browser, enter, accounts):
    enter(browser)
    accounts.add("ada", ("reader", "editor"), "another long password")
    assert browser.get("/").status_code == 401


def test_sessions_live_on_after_a_restart(browser, enter, entrance, visitor):
    enter(browser)
    restarted = visitor(entrance())
    restarted.cookies.update(session_of(browser))
    assert restarted.get("/").json()["id"] == "user:ada"


def test_cookies_are_out_of_reach_for_scripts_and_other_sites(browser, enter):
    cookie = enter(browser).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_behind_https_cookies_are_secure_and_this_host_s_alone(visitor, entrance, enter):
    browser = visitor(entrance(public="https://testserver"), "https://testserver")
    cookie = enter(browser).headers["set-cookie"]
    assert cookie.startswith("__Host-corner_office_session")
    assert "; Secure" in cookie
    assert "Domain" not in cookie
    assert browser.get("/").status_code == 200


def test_whoever_has_signed_in_is_sent_on_from_the_sign_in_page(browser, enter):
    enter(browser)
    assert browser.get("/signin?next=/deep/page").headers["location"] == "/deep/page"


EVIL = [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/%0d%0aset-cookie:x=1\r\nset-cookie: x=1",
    "/\t/evil.example",
    "/a\\b",
    "/ x",
    "evil.example",
    "",
    "/" + "a" * 3000,
]


@pytest.mark.parametrize("target", EVIL)
def test_no_link_leads_through_the_sign_in_to_another_site(browser, enter, target):
    location = enter(browser, next=target).headers["location"]
    assert location == "/"
    assert "x" not in browser.cookies


@pytest.mark.parametrize("target", ["/", "/a?b=c&d=%2F", "/evidence/v1/two-chiefs?start=1&end=2"])
def test_a_path_of_this_server_is_a_fine_target(target):
    assert safe_target(target) == target


def test_encoded_line_breaks_stay_encoded(browser, enter):
    given = enter(browser, next="/x%0d%0aset-cookie:%20x=1")
    assert given.headers["location"] == "/x%0d%0aset-cookie:%20x=1"
    assert "x" not in browser.cookies


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(browser, enter):
    codes = [enter(browser, "ada", "wrong").status_code for _ in range(5)]
    barred = enter(browser)
    assert codes == [401] * 5
    assert barred.status_code == 429
    assert int(barred.headers["retry-after"]) >= 1
    assert enter(browser, "bob").status_code == 303  # who shares the address is not shut out


def test_guessing_many_names_from_one_address_is_stopped(browser, enter):
    codes = [enter(browser, f"name{number}", "wrong").status_code for number in range(31)]
    assert codes == [401] * 30 + [429]


def test_a_mistyped_password_is_forgotten_once_the_right_one_comes(browser, enter):
    for _ in range(3):
        assert [enter(browser, "ada", "wrong").status_code for _ in range(3)] == [401] * 3
        assert enter(browser).status_code == 303
        browser.cookies.clear()
