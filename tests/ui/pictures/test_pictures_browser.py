"""Pictures, tables and the advice form in a real browser."""

import re
import zlib

from playwright.sync_api import Page, expect


def ask(page: Page, text: str) -> None:
    answers = page.locator(".co-done").count()
    page.get_by_role("textbox", name="Your question").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator(".co-done")).to_have_count(answers + 1)


def copied(page: Page, button: str) -> str:
    """What a copying button writes, wherever it may write to."""
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.wrote = text; }; }")
    page.get_by_role("button", name=button).click()
    page.wait_for_function("() => window.wrote !== undefined")
    return page.evaluate("() => { const wrote = window.wrote; delete window.wrote; return wrote; }")


def test_a_comparison_sorts_by_any_column_and_back_by_keyboard(opened):
    page = opened()
    ask(page, "Please compare them")
    rows = page.locator(".co-text tbody tr")
    assert [text.split()[0] for text in rows.all_inner_texts()] == ["Measured", "Cost"]
    header = page.get_by_role("columnheader", name="Aspect")
    header.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(rows.first).to_contain_text("Cost")
    assert header.get_attribute("aria-sort") == "ascending"
    expect(page.locator("#co-announcer")).to_have_text("Sorted by Aspect, ascending")
    page.keyboard.press("Enter")
    expect(rows.first).to_contain_text("Measured")
    assert header.get_attribute("aria-sort") == "descending"
    page.keyboard.press("Enter")
    assert header.get_attribute("aria-sort") is None


def test_a_comparison_is_copied_as_csv_and_as_markdown_with_its_sources(opened, address):
    page = opened()
    ask(page, "Please compare them")
    lines = copied(page, "Copy as CSV").split("\r\n")
    assert lines[:3] == ['"Aspect","CSO","CMO"', '"Measured by","Quotas [1]","Fame [2]"', '"Cost","\'=SUM(A1)","5 | 6"']
    assert re.fullmatch(rf'"\[1\]","Two chiefs › Measures","{re.escape(address)}evidence/v1/two-chiefs\?\S+"', lines[4])
    markdown = copied(page, "Copy as Markdown").split("\n")
    assert markdown[:4] == [
        "| Aspect | CSO | CMO |",
        "| --- | --- | --- |",
        "| Measured by | Quotas [1] | Fame [2] |",
        "| Cost | =SUM(A1) | 5 \\| 6 |",
    ]
    assert markdown[7].startswith(f"- [1] [Two chiefs › Measures]({address}evidence/v1/two-chiefs?")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    assert download.value.path().read_text(encoding="utf-8").startswith('\ufeff"Aspect"')


def test_the_pictures_open_over_the_chat_and_a_line_opens_its_quote_beside_them(opened):
    page = opened()
    page.get_by_role("link", name="Pictures").click()
    view = page.locator("#cp-view")
    expect(view.get_by_role("heading", name="Who reports to whom")).to_be_visible()
    expect(page.locator("#cp-view-name")).to_be_focused()
    assert page.locator("#co-composer").evaluate("element => element.inert")
    link = view.locator("#cp-organisation svg a").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#co-evidence mark")).to_have_text("The CMO reports to the CEO.")
    page.keyboard.press("Escape")
    expect(page.locator("#co-evidence")).to_be_hidden()
    expect(view).to_be_visible()
    page.keyboard.press("Escape")
    expect(view).to_be_hidden()
    expect(page.get_by_role("link", name="Pictures")).to_be_focused()
    assert not page.locator("#co-composer").evaluate("element => element.inert")


def test_an_answer_on_reporting_lines_leads_to_their_picture(opened):
    page = opened()
    ask(page, "Who does a CMO report to?")
    page.get_by_role("link", name="Picture: Who reports to whom").click()
    expect(page.locator("#cp-organisation")).to_be_in_viewport()


