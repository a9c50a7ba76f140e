"""Reading evidence in a real browser: quotes on citations, the article beside the answer, and the way back."""

import pytest
from playwright.sync_api import Page, expect

FIRST = "The CMO reports to the CEO."


def ask(page: Page, text: str) -> None:
    answers = page.locator(".co-done").count()
    page.get_by_role("textbox", name="Your question").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator(".co-done")).to_have_count(answers + 1)


@pytest.fixture
def answered(reader):
    """The page with one question and its answer, and nothing open."""

    def visit(text="What does a CMO do?", width=1280, height=800) -> Page:
        reader.set_viewport_size({"width": width, "height": height})
        reader.mouse.move(5, 400)
        if reader.locator("#co-evidence").is_visible():
            reader.get_by_role("button", name="Close the article").click()
        if reader.locator(".user-row").all_text_contents() != [text]:
            if reader.locator(".user-row").count():
                reader.locator("#co-new").click()
            expect(reader.locator(".user-row")).to_have_count(0)
            ask(reader, text)
        reader.get_by_role("textbox", name="Your question").fill("")
        expect(reader.locator("#co-quote")).not_to_be_visible()
        return reader

    return visit


def cite(page: Page, number: int):
    return page.locator(f".co-text .co-cite.co-n-{number}")


def test_the_pointer_on_a_citation_shows_its_quote_until_it_leaves_both(answered):
    page = answered()
    cite(page, 1).hover()
    quote = page.get_by_role("tooltip")
    expect(quote.locator("mark")).to_have_text(FIRST)
    expect(quote).to_contain_text("Two chiefs › Reporting")
    quote.hover()
    expect(quote).to_be_visible()
    page.mouse.move(5, 400)
    expect(quote).to_be_hidden()


def test_the_keyboard_s_focus_shows_the_quote_and_escape_puts_it_away_and_nothing_else(answered):
    page = answered()
    cite(page, 1).focus()
    page.keyboard.press("Tab")
    quote = page.get_by_role("tooltip")
    expect(quote.locator("mark")).to_have_text("Building the brand <b>everywhere</b>")
    expect(cite(page, 2)).to_have_attribute("aria-describedby", "co-quote")
    page.keyboard.press("Escape")
    expect(quote).to_be_hidden()
    expect(cite(page, 2)).to_be_focused()


def test_the_quote_is_inside_of_the_window_at_360_pixels(answered):
    page = answered("compare", width=360, height=640)
    for number in (1, 2):
        cite(page, number).first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        box = page.get_by_role("tooltip").bounding_box()
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 360
        assert 0 <= box["y"] <= box["y"] + box["height"] <= 640


def test_the_whole_article_opens_with_everything_that_the_answer_cites_marked(answered):
    page = answered()
    cite(page, 2).click()
    body = page.locator("#co-evidence-body")
    expect(body).to_contain_text("A short opening about two chiefs.")
    expect(body).to_contain_text("A bonus & a salary.")
    expect(body.locator("mark")).to_have_count(3)
    expect(body.locator("mark:not(.co-also)")).to_have_text("Building the brand <b>everywhere</b>")
    expect(page.locator(".co-lit")).to_have_text("Builds the brand")


def test_n_and_p_walk_through_the_sources_while_the_focus_is_there(answered):
    page = answered()
    cite(page, 1).click()
    here = page.locator("#co-evidence-body mark:not(.co-also)")
    expect(here).to_have_text(FIRST)
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(page.get_by_text("Source 3 of 3", exact=True)).to_be_visible()
    expect(here).to_have_text("Talking with customers")
    expect(here).to_be_in_viewport()
    expect(cite(page, 3)).to_be_focused()
    expect(page.locator("#co-announcer")).to_have_text("Source 3 of 3. Talking with customers")
    page.keyboard.press("n")
    page.keyboard.press("p")
    expect(page.get_by_text("Source 2 of 3", exact=True)).to_be_visible()
    page.locator("#co-evidence-body").focus()
    page.keyboard.press("p")
    expect(page.get_by_text("Source 1 of 3", exact=True)).to_be_visible()


def test_letters_stay_letters_in_the_question_s_box(answered):
    page = answered()
    cite(page, 1).click()
    expect(page.get_by_text("Source 1 of 3", exact=True)).to_be_visible()
    box = page.get_by_role("textbox", name="Your question")
    box.focus()
    page.keyboard.type("npn")
    expect(box).to_have_value("npn")
    expect(page.get_by_text("Source 1 of 3", exact=True)).to_be_visible()


def test_a_passage_of_the_article_shows_the_sentences_that_rest_on_it(answered):
    page = answered()
    cite(page, 1).click()
    page.locator("#co-evidence-body mark", has_text="Talking with customers").click()
    expect(page.locator(".co-lit")).to_have_text("Talks with customers")
    expect(page.locator("a[aria-current]")).to_have_class("co-open co-cite co-n-3")
    expect(page.get_by_text("Source 3 of 3", exact=True)).to_be_visible()
    said = "1 sentence of the answer rests on this passage. Talks with customers"
    expect(page.locator("#co-announcer")).to_have_text(said)


