"""A server and a browser for the tests of what people see, and what a page does that no test may see."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from ui.server import listening

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


@contextmanager
def serving(app: Any, lifespan: str = "auto") -> Iterator[str]:
    """Serve an app on a free port; gives its address, with a slash at the end."""
    import uvicorn

    with listening("127.0.0.1", 0) as listener:
        config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=1, lifespan=lifespan)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join(15)


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser; to be opened after the server, which is not built while Playwright's event loop runs."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium")
    if found is None:
        pytest.fail("No chromium on the PATH: the browser tests need it. Run `make setup`, which installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


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
