"""An answer's Markdown as safe HTML with its changed words marked. Not here: finding the changes (`changes`).

Knows what answers are written in: paragraphs, headings, lists, tables, bold and [n]. Everything else is text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from evals.pieces import Mark, Piece

BULLET = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
HEADING = re.compile(r"#{1,6}\s+")
RULE = re.compile(r"\s*\|[\s|:-]*\|?\s*$")
MARKER = re.compile(r"\[\d{1,3}\]")
FILLED = re.compile(r"[^\n]*[^\s][^\n]*")
BAR = re.compile(r"(?<!\\)\|")
SYNTAX = re.compile(r"\*\*|\\(?=[^\w\s])")  # what Markdown takes for itself
Style = tuple[Mark, bool, bool]  # what happened, bold, marker


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line and what happened to each of its characters."""

    text: str
    marks: Sequence[Mark]

    def part(self, start: int, end: int | None = None) -> "Line":
        """The characters from start to end."""
        return Line(text=self.text[start:end], marks=self.marks[start:end])


def plain(text: str) -> Markup:
    """A text without changes as HTML."""
    return prose((Piece(mark=Mark.SAME, text=text),))


def before(pieces: Iterable[Piece]) -> Markup:
    """What stood before, with the words that go marked `del`."""
    return prose(piece for piece in pieces if piece.mark != Mark.ADDED)


def after(pieces: Iterable[Piece]) -> Markup:
    """What stands now, with the words that came marked `ins`."""
    return prose(piece for piece in pieces if piece.mark != Mark.REMOVED)


def prose(pieces: Iterable[Piece]) -> Markup:
    """Pieces as HTML blocks, one a line."""
    html = []
    for kind, group in groupby(split_lines(pieces), key=kind_of):
        rows = list(group)
        if kind == "item":
            items = [Markup("<li>{}</li>").format(inline(cut(row, BULLET))) for row in rows]
            html.append(Markup("<ul>{}</ul>").format(Markup("").join(items)))
        elif kind == "row":
            html.append(table(rows))
        elif kind == "heading":
            html += [Markup('<p class="heading">{}</p>').format(inline(cut(row, HEADING))) for row in rows]
        elif kind == "text":
            html += [Markup("<p>{}</p>").format(inline(row)) for row in rows]
    return Markup("").join(html)


def split_lines(pieces: Iterable[Piece]) -> Iterator[Line]:
    """The lines that hold something."""
    known = tuple(pieces)
    marks = [mark for piece in known for mark in [piece.mark] * len(piece.text)]
    whole = Line(text="".join(piece.text for piece in known), marks=marks)
    for found in FILLED.finditer(whole.text):
        yield whole.part(*found.span())


def kind_of(line: Line) -> str:
    """What a line is: item, row, heading or text."""
    if BULLET.match(line.text):
        return "item"
    if line.text.lstrip().startswith("|"):
        return "row"
    return "heading" if HEADING.match(line.text) else "text"


def cut(line: Line, lead: re.Pattern[str]) -> Line:
    """A line without what makes it an item or a heading."""
    found = lead.match(line.text)
    return line.part(found.end()) if found else line


def table(rows: Sequence[Line]) -> Markup:
    """Rows between bars; the line of dashes under the header is left out."""
    html = []
    for row in rows:
        if not RULE.match(row.text):
            cells = Markup("").join(Markup("<td>{}</td>").format(inline(cell)) for cell in split_cells(row))
            html.append(Markup("<tr>{}</tr>").format(cells))
    return Markup('<div class="wide" tabindex="0" role="region" aria-label="table"><table>{}</table></div>').format(
        Markup("").join(html)
    )


def split_cells(row: Line) -> list[Line]:
    """The cells of a row; an escaped bar is text."""
    bars = [found.start() for found in BAR.finditer(row.text)]
    ends = [*bars[1:], len(row.text)]
    cells = [row.part(start + 1, end) for start, end in zip(bars, ends, strict=True)]
    return cells[:-1] if len(cells) > 1 and not cells[-1].text.strip() else cells


def inline(line: Line) -> Markup:
    """A line with its bold stretches, markers and changed words; tags never overlap."""
    cited = {place for found in MARKER.finditer(line.text) for place in range(*found.span())}
    syntax = list(SYNTAX.finditer(line.text))
    dropped = {place for found in syntax for place in range(*found.span())}
    turns = {found.start() for found in syntax if found[0] == "**"}
    bold = False
    styled: list[tuple[Style, str]] = []
    for place, (sign, mark) in enumerate(zip(line.text, line.marks, strict=True)):
        if place in turns:
            bold = not bold
        elif place not in dropped:
            styled.append(((mark, bold, place in cited), sign))
    runs = (("".join(sign for _, sign in group), style) for style, group in groupby(styled, key=lambda one: one[0]))
    return Markup("").join(run_html(text, style) for text, style in runs)


def run_html(text: str, style: Style) -> Markup:
    """A stretch of one style; spaces at its ends stay outside of its tags."""
    mark, bold, marker = style
    core = text.strip()
    if not core:
        return escape(text)
    start = text.index(core)
    html = escape(core)
    for tag, wanted in (("sup", marker), ("strong", bold), ("del", mark == Mark.REMOVED), ("ins", mark == Mark.ADDED)):
        if wanted:
            html = Markup("<{0}>{1}</{0}>").format(Markup(tag), html)
    return escape(text[:start]) + html + escape(text[start + len(core) :])
