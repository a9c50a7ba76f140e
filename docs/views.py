"""Takes the pictures in this folder: each view of the page on a desktop, on a phone and dark.

`.venv/bin/python docs/views.py [HOME [VIEW ...]]` after `make setup-dev`; HOME is a state folder to copy, which saves the
minute that the first version takes. What it takes is to be looked at before it is committed.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from os import environ
from pathlib import Path
from time import sleep
from urllib.error import HTTPError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
COMMAND = [sys.executable, "-c", "from ui.cli import main; main()"]
SIZES = {
    "": {"viewport": {"width": 1280, "height": 800}},
    "-phone": {"viewport": {"width": 390, "height": 780}},
    "-dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
}
NAME, PASSWORD = "ada", "views of the page"
SHADES = 96  # colours that a picture keeps: text and lines need no more
ASKED = ("How do a CSO and a CMO compare?", "Who reports to whom?", "When is a CMO the better choice?")


def ask(page: Page, question: str) -> None:
    """Ask, and wait for the whole answer."""
    before = page.locator(".co-done").count()
    page.get_by_role("textbox", name="Your question").fill(question)
    page.keyboard.press("Enter")
    page.wait_for_function("(before) => document.querySelectorAll('.co-done').length > before", arg=before)


def welcome(_: Page) -> None:
    """The page before the first question."""


def chat(page: Page) -> None:
    """An answer."""
    ask(page, "What does a CMO do?")


def comparison(page: Page) -> None:
    """A table with a citation in each cell."""
    ask(page, ASKED[0])


def evidence(page: Page) -> None:
    """The article beside an answer."""
    ask(page, ASKED[0])
    page.locator(".co-text .co-cite").first.click()
    page.locator("#co-mark").wait_for()


def organisation(page: Page) -> None:
    """Who reports to whom."""
    page.get_by_role("link", name="Pictures", exact=True).click()
    page.locator("#cp-organisation svg").wait_for()
    page.locator("#cp-organisation").evaluate("(one) => one.scrollIntoView()")


def journey(page: Page) -> None:
    """Who owns which stage of the customer journey."""
    organisation(page)
    page.locator("#cp-journey").evaluate("(one) => one.scrollIntoView()")


def advice(page: Page) -> None:
    """The form, with two situations chosen."""
    page.get_by_role("link", name="Advice").click()
    for label in ("Stage", "Problem"):
        page.get_by_label(label).select_option(index=1)


def history(page: Page) -> None:
    """Earlier conversations beside the last one."""
    for question in ASKED:
        ask(page, question)
        page.locator("#co-new").click()
    ask(page, "What does a CRO own?")
    page.get_by_role("button", name="History").click()
    page.locator("#co-history li").first.wait_for()


def signin(page: Page) -> None:
    """The way in."""
    page.get_by_label("User name").wait_for()


def enter(page: Page) -> None:
    """Sign in, if that is asked for."""
    if page.get_by_label("User name").count():
        page.get_by_label("User name").fill(NAME)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Sign out").wait_for()


def editing(page: Page) -> None:
    """An article in the editors' room, with what the program reads."""
    enter(page)
    page.goto(page.url.partition("editors/")[0].rstrip("/") + "/editors/file?name=articles/cmo-and-sales.md")
    page.locator("#preview h3").first.wait_for()


def room(page: Page) -> None:
    """The editors' room."""
    enter(page)
    page.goto(page.url.rstrip("/") + "/editors/")
    page.get_by_role("heading", name="Editors' room").wait_for()


OPEN = (welcome, chat, comparison, evidence, organisation, journey, advice, history)
BEHIND_THE_DOOR = (signin, room, editing)


@contextmanager
def served(home: Path, **settings: str) -> Iterator[str]:
    """The page's address, on a home."""
    env = {**environ, "CORNER_OFFICE_HOME": str(home), **settings}
    if settings:
        subprocess.run([*COMMAND, "users", "add", NAME, "--editor"], env=env, input=PASSWORD, text=True, check=True)
    with subprocess.Popen([*COMMAND, "web", "--port", "0"], env=env, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = next(word for line in server.stderr for word in line.split() if word.startswith("http://"))
        try:
            until_ready(address)
            yield f"{address}/"
        finally:
            server.terminate()


def until_ready(address: str) -> None:
    """Wait for the articles."""
    while True:
        with suppress(HTTPError), urlopen(f"{address}/readyz"):
            return
        sleep(1)


def take(browser: Browser, address: str, view: Callable[[Page], None], size: str) -> None:
    """Take one picture, each in a browser of its own."""
    with browser.new_context(**SIZES[size], reduced_motion="reduce") as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(300_000)
        page.goto(address)
        if view in OPEN:
            page.get_by_role("textbox", name="Your question").wait_for()
        view(page)
        page.wait_for_timeout(700)  # for what follows an answer
        taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
    place = HERE / f"{view.__name__}{size}.png"
    taken.quantize(SHADES, dither=Image.Dither.NONE).save(place, optimize=True)
    sys.stderr.write(f"{place.name}: {place.stat().st_size // 1000} kB\n")


def main(given: Path | None, wanted: list[str]) -> None:
    """Take the pictures of the wanted views, of all by default."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder) / "home"
        if given:
            shutil.copytree(given, home, ignore=shutil.ignore_patterns("archive.*", "sessions.*", "editors"))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for views, settings in ((OPEN, {}), (BEHIND_THE_DOOR, {"CORNER_OFFICE_SIGN_IN": "file"})):
            with served(home, **settings) as address:
                for view in [one for one in views if not wanted or one.__name__ in wanted]:
                    for size in SIZES:
                        take(browser, address, view, size)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None, sys.argv[2:])
