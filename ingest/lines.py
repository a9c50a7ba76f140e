"""Lines of plain text, and what one looks like on its own: marked, a heading, the end of a sentence.

Not here: what a line is among its neighbours (`unwrap`, `plaintext`).
"""

import re
from dataclasses import dataclass

BULLET = re.compile(r"(?:[•◦▪‣·●○■□➢►✓✔❖\uf0b7\uf0a7]\s*|[-*+–—](?:\s+|$))(?P<text>.*)")
NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z])[.)](?:\s+|$)(?P<text>.*)")
PIPES = re.compile(r"\|.*\|.*\|?")
RULE = re.compile(r"[\s|:=_*~-]+")
QUOTES = "\"'’”»)]"
# fmt: off
MINOR = frozenset((
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "nor", "of", "off", "on", "or",
    "over", "per", "than", "the", "to", "up", "via", "vs", "vs.", "with",
))
# fmt: on
HEADING_LENGTH = 120  # characters
HEADING_WORDS = 16


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line that is not blank: its stripped text, 1-based number, indent, and whether a blank line stands above it."""

    text: str
    number: int
    indent: int = 0
    gap: bool = False


def split_lines(text: str) -> list[Line]:
    """The lines of a text, without blank ones and rules such as `-----`."""
    lines: list[Line] = []
    gap = True
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.expandtabs(4).strip()
        if not line or (RULE.fullmatch(line) and len(line) > 2 and not line.startswith("|")):
            gap = True
            continue
        lines.append(Line(text=line, number=number, indent=len(raw) - len(raw.lstrip()), gap=gap))
        gap = False
    return lines


def marked(line: Line) -> re.Match[str] | None:
    """The match of a bullet or a number at the line's beginning; its group `text` is the rest."""
    return BULLET.match(line.text) or NUMBER.match(line.text)


def is_numbered(line: Line) -> bool:
    """Whether the line begins with a number or a letter of an ordered list."""
    return NUMBER.match(line.text) is not None


def is_row(line: Line) -> bool:
    """Whether the line is a row of a pipe table."""
    return PIPES.fullmatch(line.text) is not None


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, be it before a closing quote or bracket."""
    return text.rstrip(QUOTES).endswith((".", "!", "?", "…"))


def is_title_case(text: str) -> bool:
    """Whether every word that is not a minor one begins with a capital, as in `Key Takeaways`."""
    words = [word.strip("()[]\"'‘’“”,:;&/") for word in text.split()]
    telling = [word for word in words if word and word.lower() not in MINOR and word[0].isalpha()]
    return bool(telling) and all(not word[0].islower() for word in telling)


def is_heading_like(line: Line) -> bool:
    """Whether the line could be a heading: short, from a capital on, and not ended as a sentence, a question aside.

    A line that ends with a colon is one if it is in title case; otherwise it leads in what follows.
    """
    text = line.text
    if len(text) > HEADING_LENGTH or len(text.split()) > HEADING_WORDS or is_row(line):
        return False
    if text[0].islower() or not any(character.isalpha() for character in text):
        return False
    if text.endswith("?"):
        return not re.search(r"[.!?]\s", text)
    if text.endswith(":"):
        return is_title_case(text)
    return not ends_sentence(text) and not text.endswith((",", ";"))
