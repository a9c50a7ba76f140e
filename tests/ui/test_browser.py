"""The page in a real browser: asking, evidence, hostile texts, small and dark screens."""

import base64
import json
import os
import random
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

HOSTILE = Path(os.environ.get("HOSTILE_TEXTS", "") or Path(__file__).parents[3] / "shared" / "data" / "hostile")
REMEDY = "There is no index in the state folder. Run corner-office update."


def ask(page: Page, text: str) -> None:
    answers = page.locator(".co-done").count()
    page.get_by_role("textbox", name="Your question").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator(".co-done")).to_have_count(answers + 1)


def test_a_question_gets_an_answer_with_citations_and_the_box_is_emptied(opened, lasting_desk):
    page = opened()
    ask(page, "What does a CMO do?")
    expect(page.locator(".co-done")).to_contain_text("A CMO reports to the CEO.")
    assert page.get_by_role("link", name="Source 1 from Two chiefs, Reporting").count() == 1
    assert page.get_by_role("textbox", name="Your question").input_value() == ""
    assert [question.text for question in lasting_desk.scripted.asked] == ["What does a CMO do?"]


def test_an_answer_is_revealed_in_steps_and_announced_once_it_is_whole(opened):
    page = opened()
    page.evaluate(
        """() => { window.seen = new Set(); new MutationObserver(() => {
             const text = document.querySelector(".co-writing .co-text")?.textContent; if (text) seen.add(text);
           }).observe(document.body, {childList: true, subtree: true, characterData: true}); }"""
    )
    ask(page, "What does a CMO do?")
    assert page.evaluate("seen.size") >= 2
    expect(page.locator("#co-announcer")).to_contain_text("Answer: A CMO reports to the CEO. [1]")
    assert page.locator("#co-announcer").get_attribute("role") == "status"
    assert page.locator("#co-chat [role=log]").get_attribute("aria-live") == "off"


def test_a_click_on_a_citation_opens_its_passage_marked_and_in_view(opened):
    page = opened()
    ask(page, "What does a CMO do?")
    page.locator(".co-text .co-cite").nth(1).click()
    panel = page.get_by_role("complementary")
    expect(panel.locator("#co-mark")).to_have_text("Building the brand <b>everywhere</b>")
    expect(panel.locator("#co-mark")).to_be_in_viewport()
    expect(panel.get_by_role("heading", name="Two chiefs")).to_be_visible()
    expect(panel.locator(".co-path")).to_contain_text("Reporting")
    chat, evidence = page.locator("#co-chat").bounding_box(), panel.bounding_box()
    assert chat["x"] + chat["width"] <= evidence["x"] + 1


def test_the_panel_walks_through_the_sources_of_the_answer(opened):
    page = opened()
    ask(page, "What does a CMO do?")
    page.locator(".co-text .co-cite").first.click()
    expect(page.get_by_text("Source 1 of 3", exact=True)).to_be_visible()
    assert page.get_by_role("button", name="Previous source").is_disabled()
    page.get_by_role("button", name="Next source").click()
    expect(page.get_by_text("Source 2 of 3", exact=True)).to_be_visible()
    expect(page.locator("#co-evidence #co-mark")).to_contain_text("Building the brand")


