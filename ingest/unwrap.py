"""Joins lines that were broken to fit a width back into paragraphs and items. Not here: what those are."""

import re
from dataclasses import replace

from ingest.lines import BULLET, NUMBER, Line, ends_sentence, is_row, is_title_case, marked

NARROWEST, WIDEST = 40, 130  # characters; text is wrapped to such a width, and longer lines are whole paragraphs
WORD = re.compile(r"\w+(?:-\w+)*")


def unwrap(lines: list[Line]) -> list[Line]:
    """Join broken lines; the joined line keeps its first line's number, indent and gap."""
    width = width_of(lines)
    words = {word.lower() for line in lines for word in WORD.findall(line.text)}
    joined: list[Line] = []
    last: Line | None = None
    pieces: list[str] = []
    for line in lines:
        if joined and last and continues(joined[-1], last, line, width, first=len(pieces) == 1):
            add(pieces, line.text, words)
        else:
            close(joined, pieces)
            joined.append(line)
            pieces = [line.text]
        last = line
    close(joined, pieces)
    return joined


def close(joined: list[Line], pieces: list[str]) -> None:
    """Give the last joined line its whole text."""
    if joined:
        joined[-1] = replace(joined[-1], text=" ".join(pieces))


def width_of(lines: list[Line]) -> int:
    """The width in characters to which the text is wrapped; 0 if it is not."""
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    if not NARROWEST <= width <= WIDEST:
        return 0
    for above, below in zip(lines, lines[1:], strict=False):
        broken = not below.gap and below.text[0].islower() and not ends_sentence(above.text)
        if broken and len(above.text) >= width / 2 and not marked(below):
            return width
    return 0


def continues(start: Line, above: Line, line: Line, width: int, *, first: bool) -> bool:
    """Whether `line` goes on with what `above` breaks off. `first`: `above` is the first line of its paragraph."""
    if line.gap or marked(line) or is_row(line) or is_row(above):
        return False
    mark = BULLET.fullmatch(above.text) or NUMBER.fullmatch(above.text)
    if mark and not mark["text"]:
        return True
    if marked(start) and line.indent > start.indent:
        return True
    if not width:
        return False
    if line.text[0].islower() and not ends_sentence(above.text) and len(above.text) >= width / 2:
        return True
    full = len(above.text) + 1 + len(line.text.split()[0]) > 0.9 * width
    short = len(line.text) < 0.6 * width and not ends_sentence(line.text) and not line.text[0].islower()
    heading = first and is_title_case(above.text) and not line.text[0].islower()
    return full and not heading and not (short and ends_sentence(above.text))


def add(pieces: list[str], text: str, words: set[str]) -> None:
    """Add a line to a paragraph's pieces; a word that is hyphenated at the break is mended.

    The hyphen stays if the text has the word with it elsewhere, as in `long-term`.
    """
    broken = re.search(r"([^\W\d_]+)-$", pieces[-1])
    rest = re.match(r"[^\W\d_]+", text)
    if not broken or not rest or text[0].isupper():
        pieces.append(text)
        return
    whole = f"{broken[1]}{rest[0]}".lower()
    hyphen = f"{broken[1]}-{rest[0]}".lower() in words and whole not in words
    pieces[-1] = f"{pieces[-1] if hyphen else pieces[-1][:-1]}{text}"
