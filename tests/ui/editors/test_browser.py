"""The room in a browser: writing with a preview, nothing lost by leaving, progress, a narrow and a dark window."""

import shutil
import threading
from dataclasses import replace

import pytest
import uvicorn

from ui.editors.judgement import Check, Stage
from ui.guard import Guard
from ui.server import listening

ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]


@pytest.fixture
def address(visitors):
    with listening("127.0.0.1", 0) as listener:
        client = visitors("ada")
        app = Guard(client.app, editors=3_000_000)
        config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=1, lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/editors/"
        server.should_exit = True
        thread.join(15)


@pytest.fixture
def page(address):
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium")
    if found is None:
        pytest.fail("No chromium on the PATH: the browser tests need it. Run `make setup`, which installs it.")
    wrong = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        page = chromium.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None)
        yield page
        chromium.close()
    assert wrong == []


def test_an_editor_s_way_by_keyboard_from_the_list_to_a_running_check(page, address, room):
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.get_by_role("link", name="Articles", exact=True).press("Enter")
    page.get_by_role("link", name="Edit What a CMO does").press("Enter")
    page.locator("#preview").get_by_text("Pay of a CMO").wait_for()

    text = page.get_by_label("Text")
    text.fill(text.input_value().replace("a bonus.", "a yearly bonus."))
    page.locator("#preview").get_by_text("1 reader's wording rests on it").wait_for()  # while one writes
    assert "yearly" not in room.copy.read("articles/cmo.md").text
    text.press("Control+s")
    page.get_by_role("alert").get_by_text("Not saved yet").wait_for()
    assert "yearly" in page.get_by_label("Text").input_value()
    page.get_by_role("button", name="Save, and let the wordings follow").press("Enter")
    page.get_by_role("status").get_by_text("wordings follow the new sentences").wait_for()
    assert "yearly" in room.copy.read("articles/cmo.wordings.yaml").text

    page.get_by_role("link", name="Changes").press("Enter")
    page.get_by_role("button", name="Check the working copy").press("Enter")
    page.locator("#check-words").get_by_text("Asking the cases: 3 of 9").wait_for()
    room.checks.now = replace(room.checks.now, done=7)
    page.locator("#check-words").get_by_text("Asking the cases: 7 of 9").wait_for()
    page.reload()
    page.locator("#check-words").get_by_text("Asking the cases: 7 of 9").wait_for()
    room.checks.now = Check(stage=Stage.FAILED, words="The check broke.")
    page.get_by_text("The check broke.").wait_for()
    page.get_by_role("button", name="Check the working copy").wait_for()


def test_leaving_an_unsaved_text_is_asked_about(page, address):
    page.goto(f"{address}file?name=roles.yaml")
    page.get_by_label("Text").fill("roles: []")
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    page.get_by_role("link", name="Versions").click()
    page.get_by_role("heading", name="Versions").wait_for()
    assert asked == ["beforeunload"]


def test_every_page_fits_a_narrow_dark_window_and_names_its_controls(page, address, asked):
    asked(("What does a " + "very" * 40 + " long word earn?", "not_covered"))
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    places = ["", "articles", "article?name=articles/cmo.md", "file?name=articles/cmo.md", "new", "changes", "versions",
              f"versions/{'b' * 12}", "questions", "cases", "log"]  # fmt: skip
    for place in places:
        page.goto(address + place)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, place
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 26)", place
        assert page.locator("h1").count() == 1, place
        unnamed = page.evaluate(
            """() => [...document.querySelectorAll('input:not([type=hidden]), textarea, button, a, summary')]
            .filter((one) => !(one.labels?.length || one.ariaLabel || one.textContent.trim())).map((one) => one.outerHTML)"""
        )
        assert unnamed == [], place