def test_enter_on_a_citation_opens_the_evidence_and_escape_returns_to_it(opened):
    page = opened()
    ask(page, "What does a CMO do?")
    page.get_by_role("textbox", name="Your question").focus()
    link = page.locator(".co-text .co-cite").first
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#co-evidence #co-mark")).to_have_text("The CMO reports to the CEO.")
    expect(page.locator("#co-evidence-name")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#co-evidence")).to_be_hidden()
    expect(link).to_be_focused()


def test_an_evidence_address_opens_as_a_page_of_its_own(opened, address):
    page = opened()
    ask(page, "What does a CMO do?")
    page.goto(address + page.locator(".co-text .co-cite").first.get_attribute("href"))
    expect(page.locator("mark")).to_have_text("The CMO reports to the CEO.")
    page.get_by_role("link", name="Corner Office").click()
    page.get_by_role("textbox", name="Your question").wait_for()


def test_an_example_is_asked_by_one_click(opened, lasting_desk):
    page = opened()
    page.get_by_role("button", name="Who reports to whom?").click()
    expect(page.locator(".co-done")).to_have_count(1)
    assert lasting_desk.scripted.asked[0].text == "Who reports to whom?"


def test_a_follow_up_is_asked_by_one_click_and_keeps_the_context(opened, lasting_desk):
    page = opened()
    ask(page, "What does a CMO do?")
    page.get_by_role("button", name="And in Canada?").click()
    expect(page.locator(".co-done")).to_have_count(2)
    assert lasting_desk.scripted.asked[-1].text == "And in Canada?"
    assert lasting_desk.scripted.asked[-1].earlier == ("What does a CMO do?",)
    expect(page.locator(".co-done").last).to_contain_text("Not in the articles")
    page.get_by_role("link", name=re.compile("Measures")).click()
    expect(page.locator("#co-evidence-body")).to_contain_text("Each chief is measured differently")


def test_an_edited_question_replaces_what_came_after_it(opened, lasting_desk):
    page = opened()
    ask(page, "R&D or <b>sales</b>?")
    ask(page, "And in Canada?")
    page.get_by_role("button", name="Edit").first.click()
    box = page.get_by_role("textbox", name="Edit your question")
    expect(box).to_have_value("R&D or <b>sales</b>?")
    box.fill("Who is <i>first</i>?")
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".user-row")).to_have_count(1)
    expect(page.locator(".co-done")).to_have_count(1)
    expect(page.locator(".user-row")).to_have_text("Who is <i>first</i>?")
    assert lasting_desk.scripted.asked[-1].text == "Who is <i>first</i>?"
    assert lasting_desk.scripted.asked[-1].earlier == ()


def test_retry_asks_the_last_question_again_in_its_context(opened, lasting_desk):
    page = opened()
    ask(page, "What does a CMO do?")
    ask(page, "And in Canada?")
    lasting_desk.scripted.gate.clear()
    page.get_by_role("button", name="Retry").click()
    expect(page.locator(".co-pending")).to_be_visible()
    lasting_desk.scripted.gate.set()
    expect(page.locator(".co-done")).to_have_count(2)
    assert [question.text for question in lasting_desk.scripted.asked][-2:] == ["And in Canada?"] * 2
    assert lasting_desk.scripted.asked[-1].earlier == ("What does a CMO do?",)


def test_a_waiting_answer_can_be_stopped_and_another_asked(opened, lasting_desk):
    page = opened()
    lasting_desk.scripted.gate.clear()
    page.get_by_role("textbox", name="Your question").fill("What does a CMO do?")
    page.keyboard.press("Enter")
    expect(page.locator(".co-pending")).to_contain_text("Looking through the articles")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".co-notice")).to_contain_text("Stopped before an answer")
    lasting_desk.scripted.gate.set()
    ask(page, "And in Canada?")
    expect(page.locator(".co-done").last).to_contain_text("Not in the articles")


def test_an_answer_is_copied_as_text_with_its_sources(opened):
    page = opened()
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    ask(page, "What does a CMO do?")
    page.get_by_role("button", name="Copy").click()
    assert page.evaluate("copied").splitlines() == [
        "A CMO reports to the CEO. [1]",
        "• Builds the brand [2]",
        "• Talks with customers [3]",
        "",
        *(f"[{number}] Two chiefs › Reporting" for number in (1, 2, 3)),
    ]


def test_a_new_answer_is_scrolled_to_as_far_as_it_goes(opened):
    page = opened(1280, 420)
    for _ in range(3):
        ask(page, "What does a CMO do?")
    expect(page.locator(".user-row").last).to_be_in_viewport()
    page.wait_for_function(
        """() => { const log = document.querySelector("#co-chat [role=log]"), rows = log.querySelectorAll(".user-row");
             const gap = [...rows].at(-1).getBoundingClientRect().top - log.getBoundingClientRect().top;
             return Math.abs(gap - 12) < 3 || log.scrollTop + log.clientHeight >= log.scrollHeight - 2; }"""
    )


def test_a_new_conversation_starts_empty_and_without_context(opened, lasting_desk):
    page = opened()
    ask(page, "What does a CMO do?")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".user-row")).to_have_count(0)
    expect(page.locator(".co-welcome")).to_be_visible()
    ask(page, "And in Canada?")
    assert lasting_desk.scripted.asked[-1].earlier == ()