def test_text_that_is_selected_shows_how_many_sentences_rest_on_any_of_it_until_it_is_selected_no_more(answered):
    page = answered()
    cite(page, 1).click()
    told = page.locator("#co-evidence").get_by_role("status")
    select = """([from, to]) => {
      const marks = [...document.querySelectorAll('#co-evidence-body mark')];
      getSelection().setBaseAndExtent(marks[from].firstChild, 3, marks[to].firstChild, 5);
    }"""
    page.evaluate(select, [1, 2])
    expect(told).to_have_text("2 sentences of the answer rest on what you have selected.")
    expect(page.locator(".co-lit")).to_have_text(["Builds the brand", "Talks with customers"])
    page.locator("#co-evidence-body mark").first.hover()
    expect(page.locator(".co-lit")).to_have_count(2)
    page.evaluate(
        "getSelection().selectAllChildren([...document.querySelectorAll('#co-evidence-body p')].find((p) => p.innerText.startsWith('A short')))"
    )
    expect(told).to_have_text("No sentences of the answer rest on what you have selected.")
    page.evaluate("getSelection().removeAllRanges()")
    expect(told).to_be_hidden()
    expect(page.locator(".co-lit")).to_have_text("A CMO reports to the CEO.")


def test_on_a_phone_the_way_back_closes_the_article_and_its_own_button_leaves_nothing_behind(answered):
    page = answered(width=360, height=740)
    before = page.evaluate("history.length")
    panel = page.locator("#co-evidence")
    for _ in range(2):
        cite(page, 1).click()
        expect(panel).to_be_visible()
        page.go_back()
        expect(panel).to_be_hidden()
    cite(page, 1).click()
    page.get_by_role("button", name="Close the article").click()
    expect(panel).to_be_hidden()
    page.wait_for_function("!history.state?.coPanel")
    expect(page.locator(".user-row")).to_have_count(1)
    assert page.evaluate("history.length") <= before + 1  # the one that Forward would lead to


def test_what_is_cited_of_a_wide_table_is_brought_into_view_sideways_too(answered):
    page = answered("compare", width=360, height=740)
    # As wide as with four columns.
    page.add_style_tag(content="#co-evidence .co-table table { width: 900px !important; }")
    cite(page, 2).first.click()
    mark = page.locator("#co-evidence mark:not(.co-also)")
    expect(mark).to_have_text("Brand awareness.")
    box, frame = mark.bounding_box(), page.locator("#co-evidence .co-table").bounding_box()
    assert frame["x"] <= box["x"]
    assert box["x"] + box["width"] <= frame["x"] + frame["width"]


def test_the_way_back_to_the_answer_needs_no_mouse(answered):
    page = answered()
    cite(page, 1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#co-evidence-name")).to_be_focused()
    button = page.get_by_role("button", name="Show what rests on source 2")
    button.focus()
    expect(page.locator(".co-lit")).to_have_text("Builds the brand")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Source 2 of 3", exact=True)).to_be_visible()
    expect(button).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#co-evidence")).to_be_hidden()
    expect(cite(page, 2)).to_be_focused()
    expect(page.locator(".co-lit")).to_have_count(0)


def test_the_name_of_the_section_follows_the_source(answered):
    page = answered("both")
    cite(page, 1).click()
    expect(page.locator(".co-path")).to_have_text("Section: Reporting")
    page.keyboard.press("n")
    expect(page.locator(".co-path")).to_have_text("Section: Measures")
    page.locator("#co-evidence-body mark").first.click()
    expect(page.locator(".co-path")).to_have_text("Section: Reporting")


def test_the_link_to_a_passage_is_copied_and_opens_it_on_its_own(answered, address):
    page = answered()
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    cite(page, 3).click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("#co-announcer")).to_have_text("Link copied")
    copied = page.evaluate("copied")
    assert copied.startswith(address + "evidence/v1/two-chiefs?start=")
    alone = page.context.new_page()
    alone.goto(copied)
    expect(alone.locator("mark")).to_have_text("Talking with customers")
    expect(alone.locator("mark")).to_be_in_viewport()
    alone.close()


def test_a_click_away_from_the_nearest_sections_opens_the_article_at_their_heading(answered):
    page = answered("What about Canada?")
    page.get_by_role("link", name="Two chiefs › Measures").click()
    expect(page.locator("#co-evidence-body #co-mark")).to_have_text("Measures")
    expect(page.locator("#co-evidence-body mark")).to_have_count(0)
    assert page.get_by_role("button", name="Next source").is_hidden()


def test_a_touch_opens_the_article_without_the_quote(address, browser, lasting_desk):
    lasting_desk.scripted.gate.set()
    context = browser.browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address)
    ask(page, "What does a CMO do?")
    cite(page, 1).tap()
    expect(page.locator("#co-evidence mark:not(.co-also)")).to_be_in_viewport()
    expect(page.get_by_role("tooltip")).to_have_count(0)
    context.close()
