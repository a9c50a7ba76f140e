"""Light, dark, or as the system has it: chosen in the page, kept by the browser."""

import pytest
from playwright.sync_api import expect

DARK, LIGHT = "rgb(20, 23, 26)", "rgb(251, 250, 247)"
FRAMES = """
window.frames_seen = [];
const look = () => {
  if (document.body) window.frames_seen.push(getComputedStyle(document.body).backgroundColor);
  if (window.frames_seen.length < 40) requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
VIEWS = ["", "evidence/v1/two-chiefs", "pictures"]


def colours(page):
    return page.get_by_role("combobox", name="Colours")


def background(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.fixture
def page(opened):
    page = opened(scheme="light")
    page.evaluate("localStorage.clear()")
    page.reload()
    colours(page).wait_for()
    return page


def test_what_is_chosen_by_keyboard_holds_in_every_view_and_open_tab(page, opened, address):
    other = opened(scheme="light")
    page.get_by_role("button", name="History").focus()
    page.keyboard.press("Tab")
    expect(colours(page)).to_be_focused()
    page.keyboard.press("End")
    expect(colours(page)).to_have_value("dark")
    assert background(page) == DARK
    expect(page.locator("body")).to_have_class("dark")  # Gradio's own parts go by it
    expect(colours(other)).to_have_value("dark")
    assert background(other) == DARK
    for view in VIEWS:
        page.goto(address + view)
        expect(colours(page)).to_have_value("dark")
        assert background(page) == DARK, view


def test_light_may_be_chosen_on_a_dark_system_and_the_system_goes_on_to_lead_where_nothing_is(page):
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body.dark")).to_have_count(1)
    assert background(page) == DARK
    colours(page).select_option("Light")
    expect(page.locator("body.dark")).to_have_count(0)
    assert background(page) == LIGHT
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body.dark")).to_have_count(0)
    colours(page).select_option("As the system")
    assert background(page) == DARK
    assert page.evaluate("localStorage.length") == 0
    page.emulate_media(color_scheme="light")
    expect(page.locator("body.dark")).to_have_count(0)
    assert background(page) == LIGHT


@pytest.mark.parametrize("view", VIEWS)
def test_no_frame_of_a_page_that_loads_has_the_other_colours(page, address, view):
    colours(page).select_option("Dark")
    page.add_init_script(FRAMES)
    page.goto(address + view)
    page.wait_for_function("window.frames_seen.length >= 40")
    assert set(page.evaluate("window.frames_seen")) == {DARK}


def test_paper_is_light_whatever_is_chosen(page, address):
    colours(page).select_option("Dark")
    page.goto(f"{address}evidence/v1/two-chiefs")
    assert background(page) == DARK
    page.emulate_media(media="print")
    assert background(page) == LIGHT
    page.emulate_media(media="screen")


def test_a_browser_that_keeps_nothing_still_takes_the_choice(page, address):
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }})")
    page.goto(address)
    colours(page).select_option("Dark")
    assert background(page) == DARK