def test_an_empty_question_gets_a_hint_and_is_not_sent(opened, lasting_desk):
    page = opened()
    page.get_by_role("textbox", name="Your question").fill("   ")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Type a question first")).to_be_visible()
    page.get_by_role("button", name="Ask", exact=True).click()
    assert page.locator(".user-row").count() == 0
    assert lasting_desk.scripted.asked == []


def test_a_question_of_20_000_characters_is_passed_on_whole_and_shown_small(opened, lasting_desk):
    page = opened()
    ask(page, "What does a CMO do? " * 1000)
    assert len(lasting_desk.scripted.asked[0].text.strip()) == 19_999
    assert page.locator(".user-row").bounding_box()["height"] < 220


def test_a_broken_index_is_said_with_the_command_until_it_is_mended(opened, lasting_desk):
    lasting_desk.break_down(REMEDY)
    page = opened()
    expect(page.locator("#co-state")).to_contain_text(REMEDY)
    expect(page.locator("#co-state code")).to_have_text("corner-office update")
    ask(page, "What does a CMO do?")
    expect(page.locator(".co-notice")).to_contain_text(REMEDY)
    lasting_desk.mend()
    expect(page.locator("#co-state")).to_be_empty()


def test_about_tells_what_is_covered(opened):
    page = opened()
    page.get_by_text("About", exact=True).click()
    expect(page.locator("#co-about-body")).to_contain_text("1 article")
    page.get_by_role("link", name="Two chiefs").click()
    expect(page.locator("#co-evidence-body")).to_contain_text("A short opening about two chiefs.")


def test_360_pixels_are_enough(opened):
    page = opened(360, 740)
    wide = "document.documentElement.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth"
    assert not page.evaluate(wide)
    ask(page, "compare")
    assert not page.evaluate(wide)
    page.locator(".co-table .co-cite").first.click()
    expect(page.locator("#co-evidence #co-mark")).to_be_in_viewport()
    assert not page.evaluate(wide)
    chat, evidence = page.locator("#co-chat").bounding_box(), page.locator("#co-evidence").bounding_box()
    assert chat["y"] + chat["height"] <= evidence["y"] + 1
    assert evidence["width"] == 360


def test_dark_mode_follows_the_reader_s_setting_everywhere(opened):
    page = opened(scheme="dark")
    ask(page, "What does a CMO do?")
    page.locator(".co-text .co-cite").first.click()
    expect(page.locator("#co-evidence #co-mark")).to_be_visible()
    for selector in (".gradio-container", "#co-evidence", "#co-box", ".co-ask"):
        red, green, blue = page.locator(selector).first.evaluate(
            "node => getComputedStyle(node).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
        )
        assert max(red, green, blue) < 60, selector


def hostile_texts() -> list[str]:
    if not HOSTILE.is_dir():
        pytest.skip("The hostile texts are not in this checkout; HOSTILE_TEXTS names their folder.")
    fixtures = json.loads((HOSTILE / "dompurify-fixtures" / "expect.json").read_text(encoding="utf-8"))
    naughty = json.loads((HOSTILE / "blns" / "blns.base64.json").read_text(encoding="utf-8"))
    decoded = [base64.b64decode(text).decode("utf-8", "replace") for text in naughty]
    chosen = random.Random(6)
    payloads = [fixture["payload"] for fixture in fixtures]
    return chosen.sample(payloads, 20) + chosen.sample([text for text in decoded if text.strip()], 20)


def test_hostile_questions_are_shown_as_text_and_never_run(opened, lasting_desk):
    texts = hostile_texts()
    page = opened()
    # One message each would take minutes: joined, every text still stands in the page as it was sent.
    for begin in range(0, len(texts), 8):
        ask(page, "\n".join(texts[begin : begin + 8]))
    shown = page.locator(".user-row .md")
    assert shown.count() == 5
    for number in range(5):
        assert shown.nth(number).locator("*").count() == 0
        asked = lasting_desk.scripted.asked[number].text
        assert shown.nth(number).evaluate("node => node.textContent").split() == asked.split()
    assert (
        page.evaluate(
            "[...document.querySelectorAll('.message-content :is(form, iframe, img, video, input, style)')].length"
        )
        == 0
    )
