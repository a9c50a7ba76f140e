"""axe-core on each view of the page, light and dark: nothing of serious or critical impact."""

import pytest
from javascript import PEERS
from playwright.sync_api import Page, expect

AXE = PEERS / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        pytest.fail(f"{AXE} is not there: run `make peers`, which installs what tests/peers/package.json lists.")
    return AXE.read_text(encoding="utf-8")


def ask(page: Page, text: str) -> None:
    answers = page.locator(".co-done").count()
    page.get_by_role("textbox", name="Your question").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator(".co-done")).to_have_count(answers + 1)


def found(page: Page, view: str) -> list[str]:
    """What axe-core holds against a view, worst first, each with the elements that it is about."""
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{view}: {one['impact']} {one['id']} {[node['html'][:200] for node in one['nodes']]}"
        for one in result["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_of_the_page_has_a_serious_or_critical_violation(opened, axe, scheme):
    page = opened(scheme=scheme)
    page.evaluate(axe)
    wrong = found(page, "welcome")
    ask(page, "What does a CMO do?")
    wrong += found(page, "answer")
    page.locator(".co-text .co-cite").first.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("tooltip")).to_be_visible()
    wrong += found(page, "quote")
    page.keyboard.press("Enter")
    expect(page.locator("#co-mark")).to_be_in_viewport()
    wrong += found(page, "panel")
    page.keyboard.press("Escape")
    page.get_by_text("About", exact=True).click()
    expect(page.locator("#co-about-body h2").first).to_be_visible()
    wrong += found(page, "about")
    page.keyboard.press("Escape")
    ask(page, "compare")
    wrong += found(page, "comparison")
    ask(page, "What about Canada?")
    wrong += found(page, "not covered")
    page.get_by_role("link", name="Pictures", exact=True).click()
    expect(page.locator("#cp-organisation svg")).to_be_visible()
    for summary in page.locator("#cp-view summary").all():
        summary.click()
    wrong += found(page, "pictures")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Advice").click()
    expect(page.get_by_label("Stage")).to_be_visible()
    wrong += found(page, "advice")
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator(".co-cite").last.click()
    expect(page.locator("#co-mark")).to_be_in_viewport()
    wrong += found(page, "panel on a phone")
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_a_passage_has_no_serious_or_critical_violation(opened, address, axe, scheme):
    page = opened(scheme=scheme)
    page.goto(address + "evidence/v1/two-chiefs?start=63&end=90#co-mark")
    page.evaluate(axe)
    assert found(page, "passage") == []


def test_axe_would_notice_what_is_wrong(opened, axe):
    page = opened()
    page.evaluate(axe)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<button></button><p style=\"color:#eee\">Pale</p>')")
    assert [line.split()[2] for line in found(page, "welcome")] == ["button-name", "color-contrast"]
