"""The room in a browser: writing with a preview, nothing lost by leaving, progress, a narrow and a dark window."""

from dataclasses import replace

import pytest
from auditing import faults
from browsing import chromium, serving
from judgements import BLOCKED, PASSED

from ui.editors.judgement import Check, Stage
from ui.guard import Guard

PLACES = ["", "articles", "article?name=articles/cmo.md", "file?name=articles/cmo.md", "file?name=articles/cmo.wordings.yaml",
          "new", "arrivals", "changes", "versions", f"versions/{'b' * 12}", "questions", "cases", "log", "file?name=nothing"]  # fmt: skip


@pytest.fixture
def address(visitors):
    with serving(Guard(visitors("ada").app, editors=3_000_000), lifespan="off") as address:
        yield f"{address}editors/"


@pytest.fixture
def page(address):
    wrong = []
    with chromium() as browser:
        page = browser.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None)
        yield page
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
    for place in PLACES:
        page.goto(address + place)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, place
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 26)", place
        assert page.locator("h1").count() == 1, place
        unnamed = page.evaluate(
            """() => [...document.querySelectorAll('input:not([type=hidden]), textarea, button, a, summary')]
            .filter((one) => !(one.labels?.length || one.ariaLabel || one.textContent.trim())).map((one) => one.outerHTML)"""
        )
        assert unnamed == [], place


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_of_the_room_has_a_serious_or_critical_violation_or_is_too_wide(
    page, address, room, asked, complain, axe, scheme
):
    turn = asked(("What does a " + "very" * 40 + " long word earn?", "not_covered"), ("What is it?", "answered"))
    complain(turn, "Not true.")
    page.emulate_media(color_scheme=scheme)
    wrong = []
    for judged in (None, BLOCKED, PASSED):
        room.gate.judged = judged
        for place in PLACES if judged is None else ("changes", f"versions/{'b' * 12}"):
            page.goto(address + place)
            if place.startswith("file?name=articles/cmo.md"):
                page.locator("#preview").get_by_text("Pay of a CMO").wait_for()
            for summary in page.locator("summary").all():
                summary.click()
            page.evaluate(axe)
            wrong += faults(page, f"{place or 'overview'} {judged.status if judged else ''}")
    room.checks.start("ada")
    page.goto(f"{address}changes")
    page.locator("#check-words").get_by_text("3 of 9").wait_for()
    page.evaluate(axe)
    wrong += faults(page, "a running check")
    assert wrong == []


def test_the_room_has_the_colours_that_were_chosen_before_it_is_drawn(page, address):
    page.emulate_media(color_scheme="light")
    page.goto(address)
    page.get_by_role("combobox", name="Colours").select_option("Dark")
    page.goto(f"{address}articles")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 26)"
    assert page.locator("head script").first.get_attribute("src") == "assets/scheme.js"  # and it blocks
    assert page.locator("head script").first.get_attribute("defer") is None


def test_a_report_is_opened_in_the_colours_that_the_room_has(page, address):
    page.goto(f"{address}versions")
    page.get_by_role("combobox", name="Colours").select_option("Dark")
    with page.expect_popup() as opened:
        page.locator("a[href*='report/']").first.click()
    assert opened.value.url.endswith("?scheme=dark")
