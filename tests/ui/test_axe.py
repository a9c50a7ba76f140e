"""axe-core on each view of the page, light and dark: nothing of serious or critical impact; all fit a phone, and 200 %."""

import pytest
from auditing import faults, violations
from playwright.sync_api import Page, expect


def ask(page: Page, text: str) -> None:
    answers = page.locator(".co-done").count()
    page.get_by_role("textbox", name="Your question").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator(".co-done")).to_have_count(answers + 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_of_the_page_has_a_serious_or_critical_violation_or_is_too_wide(opened, axe, scheme):
    page = opened(scheme=scheme)
    page.evaluate(axe)
    wrong = faults(page, "welcome")
    ask(page, "What does a CMO do?")
    wrong += faults(page, "answer")
    page.locator(".co-text .co-cite").first.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("tooltip")).to_be_visible()
    wrong += violations(page, "quote")
    page.keyboard.press("Enter")
    expect(page.locator("#co-mark")).to_be_in_viewport()
    wrong += faults(page, "panel")
    page.keyboard.press("Escape")
    page.get_by_text("About", exact=True).click()
    expect(page.locator("#co-about-body h2").first).to_be_visible()
    wrong += faults(page, "about")
    page.keyboard.press("Escape")
    ask(page, "compare")
    wrong += faults(page, "comparison")
    ask(page, "What about Canada?")
    wrong += faults(page, "not covered")
    page.get_by_role("link", name="Pictures", exact=True).click()
    expect(page.locator("#cp-organisation svg")).to_be_visible()
    for summary in page.locator("#cp-view summary").all():
        summary.click()
    wrong += faults(page, "pictures")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Advice").click()
    expect(page.get_by_label("Stage")).to_be_visible()
    wrong += faults(page, "advice")
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator(".co-cite").last.click()
    expect(page.locator("#co-mark")).to_be_in_viewport()
    wrong += violations(page, "panel on a phone")
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "view", ["pictures", "pictures/support?version=v1&of=answer&rows=two-chiefs", "evidence/v0/gone"]
)
def test_no_page_of_its_own_has_a_serious_or_critical_violation_or_is_too_wide(opened, address, axe, view, scheme):
    page = opened(scheme=scheme)
    page.goto(address + view)
    page.evaluate(axe)
    assert faults(page, view) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_a_passage_has_no_serious_or_critical_violation_and_fits(opened, address, axe, scheme):
    page = opened(scheme=scheme)
    page.goto(address + "evidence/v1/two-chiefs?start=63&end=90#co-mark")
    page.evaluate(axe)
    assert faults(page, "passage") == []


def test_axe_would_notice_what_is_wrong(opened, axe):
    page = opened()
    page.evaluate(axe)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<button></button><p style=\"color:#eee\">Pale</p>')")
    assert [line.split()[2] for line in violations(page, "welcome")] == ["button-name", "color-contrast"]
