"""What the page is handed of history: the archive, and how it is spoken of. Not here: opening an archive."""

from dataclasses import dataclass

from ui.archive.stores import Archive


@dataclass(frozen=True, kw_only=True)
class History:
    """An archive with what the page says about it.

    `page_url` is the address at which readers open the page, "" where the request's own will do. `days` is how long
    a conversation that nobody goes on with is kept; 0 is for good.
    """

    archive: Archive
    page_url: str = ""
    days: int = 0

    def base(self, of_request: str) -> str:
        """The page's address with its `/`, for what is read elsewhere."""
        return f"{self.page_url.rstrip('/')}/" if self.page_url else of_request
