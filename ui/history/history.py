"""What the page is handed of history: the archive, and how it is spoken of. Not here: opening an archive."""

from dataclasses import dataclass

from starlette.requests import Request

from ui.archive.stores import Archive
from ui.people import BrowserCookie, cookie_header, person_of


@dataclass(frozen=True, kw_only=True)
class History:
    """An archive with what the page says about it.

    `page_url` is the address at which readers open the page, "" where the request's own will do. `days` is how long
    a conversation that nobody goes on with is kept; 0 is for good. `browser` is the cookie that people are known by
    without sign-in.
    """

    archive: Archive
    page_url: str = ""
    days: int = 0
    browser: BrowserCookie | None = None

    def before(self, request: Request) -> str:
        """Whose the conversations are that a signed-in person's browser began before; empty if there is no telling."""
        if self.browser is None or person_of(request).id.startswith("browser:"):
            return ""
        return self.browser.known(cookie_header(request.scope))

    def base(self, of_request: str) -> str:
        """The page's address with its `/`, for what is read elsewhere."""
        return f"{self.page_url.rstrip('/')}/" if self.page_url else of_request
