"""Where a quote stands in a text, and whether a text says something. Not here: what that is worth (`metrics`)."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

QUOTES_AND_DASHES = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"}
)


@dataclass(frozen=True, kw_only=True)
class Span:
    """A stretch of an article's canonical text, end excluded."""

    article: str
    start: int
    end: int


def fold(text: str) -> str:
    """NFKC, typographic quotes and dashes made plain, whitespace collapsed; case is kept."""
    plain = unicodedata.normalize("NFKC", text).translate(QUOTES_AND_DASHES)
    return " ".join(plain.split())


def places(quote: str, text: str) -> tuple[tuple[int, int], ...]:
    """Every (start, end) at which the quote stands in the text, whatever whitespace is between its words."""
    if not quote.split():
        return ()
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    return tuple(match.span() for match in re.finditer(pattern, text))


def collapsed(text: str) -> str:
    """The text with one space wherever there is whitespace: a quote has a place if it occurs so in the text."""
    return " ".join(text.split())


def says(text: str, wording: str) -> bool:
    """Whether a wording occurs in a text, case aside, from the start of a word.

    The end is open, so that "CSO" is found in "CSOs" and still not "CRO" in "across".
    """
    wanted = fold(wording).casefold()
    boundary = r"(?<!\w)" if wanted[:1].isalnum() else ""
    return bool(wanted) and re.search(boundary + re.escape(wanted), fold(text).casefold()) is not None


def covered(start: int, end: int, spans: Iterable[tuple[int, int]]) -> int:
    """How many characters of [start, end) lie in at least one of the spans."""
    total, reached = 0, start
    for low, high in sorted(spans):
        low, high = max(low, reached), min(high, end)
        if high > low:
            total, reached = total + high - low, high
    return total
