"""PDF text into blocks, by way of plain text. Not here: how lines become paragraphs (`unwrap`, `plaintext`)."""

import io
import logging
import re
from collections import Counter
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError, LimitReachedError

from assistant.errors import ArticleError
from ingest.blocks import Document, without_lines
from ingest.decode import clean
from ingest.plaintext import read_plaintext

logger = logging.getLogger(__name__)

MOST_PAGES = 2000
EDGE = 2  # lines at the top and the bottom of a page among which running heads are looked for
PAGE_NUMBER = re.compile(r"(page\s*)?[-–]?\s*(\d{1,4}|[ivxlc]{1,6})\s*[-–]?(\s*(of|/)\s*\d{1,4})?", re.IGNORECASE)


def read_pdf(data: bytes, path: Path) -> Document:
    """Read the bytes of a PDF. Raises ArticleError if it is broken, needs a password or has no text layer."""
    try:
        pages = read_pages(data, path)
    except ArticleError:
        raise
    except DependencyError as error:
        raise ArticleError(
            f"{path}: encrypted in a way that cannot be read here. Save it without encryption."
        ) from error
    except (LimitReachedError, RecursionError, MemoryError) as error:
        raise ArticleError(f"{path}: too large or too deeply nested inside. Print it to a new PDF.") from error
    except Exception as error:  # pypdf warns that broken files cause errors of any kind
        raise ArticleError(f"{path}: a broken PDF ({error}). Print it to a new PDF, or save its text.") from error
    text = "\n".join(line for page in without_running_heads(pages) for line in page)
    if not any(character.isalnum() for character in text):
        raise ArticleError(f"{path}: no text layer, only images perhaps. Run text recognition (OCR) on it first.")
    return Document(blocks=without_lines(read_plaintext(text, path).blocks))


def read_pages(data: bytes, path: Path) -> list[list[str]]:
    """The cleaned lines of every page. Raises ArticleError for a password, and whatever pypdf raises."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleError(f"{path}: encrypted with a password. Save it without one.")
    if len(reader.pages) > MOST_PAGES:
        raise ArticleError(f"{path}: {len(reader.pages)} pages, over the limit of {MOST_PAGES}. Split it.")
    return [clean(page.extract_text()).split("\n") for page in reader.pages]


def without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Drop page numbers, and headers and footers: lines at the same place of most pages, digits aside."""
    pages = [[line for line in page if line.strip()] for page in pages]
    seen = Counter(place for page in pages for place in edges(page).values())
    least = max(2, (len(pages) + 1) // 2)
    kept: list[list[str]] = []
    for page in pages:
        drop = {at for at, place in edges(page).items() if seen[place] >= least or is_page_number(page, at)}
        kept.append([line for at, line in enumerate(page) if at not in drop])
    return kept


def edges(page: list[str]) -> dict[int, tuple[int, str]]:
    """The places of the lines at the top and the bottom of a page: the count from that edge, and the line.

    Digits are made alike in it, so that `Page 2` and `Page 3` are the same.
    """
    counts = {at: at if at < EDGE else at - len(page) for at in range(len(page))}
    return {
        at: (count, re.sub(r"\d+", "#", " ".join(page[at].split())))
        for at, count in counts.items()
        if -EDGE <= count < EDGE
    }


def is_page_number(page: list[str], at: int) -> bool:
    """Whether the first or the last line of a page is nothing but its number."""
    return at in {0, len(page) - 1} and len(page) > 1 and PAGE_NUMBER.fullmatch(page[at].strip()) is not None
