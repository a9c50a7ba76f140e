"""Asking in a real browser while something is under way, in any script, and without a jump of the page."""

import json

from playwright.sync_api import Page, expect

WAIT = "The answer before is still on its way."


def ask(page: Page, text: str) -> None:
    answers = page.locator(".co-done").count()
    page.get_by_role("textbox", name="Your question").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator(".co-done")).to_have_count(answers + 1)


def test_a_question_sent_before_the_last_is_answered_is_refused_and_kept(fresh, lasting_desk):
    page = fresh
    lasting_desk.scripted.gate.clear()
    box = page.get_by_role("textbox", name="Your question")
    box.fill("What does a CMO do?")
    page.keyboard.press("Enter")
    expect(box).to_have_value("")
    page.keyboard.type("And in Canada?")
    page.keyboard.press("Enter")
    expect(page.get_by_text(WAIT)).to_be_visible()
    expect(box).to_have_value("And in Canada?")
    lasting_desk.scripted.gate.set()
    expect(page.locator(".co-done")).to_have_count(1)
    expect(page.get_by_text(WAIT)).to_be_hidden()
    expect(box).to_have_value("And in Canada?")
    box.press("Enter")
    expect(page.locator(".co-done")).to_have_count(2)
    assert [question.text for question in lasting_desk.scripted.asked] == ["What does a CMO do?", "And in Canada?"]


def test_what_is_typed_before_the_question_arrives_is_kept(fresh, lasting_desk):
    page = fresh
    box = page.get_by_role("textbox", name="Your question")
    box.fill("What does a CMO do?")
    # Enter, a second question and Enter again, in one go: nothing can have come back in between.
    box.evaluate(
        """(area) => {
             const enter = () => area.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true}));
             document.querySelector("#co-send").click();
             area.value = "And in Canada?";
             area.dispatchEvent(new Event("input", {bubbles: true}));
             enter();
           }"""
    )
    expect(page.locator(".co-done")).to_have_count(1)
    expect(box).to_have_value("And in Canada?")
    assert [question.text for question in lasting_desk.scripted.asked] == ["What does a CMO do?"]


def test_what_is_not_answered_when_the_page_is_loaded_anew_is_in_the_box_again(fresh, lasting_desk):
    page = fresh
    ask(page, "How do they compare?")
    lasting_desk.scripted.gate.clear()
    box = page.get_by_role("textbox", name="Your question")
    box.fill("What does a CMO do?")
    page.keyboard.press("Enter")
    expect(page.locator(".co-pending")).to_be_visible()
    page.reload()  # as Gradio does once a server that was gone is back
    expect(box).to_have_value("What does a CMO do?")
    expect(page.get_by_text("Not sent, or not answered")).to_be_visible()
    lasting_desk.scripted.gate.set()
    expect(page.locator(".user-row")).to_have_text(["How do they compare?"])
    box.fill("A draft")
    page.reload()
    expect(box).to_have_value("A draft")
    box.fill("")
    page.reload()
    expect(page.locator(".user-row")).to_have_text(["How do they compare?"])
    expect(box).to_have_value("")


def test_a_suggestion_leaves_what_was_being_typed(fresh):
    page = fresh
    ask(page, "What does a CMO do?")
    box = page.get_by_role("textbox", name="Your question")
    box.fill("A draft")
    page.get_by_role("button", name="And in Canada?").click()
    expect(page.locator(".co-done")).to_have_count(2)
    expect(box).to_have_value("A draft")


def test_an_answer_is_announced_once(fresh):
    page = fresh
    page.evaluate(
        """() => { window.told = []; new MutationObserver(() => told.push(document.querySelector("#co-announcer").textContent))
             .observe(document.querySelector("#co-announcer"), {childList: true, characterData: true, subtree: true}); }"""
    )
    ask(page, "What does a CMO do?")
    ask(page, "And in Canada?")
    told = page.evaluate("told")
    assert [text.split(":")[0] for text in told] == ["Answer", "Answer"]


def test_hebrew_and_arabic_run_from_right_to_left_and_english_does_not(fresh):
    page = fresh
    box = page.get_by_role("textbox", name="Your question")
    expect(box).to_have_attribute("dir", "auto")
    for text, direction in (("מה עושה סמנכ״ל שיווק?", "rtl"), ("What does a CMO do?", "ltr")):
        box.fill(text)
        assert box.evaluate("area => getComputedStyle(area).direction") == direction
        ask(page, text)
    begins = """row => { const words = document.createRange(); words.selectNodeContents(row);
        const all = row.getBoundingClientRect(), first = document.createRange();
        const text = row.querySelector(".md").firstChild; const node = text.nodeType === 3 ? text : text.firstChild;
        first.setStart(node, 0); first.setEnd(node, 1);
        return (first.getBoundingClientRect().x - all.x) / all.width; }"""
    bubbles = page.locator(".user-row .message")
    assert bubbles.first.evaluate(begins) > 0.5
    assert bubbles.last.evaluate(begins) < 0.5


def test_nothing_that_is_shown_moves_while_an_answer_comes_in(fresh):
    page = fresh
    ask(page, "What does a CMO do?")
    page.evaluate(
        """() => { window.moved = []; new PerformanceObserver((list) => { for (const entry of list.getEntries())
             moved.push([entry.value, entry.sources.map((one) => one.node?.className ?? one.node?.nodeName)]); })
             .observe({type: "layout-shift", buffered: false}); }"""
    )
    ask(page, "compare")
    moved = page.evaluate("new Promise((done) => setTimeout(() => done(moved), 300))")
    assert sum(value for value, _ in moved) < 0.1, json.dumps(moved)


def test_at_200_percent_everything_can_be_reached_without_scrolling_sideways(fresh):
    page = fresh
    page.set_viewport_size({"width": 640, "height": 400})  # what is left of 1280 by 800 at 200 %
    wide = "document.documentElement.scrollWidth > innerWidth"
    ask(page, "compare")
    assert not page.evaluate(wide)
    page.locator(".co-text .co-cite").first.click()
    expect(page.locator("#co-evidence mark:not(.co-also)").first).to_be_in_viewport()
    assert not page.evaluate(wide)
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="Your question")).to_be_in_viewport()


def test_nothing_is_animated_for_those_who_want_less_motion(fresh):
    page = fresh
    page.emulate_media(reduced_motion="reduce")
    ask(page, "What does a CMO do?")
    page.locator(".co-text .co-cite").first.click()
    expect(page.locator("#co-evidence mark:not(.co-also)")).to_be_in_viewport()
    running = "document.getAnimations().filter((one) => one.playState === 'running').length"
    assert page.evaluate(running) == 0
