"""PDF text into blocks, by way of plain text. Not here: how lines become paragraphs (`unwrap`, `plaintext`)."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError, LimitReachedError

from assistant.errors import ArticleError
from ingest.blocks import Document, without_lines
from ingest.decode import clean
from ingest.layout import is_columned, set_plain
from ingest.lines import ends_sentence
from ingest.plaintext import read_plaintext

logger = logging.getLogger(__name__)

MOST_PAGES = 2000
EDGE = 2  # lines at the top and the bottom of a page among which running heads are looked for
PAGE_NUMBER = re.compile(r"(page\s*)?[-–]?\s*(\d{1,4}|[ivxlc]{1,6})\s*[-–]?(\s*(of|/)\s*\d{1,4})?", re.IGNORECASE)


def read_pdf(data: bytes, path: Path) -> Document:
    """Read the bytes of a PDF. Raises ArticleError if it is broken, needs a password or has no text layer."""
    try:
        reader = open_reader(data, path)
        pages = [clean(page.extract_text()) for page in reader.pages]
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
    printed = printed_pages(reader, pages, path)
    lines = list(joined(without_running_heads([page.split("\n") for page in printed or pages])))
    text = "\n".join(set_plain(lines) if printed else lines)
    if not any(character.isalnum() for character in text):
        raise ArticleError(f"{path}: no text layer, only images perhaps. Run text recognition (OCR) on it first.")
    document = read_plaintext(text, path)
    return Document(blocks=without_lines(document.blocks), title=document.title)


def open_reader(data: bytes, path: Path) -> PdfReader:
    """An open PDF. Raises ArticleError for a password or too many pages, and whatever pypdf raises."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleError(f"{path}: encrypted with a password. Save it without one.")
    if len(reader.pages) > MOST_PAGES:
        raise ArticleError(f"{path}: {len(reader.pages)} pages, over the limit of {MOST_PAGES}. Split it.")
    return reader


def printed_pages(reader: PdfReader, plain: list[str], path: Path) -> list[str]:
    """The pages set out with spaces as they are printed; empty if that cannot be relied on."""
    try:
        printed = [clean(page.extract_text(extraction_mode="layout")) for page in reader.pages]
    except Exception:  # the text was read, whatever fails for its layout
        logger.info("%s: its layout cannot be read, so its tables may be lost", path, exc_info=True)
        return []
    return [] if is_columned(printed) or fewer_words(printed, plain) else printed


def fewer_words(printed: list[str], plain: list[str]) -> bool:
    """Whether the layout lacks text that the plain text has, such as rotated lines, or joins its words."""
    return sum(len(page.split()) for page in printed) < 0.95 * sum(len(page.split()) for page in plain)


def joined(pages: list[list[str]]) -> Iterator[str]:
    """The lines of all pages, with a blank line between two pages unless the text clearly goes on."""
    above = ""
    for page in pages:
        texts = [line for line in page if line.strip()]
        if texts and above and (ends_sentence(above) or not texts[0].strip()[0].islower()):
            yield ""
        yield from page
        above = texts[-1] if texts else above


def without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Drop page numbers, and headers and footers: lines at the same place of most pages, digits aside."""
    full = [[line for line in page if line.strip()] for page in pages]
    seen = Counter(place for page in full for place in edges(page).values())
    least = max(2, (len(full) + 1) // 2)
    kept: list[list[str]] = []
    for page, filled in zip(pages, full, strict=True):
        drop = {at for at, place in edges(filled).items() if seen[place] >= least or is_page_number(filled, at)}
        count = -1
        lines: list[str] = []
        for line in page:
            count += bool(line.strip())
            if not line.strip() or count not in drop:
                lines.append(line)
        kept.append("\n".join(lines).strip("\n").split("\n"))
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
