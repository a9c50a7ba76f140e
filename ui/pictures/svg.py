"""Shapes, wrapped text and whole SVG documents: inside the page, and as a file with colours of its own.

Deterministic, and escaped: a text never becomes markup. Not here: what is drawn, and where.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from ui.pictures.sources import Source
from ui.theme import asset

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0
VARIABLE = re.compile(r"(--cp-[\w-]+)\s*:\s*light-dark\(([^,]+),")
USE = re.compile(r"var\((--cp-[\w-]+)\)")
ROUGH_WIDTH = 0.54  # of the font's size: the mean width of a character in common sans-serif fonts, a little generous
WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003fffd]"
)
LINE = 1.3  # of the font's size
MARGIN = 16
BADGE = 10  # radius


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A picture: its name in addresses and files, what it is called, what it shows in words, and its shapes.

    `linked` has links to evidence around the sources' numbers, `plain` is the same without. `notes` say how to read
    it: they stand beside it in the page, and below it in a file. Sizes are in pixels.
    """

    name: str
    title: str
    description: str
    width: int
    height: int
    linked: str
    plain: str
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


def text_of(value: str) -> str:
    """Text escaped for XML, without the characters that XML does not allow."""
    return escape(ILLEGAL.sub("\ufffd", value))


def width_of(value: str, size: float) -> float:
    """About how wide a text is in pixels."""
    return size * (ROUGH_WIDTH * len(value) + (1 - ROUGH_WIDTH) * len(WIDE.findall(value)))


def wrapped(value: str, width: float, size: float, most: int = 99) -> list[str]:
    """The text in lines that fit; what is longer than `most` lines ends in an ellipsis, and so does a word too long."""
    lines: list[str] = []
    for word in value.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.append(shortened(word, width, size))
    if len(lines) > most:
        lines = [*lines[: most - 1], shortened(f"{lines[most - 1]} …", width, size)]
    return lines or [""]


def shortened(value: str, width: float, size: float) -> str:
    """The text, cut with an ellipsis where it is too wide."""
    if width_of(value, size) <= width:
        return value
    while value and width_of(f"{value}…", size) > width:
        value = value[:-1]
    return f"{value.rstrip(' …')}…"


def label(
    x: float, y: float, lines: Sequence[str], *, kind: str = "cp-text", size: int = 14, middle: bool = True
) -> str:
    """Lines of text; the first one's baseline is at `y`."""
    anchor = ' text-anchor="middle"' if middle else ""
    spans = "".join(
        f'<tspan x="{x:g}" y="{y + number * size * LINE:g}">{text_of(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return f'<text class="{kind}" font-size="{size}"{anchor}>{spans}</text>'


def box(x: float, y: float, width: float, height: float, kind: str) -> str:
    """A rectangle with round corners."""
    return f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="8"/>'


def line(points: str, kind: str) -> str:
    """A line along a path."""
    return f'<path class="{kind}" d="{points}"/>'


def badge(x: float, y: float, source: Source, linked: bool, kind: str = "cp-badge") -> str:
    """A source's number in a circle around a point; it opens its evidence if `linked`, and says its quote on hover."""
    said = f"Source {source.number}: “{source.quote}” {source.place}"
    shape = (
        f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{BADGE}"/>'
        f'<text class="cp-number" font-size="11" text-anchor="middle" x="{x:g}" y="{y + 4:g}">{source.number}</text>'
    )
    return link(source, f"<title>{text_of(said)}</title>{shape}") if linked else f"<g>{shape}</g>"


def link(source: Source, content: str) -> str:
    """A link to the evidence around some shapes."""
    return f'<a class="co-open cp-open co-n-{source.number}" href="{text_of(source.href)}">{content}</a>'


def inline(drawing: Drawing, *, tag: str = "") -> str:
    """The picture as a part of a page: in the page's colours, with links. `tag` tells the ids of two apart."""
    key = f"cp-{drawing.name}{tag}"
    return (
        f'<svg class="cp-picture" xmlns="http://www.w3.org/2000/svg" width="{drawing.width}" height="{drawing.height}" '
        f'viewBox="0 0 {drawing.width} {drawing.height}" role="group" aria-labelledby="{key}-title" '
        f'aria-describedby="{key}-desc"><title id="{key}-title">{text_of(drawing.title)}</title>'
        f'<desc id="{key}-desc">{text_of(drawing.description)}</desc>{drawing.linked}</svg>'
    )


def standalone(drawing: Drawing) -> str:
    """The picture as a file: its own colours, its title above, its sources below and in the description."""
    width = max(drawing.width, 560) + 2 * MARGIN
    said = [*drawing.notes, *(source.line for source in drawing.sources)]
    small = [wrapped(text, width - 2 * MARGIN, 12) for text in said]
    top = 52
    below: float = top + drawing.height + 24
    parts = [label(MARGIN, 32, [drawing.title], kind="cp-text cp-strong", size=18, middle=False)]
    parts.append(f'<g transform="translate({MARGIN} {top})">{drawing.plain}</g>')
    for lines in small:
        parts.append(label(MARGIN, below, lines, kind="cp-soft", size=12, middle=False))
        below += len(lines) * 12 * LINE + 6
    height = round(below + MARGIN)
    whole = "\n".join([drawing.description, *drawing.notes, "Sources:", *(source.line for source in drawing.sources)])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="title desc"><title id="title">{text_of(drawing.title)}</title>'
        f'<desc id="desc">{text_of(whole)}</desc><style>{own_style()}</style>'
        f'<rect class="cp-paper" width="{width}" height="{height}"/>{"".join(parts)}</svg>\n'
    )


@cache
def own_style() -> str:
    """The style sheet's rules on shapes, with the light colours written out: not every program knows variables."""
    sheet = asset("pictures.css")
    colours = dict(VARIABLE.findall(sheet[sheet.index(":root") : sheet.index("}")]))
    shapes = sheet[sheet.index("/* shapes */") : sheet.index("/* end of shapes */")].removeprefix("/* shapes */")
    return USE.sub(lambda found: colours[found[1]].strip(), shapes).strip()
