"""axe-core on the views of history: the drawer, the thumbs' form, a shared answer, an export."""

import pytest
from auditing import faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_of_history_has_a_serious_or_critical_violation_or_is_too_wide(opened, axe, address, scheme):
    page = opened(scheme=scheme)
    page.evaluate(axe)
    page.get_by_role("textbox", name="Your question").fill("How do they compare?")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Bad answer").click()
    page.get_by_role("button", name="Send").wait_for()
    wrong = faults(page, "thumbs")
    page.get_by_role("button", name="History").click()
    page.locator("#co-history .co-more summary").first.click()
    wrong += faults(page, "drawer")
    page.locator("#co-history .co-menu").first.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Keep").wait_for()
    wrong += faults(page, "deleting")
    link = page.locator("a.co-permalink").get_attribute("href")
    conversation = page.locator("#co-history li").first.get_attribute("data-id")
    for view in (link, f"history/{conversation}/print"):
        page.goto(address + view)
        page.evaluate(axe)
        wrong += faults(page, view.partition("/")[0])
    assert wrong == []
