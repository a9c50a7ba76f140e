"""The sign-in page in a browser: nothing that axe-core finds, no window too small, by keyboard, with or without scripts."""

import pytest
from auditing import faults
from browsing import Watched, chromium, serving
from playwright.sync_api import expect

from ui.people import BrowserCookie, browser_person
from ui.server import build_app
from ui.signin.oidc import Client, Provider

PASSWORD = "correct horse battery"
DARK = "rgb(20, 23, 26)"


@pytest.fixture
def address(lasting_desk, entrance):
    with serving(build_app(lasting_desk, entrance=entrance())) as address:
        yield address


@pytest.fixture
def page(address):
    with chromium() as browser:
        page = browser.new_page()
        page.set_default_timeout(10_000)
        watched = Watched(page, address)
        yield page
    assert watched.found == []


def enter(page, password=PASSWORD):
    expect(page.get_by_label("User name")).to_be_focused()
    page.keyboard.type("ada")
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_of_signing_in_has_a_serious_or_critical_violation_or_is_too_wide(page, address, axe, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.evaluate(axe)
    wrong = faults(page, "sign-in")
    enter(page, "wrong")
    page.get_by_role("alert").get_by_text("is wrong").wait_for()
    page.evaluate(axe)
    wrong += faults(page, "a wrong password")
    page.keyboard.type(PASSWORD)  # the name is filled in already
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.evaluate(axe)
    wrong += faults(page, "signed in")
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_to_a_provider_has_no_serious_or_critical_violation_and_fits(lasting_desk, entrance, axe, scheme):
    nobody = frozenset[str]()
    client = Client(issuer="https://id.test", client_id="c", client_secret="s", scope="openid", claim="groups",
                    readers=nobody, editors=nobody, public="http://127.0.0.1")  # fmt: skip
    app = build_app(lasting_desk, entrance=entrance(provider=Provider(client, b"k" * 32)))
    with serving(app) as address, chromium() as browser:
        page = browser.new_page(color_scheme=scheme)
        page.goto(address)
        page.get_by_role("link", name="Sign in with your organisation").wait_for()
        page.evaluate(axe)
        assert faults(page, "provider") == []


def test_colours_chosen_before_signing_in_hold_afterwards(page, address):
    page.emulate_media(color_scheme="light")
    page.goto(address)
    page.get_by_role("combobox", name="Colours").select_option("Dark")
    page.get_by_label("User name").focus()
    enter(page)
    expect(page.get_by_role("combobox", name="Colours")).to_have_value("dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == DARK


def test_signing_in_needs_no_script(address):
    with chromium() as browser:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(address)
        page.get_by_label("User name").fill("ada")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page).to_have_url(address)


def test_what_the_browser_asked_before_is_taken_over_by_one_button(lasting_desk, history, entrance, axe):
    door = entrance()
    cookie = BrowserCookie(door.key)
    asked = history.archive.conversations.start(browser_person("before").id, "What does a CMO do?")
    with serving(build_app(lasting_desk, entrance=door, history=history)) as address, chromium() as browser:
        context = browser.new_context()
        value = cookie.written("before").partition("=")[2].partition(";")[0]
        context.add_cookies([{"name": cookie.name, "value": value, "url": address}])
        page = context.new_page()
        page.goto(address)
        enter(page)
        page.get_by_role("button", name="History").click()
        page.get_by_text("1 conversation was begun in this browser before you signed in").wait_for()
        page.evaluate(axe)
        assert faults(page, "from before") == []
        page.get_by_role("button", name="Take it over").press("Enter")
        expect(page.locator("#co-history-list").get_by_role("button", name="What does a CMO do?")).to_be_visible()
        expect(page.get_by_role("button", name="Take it over")).to_have_count(0)
        expect(page.get_by_role("searchbox", name="Search your conversations")).to_be_focused()
    assert history.archive.conversations.get("user:ada", asked.id) is not None
