"""The HTML page in a real browser: filters, links, small and dark screens, paper, no script, hostile texts."""

import shutil

import pytest

GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium")
    if found is None:
        pytest.fail("No chromium on the PATH: the browser tests need it. Run `make setup`, which installs it.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def show(browser, tmp_path):
    """Opens a page at some width; what it logs and asks the network for is in `.seen`."""
    contexts = []

    def opened(html, width=1280, **options):
        (tmp_path / "page.html").write_text(html, encoding="utf-8")
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, **options))
        tab = contexts[-1].new_page()
        tab.seen = []
        tab.on("console", lambda message: tab.seen.append(message.text))
        tab.on("pageerror", lambda error: tab.seen.append(str(error)))
        tab.on("dialog", lambda dialog: (tab.seen.append(dialog.message), dialog.dismiss()))
        tab.on("request", lambda request: tab.seen.append(request.url) if not request.url.startswith("file:") else None)
        tab.goto((tmp_path / "page.html").as_uri())
        return tab

    yield opened
    for context in contexts:
        context.close()


def test_the_filters_narrow_the_list_by_state_stratum_and_words(show, pages):
    tab = show(pages.make())
    shown = tab.locator("details.case:visible")
    assert shown.count() == 5
    tab.get_by_label("State").select_option("answer changed")
    assert tab.locator("#count").text_content() == "4 of 5 cases"
    tab.get_by_label("Questions").select_option("off the subject")
    assert shown.count() == 1
    tab.get_by_role("button", name="Clear").click()
    tab.get_by_label("Words").fill("GULL broke")
    assert shown.count() == 0  # the answer itself stands above, not in the list
    tab.get_by_label("Words").fill("went WRONG")
    assert [one.get_attribute("id") for one in shown.all()] == ["case-broke"]
    assert tab.seen == []


def test_a_link_to_a_case_opens_it(show, pages):
    tab = show(pages.make())
    assert tab.locator("#case-broke").get_attribute("open") is None
    tab.locator("#verdict a[href='#case-broke']").click()
    tab.wait_for_function("document.getElementById('case-broke').open")


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("kind", ["make", "hostile"])
def test_nothing_is_wider_than_the_screen(show, width, kind, pages):
    tab = show(getattr(pages, kind)(), width)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_without_a_script_everything_is_there_and_no_dead_control(show, pages):
    tab = show(pages.make(), java_script_enabled=False)
    assert tab.locator("details.case").count() == 5
    assert tab.locator("form:visible, button:visible").count() == 0
    tab.locator("#case-same summary").click()
    assert tab.locator("#case-same blockquote").is_visible()


def test_hostile_texts_run_nothing_and_fetch_nothing(show, pages):
    tab = show(pages.hostile())
    assert tab.title() != "taken"
    assert tab.seen == []


def test_the_page_follows_the_dark_scheme(show, pages):
    assert show(pages.make(), color_scheme="dark").evaluate(GROUND) != show(pages.make()).evaluate(GROUND)


def test_its_own_switch_chooses_the_colours_and_is_remembered(show, pages):
    tab = show(pages.make())
    light = tab.evaluate(GROUND)
    tab.get_by_role("combobox", name="Colours").select_option("Dark")
    dark = tab.evaluate(GROUND)
    assert dark != light
    tab.reload()
    assert tab.evaluate(GROUND) == dark
    tab.get_by_role("combobox", name="Colours").select_option("As the system")
    assert tab.evaluate(GROUND) == light
    assert tab.seen == []


def test_whoever_opens_it_may_say_the_colours_in_its_address(show, pages):
    tab = show(pages.make(), color_scheme="dark")
    dark = tab.evaluate(GROUND)
    tab.goto(f"{tab.url}?scheme=light")
    assert tab.evaluate(GROUND) != dark
    assert tab.get_by_role("combobox", name="Colours").input_value() == "light"
    tab.goto(tab.url.replace("light", "constructor"))  # none of the choices
    assert tab.evaluate(GROUND) == dark
    assert tab.seen == []


def test_all_changed_answers_are_open_on_paper(show, pages):
    tab = show(pages.make())
    tab.locator("details.change summary").first.click()
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("details.change:not([open])").count() == 0
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.locator("details.change:not([open])").count() == 1