def test_a_picture_is_saved_as_png_with_its_sources_in_the_description(opened):
    page = opened()
    page.get_by_role("link", name="Pictures").click()
    with page.expect_download() as download:
        page.locator("#cp-organisation").get_by_role("button", name="Download PNG").click()
    assert download.value.suggested_filename == "corner-office-organisation.png"
    data = download.value.path().read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    begin = data.index(b"iTXtDescription\0")
    length = int.from_bytes(data[begin - 4 : begin])
    chunk = data[begin : begin + 4 + length]
    assert "[1] “The CMO reports to the CEO.”" in chunk.decode()
    assert int.from_bytes(data[begin + 4 + length : begin + 8 + length]) == zlib.crc32(chunk)


def test_the_advice_form_asks_an_ordinary_question(opened, lasting_desk):
    page = opened()
    page.get_by_role("link", name="Advice").click()
    page.get_by_role("button", name="Ask for advice").click()
    expect(page.locator("#cp-question")).to_contain_text("Nothing is chosen yet")
    page.get_by_label("Stage").select_option("We are new & small.")
    page.get_by_label("Anything else").fill("We sell shoes")
    asked = "We are new & small. We sell shoes. Whom do we need first, a chief marketing officer?"
    expect(page.locator("#cp-question")).to_have_text(f"You will ask: {asked}")
    page.get_by_role("button", name="Ask for advice").click()
    expect(page.locator(".co-done")).to_have_count(1)
    expect(page.locator("#cp-view")).to_be_hidden()
    assert [question.text for question in lasting_desk.scripted.asked] == [asked]


def test_the_advice_form_has_an_address(opened, address):
    page = opened()
    page.goto(address + "guide")
    expect(page.get_by_label("Stage")).to_be_visible()
    assert page.url == address + "#advice"


def test_pictures_scroll_inside_their_frame_on_a_telephone(opened):
    page = opened(width=360, height=740)
    page.get_by_role("link", name="Pictures").click()
    page.locator("#cp-organisation svg").wait_for()
    assert page.evaluate("document.querySelector('#cp-view').scrollWidth <= innerWidth")
    assert page.evaluate("document.querySelector('#co-header').scrollWidth <= innerWidth")


def test_the_browser_s_way_back_closes_the_view_and_keeps_the_conversation(opened):
    page = opened()
    page.get_by_role("textbox", name="Your question").fill("What does a CMO do?")
    page.keyboard.press("Enter")
    expect(page.locator(".co-done")).to_have_count(1)
    page.wait_for_url("**/?conversation=*")
    here = page.url
    for _ in range(2):
        page.get_by_role("link", name="Pictures", exact=True).click()
        expect(page.locator("#cp-organisation svg")).to_be_visible()
        page.go_back()
        expect(page.locator("#cp-view")).to_be_hidden()
    expect(page.locator(".co-done")).to_have_count(1)
    assert page.url == here
    page.go_forward()
    expect(page.locator("#cp-organisation svg")).to_be_visible()


def test_closed_in_the_page_it_leaves_no_entry_that_back_would_have_to_pass(opened, address):
    page = opened()
    page.goto(f"{address}evidence/v1/two-chiefs")
    page.goto(address)
    page.get_by_role("link", name="Pictures", exact=True).click()
    expect(page.locator("#cp-organisation svg")).to_be_visible()
    page.reload()
    expect(page.locator("#cp-organisation svg")).to_be_visible()
    page.locator("#cp-view").get_by_role("button", name="Close").click()
    expect(page.locator("#cp-view")).to_be_hidden()
    page.get_by_role("link", name="Advice", exact=True).click()
    expect(page.locator("#cp-guide")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#cp-view")).to_be_hidden()
    expect(page.get_by_role("link", name="Advice", exact=True)).to_be_focused()
    page.wait_for_function("!history.state?.coView")
    page.go_back()
    page.wait_for_url("**/evidence/v1/two-chiefs")
