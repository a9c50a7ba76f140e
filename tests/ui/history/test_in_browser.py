import re

from playwright.sync_api import expect

from ui.archive.errors import ArchiveError


def ask(page, question):
    box = page.get_by_role("textbox", name="Your question")
    before = page.locator(".co-done").count()
    box.fill(question)
    box.press("Enter")
    page.wait_for_function("count => document.querySelectorAll('.co-done').length > count", arg=before)


def titles(page):
    return page.locator("#co-history .co-past").all_text_contents()


def show_history(page):
    page.get_by_role("button", name="History").click()
    page.locator("#co-history-list li").first.wait_for()


def test_a_conversation_is_kept_reopened_gone_on_with_and_there_after_a_reload(opened, lasting_desk):
    page = opened()
    ask(page, "What does a CMO do?")
    ask(page, "How do they compare?")
    shown = page.locator(".co-done").first.inner_html()
    page.get_by_role("button", name="New conversation", exact=True).click()
    page.locator(".co-welcome").wait_for()
    ask(page, "And in Canada?")
    show_history(page)
    assert titles(page)[:2] == ["And in Canada?", "What does a CMO do?"]
    page.locator("#co-history .co-past", has_text="What does a CMO do?").click()
    page.wait_for_function("document.querySelectorAll('.co-done').length === 2")
    rows = page.locator(".user-row").all_text_contents()
    assert [row.strip() for row in rows] == ["What does a CMO do?", "How do they compare?"]
    assert page.locator(".co-done").first.inner_html() == shown
    ask(page, "And in Canada, then?")
    assert lasting_desk.scripted.asked[-1].earlier == ("What does a CMO do?", "How do they compare?")
    page.reload()
    page.wait_for_function("document.querySelectorAll('.co-done').length === 3")


def test_on_a_phone_the_way_back_closes_the_history(opened):
    page = opened(width=360, height=740)
    ask(page, "What does a walrus do?")
    page.wait_for_url("**/?conversation=*")
    here = page.url
    show_history(page)
    page.go_back()
    expect(page.locator("#co-history")).to_be_hidden()
    assert page.url == here
    show_history(page)
    page.locator("#co-history .co-past", has_text="walrus").click()
    expect(page.locator("#co-history")).to_be_hidden()
    page.wait_for_function("!history.state?.coDrawer")
    assert page.url == here


def test_a_conversation_is_found_renamed_and_deleted_once_that_is_confirmed(opened):
    page = opened()
    ask(page, "What does a zebra do?")
    show_history(page)
    page.get_by_role("searchbox").fill("ZEBRA")
    page.get_by_text("1 conversation found").wait_for()
    page.locator("#co-history .co-more summary").click()
    page.get_by_role("button", name="Rename").click()
    page.get_by_role("textbox", name="New title").fill("Zebras")
    page.keyboard.press("Enter")
    page.locator("#co-history .co-past", has_text=re.compile("^Zebras$")).wait_for()
    page.locator("#co-history .co-more summary").click()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Keep").click()
    page.locator("#co-history .co-past").wait_for()
    page.locator("#co-history .co-more summary").click()
    page.get_by_role("button", name="Delete").click()
    page.locator("#co-history .co-really").click()
    page.get_by_text("0 conversations found").wait_for()
    page.locator(".co-welcome").wait_for()  # it was the open one
    assert "conversation=" not in page.url


def test_the_drawer_is_used_by_keyboard_and_gives_the_focus_back(opened):
    page = opened()
    ask(page, "What does a CMO do?")
    page.get_by_role("button", name="History").focus()
    page.keyboard.press("Enter")
    page.locator("#co-history-list li").first.wait_for()
    assert page.evaluate("document.activeElement.id") == "co-history-search"
    page.keyboard.press("Escape")
    assert page.locator("#co-history").is_hidden()
    assert page.evaluate("document.activeElement.id") == "co-past-button"


def test_the_article_takes_the_drawer_s_room_on_a_narrow_screen_and_stands_beside_it_on_a_wide_one(opened):
    page = opened()
    ask(page, "What does a CMO do?")
    show_history(page)
    page.locator("a.co-cite").first.click()
    page.locator("#co-evidence #co-mark").wait_for()
    assert page.locator("#co-history").is_hidden()
    page.set_viewport_size({"width": 1500, "height": 800})
    show_history(page)
    page.locator("a.co-cite").nth(1).click()
    page.get_by_text("Source 2 of 3").wait_for()
    assert page.locator("#co-history").is_visible()


def test_an_answer_is_rated_by_keyboard_with_a_reason_and_still_so_after_a_reload(opened, history):
    page = opened()
    ask(page, "How do they compare?")
    page.get_by_role("button", name="Bad answer").focus()
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="Wrong", exact=True).wait_for()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Sales come first.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Thank you. The editors will see it.").wait_for()
    rated = history.archive.feedback.bad()[0].feedback
    assert (rated.reason, rated.comment, rated.version) == ("wrong", "Sales come first.", "v1")
    page.reload()
    page.locator('.co-down[aria-pressed="true"]').wait_for()
    page.get_by_role("button", name="Bad answer").click()
    page.locator('.co-down[aria-pressed="false"]').wait_for()
    assert history.archive.feedback.bad() == ()


def test_the_link_of_an_answer_opens_it_with_its_evidence_beside_it(opened, browser, address):
    browser.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened()
    ask(page, "What does a CMO do?")
    page.get_by_role("link", name="Copy link").click()
    page.get_by_role("link", name="Copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{address}answers/")
    shared = opened()
    shared.goto(link)
    assert shared.get_by_role("heading", level=1).text_content() == "What does a CMO do?"
    shared.locator("a.co-cite").first.click()
    shared.locator("#co-evidence #co-mark").wait_for()
    assert shared.locator("#co-evidence #co-mark").text_content() == "The CMO reports to the CEO."


def test_the_table_of_a_shared_answer_sorts_and_is_copied_as_it_was_in_the_chat(opened, address):
    page = opened()
    ask(page, "Please compare them")
    page.goto(page.locator("a.co-permalink").last.evaluate("link => link.href"))
    rows = page.locator(".co-text tbody tr")
    page.get_by_role("columnheader", name="Aspect").get_by_role("button").click()
    expect(rows.first).to_contain_text("Cost")
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.wrote = text; }; }")
    page.get_by_role("button", name="Copy as CSV").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("() => window.wrote").startswith('"Aspect","CSO","CMO"')


def test_another_browser_has_a_history_of_its_own(opened, browser, address):
    page = opened()
    ask(page, "What does a CMO do?")
    page.wait_for_url("**/?conversation=*")
    other = browser.browser.new_context()
    try:
        stranger = other.new_page()
        stranger.goto(page.url)  # with the conversation's id in it
        stranger.locator(".co-notice", has_text="There is no such conversation in your history").wait_for()
        stranger.get_by_role("button", name="History").click()
        stranger.get_by_text("Nothing yet. What you ask is kept here.").wait_for()
    finally:
        other.close()


def test_an_answer_that_cannot_be_kept_is_given_and_says_so(opened, history, monkeypatch):
    def away(*_, **__):
        raise ArchiveError("away")

    page = opened()
    monkeypatch.setattr(history.archive.turns, "add", away)
    ask(page, "What does a CMO do?")
    assert "A CMO reports to the CEO." in page.locator(".co-done").text_content()
    assert "This answer is not being kept" in page.locator(".co-done").text_content()
    assert page.get_by_role("link", name="Copy link").count() == 0
