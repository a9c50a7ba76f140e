"""A browser's arguments, and what a page does that no test may see."""

from typing import Any

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Watched:
    """What a page did that no test may see: errors, dialogs, requests to other hosts."""

    def __init__(self, page: Any, address: str) -> None:
        self.found: list[str] = []
        page.on("pageerror", lambda error: self.found.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.found.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self.see(request.url, address))

    def see(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.found.append(f"request: {url}")
