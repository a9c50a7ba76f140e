"""What axe-core holds against a view, and whether a view fits its window."""

from typing import Any

from javascript import PEERS

AXE = PEERS / "axe-core" / "axe.min.js"
PHONE = {"width": 360, "height": 740}
ZOOMED = {"width": 640, "height": 400}  # what is left of 1280 by 800 at 200 %


def violations(page: Any, view: str) -> list[str]:
    """The violations of serious or critical impact, each with the elements that it is about."""
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{view}: {one['impact']} {one['id']} {[node['html'][:200] for node in one['nodes']]}"
        for one in result["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def too_wide(page: Any, view: str) -> list[str]:
    """Where a view has to be scrolled sideways: on a phone, or at 200 %. Leaves the window as it was."""
    before = page.viewport_size
    found = []
    for size in (PHONE, ZOOMED):
        page.set_viewport_size(size)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > size["width"]:
            found.append(f"{view}: {wide} pixels wide in a window of {size['width']}")
    page.set_viewport_size(before)
    return found


def faults(page: Any, view: str) -> list[str]:
    """Both."""
    return violations(page, view) + too_wide(page, view)
