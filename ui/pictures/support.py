"""Which articles an answer rests on, and where they differ, at a glance: a row for each article, a dot for each sentence.

The picture is made anew from its address, which names spans and no texts. Not here: the answer itself (`ui.render`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlencode

from assistant.vocabulary import Answer, Article
from ui.pictures.sources import Numbering, Source
from ui.pictures.svg import LINE, Drawing, label, line, link, text_of, wrapped

WIDTH, SIZE = 320, 13  # pixels: fits a telephone
ROOMY = 26  # between two dots at most
NUMBERED = 20  # from this distance on a dot has its number
MOST = 300  # spans that an address may name
SPAN = re.compile(r"([^~,;|]+)~(\d{1,9})~(\d{1,9})")


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A cited span; what it is called in the answer is its place in the list, from 1."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Support:
    """What an answer's sentences rest on, in order, and the sides of its disagreement: numbers of spans, from 1."""

    version: str
    cited: tuple[Cited, ...]
    sentences: tuple[tuple[int, ...], ...]
    sides: tuple[tuple[int, ...], ...] = ()

    @property
    def address(self) -> str:
        """The picture's address, relative to the page; `support_from` undoes it."""
        spans = ",".join(f"{quote(one.article, safe='')}~{one.start}~{one.end}" for one in self.cited)
        given = {"version": self.version, "of": spans, "rows": joined(self.sentences, ";")}
        if self.sides:
            given["sides"] = joined(self.sides, ";")
        return f"pictures/support?{urlencode(given, safe=',~;|')}"


def joined(groups: Sequence[Sequence[int]], between: str) -> str:
    """Groups of numbers as text."""
    return between.join(",".join(map(str, group)) for group in groups)


def support_of(answer: Answer) -> Support | None:
    """What an answer rests on; None if that is one article, on which nothing differs."""
    ordered = sorted(answer.citations, key=lambda citation: citation.marker)
    places = {citation.marker: number for number, citation in enumerate(ordered, start=1)}
    sentences = tuple(
        tuple(places[marker] for marker in sentence.citations if marker in places) for sentence in answer.sentences
    )
    sides = tuple(
        tuple(places[marker] for marker in position.citations if marker in places)
        for disagreement in answer.disagreements
        for position in disagreement.positions
    )
    if len({citation.article for citation in ordered}) < 2 and not sides:
        return None
    return Support(
        version=answer.version,
        cited=tuple(Cited(article=one.article, start=one.start, end=one.end) for one in ordered),
        sentences=tuple(group for group in sentences if group),
        sides=sides,
    )


def support_from(version: str, of: str, rows: str, sides: str = "") -> Support | None:
    """The support that an address speaks of; None if it is no such address."""
    spans = [SPAN.fullmatch(one) for one in of.split(",")]
    cited = tuple(Cited(article=unquote(one[1]), start=int(one[2]), end=int(one[3])) for one in spans if one)
    groups = [numbers_of(part, len(cited)) for part in (rows, sides)]
    if not cited or len(cited) < len(spans) or len(cited) > MOST or None in groups:
        return None
    return Support(version=version, cited=cited, sentences=groups[0] or (), sides=groups[1] or ())


def numbers_of(text: str, most: int) -> tuple[tuple[int, ...], ...] | None:
    """Groups of numbers from 1 to `most`; None if the text is anything else."""
    if not text:
        return ()
    if len(text) > 4000 or not re.fullmatch(r"\d{1,3}(?:[,;]\d{1,3})*", text):
        return None
    groups = tuple(tuple(map(int, group.split(","))) for group in text.split(";"))
    return groups if all(1 <= number <= most for group in groups for number in group) else None


def draw_support(support: Support, articles: Mapping[str, Article]) -> Drawing | None:
    """The picture; None if the version has no such articles or passages."""
    if not all(
        one.article in articles and 0 <= one.start <= one.end <= len(articles[one.article].text)
        for one in support.cited
    ):
        return None
    numbering = Numbering(support.version, articles.values())
    for one in support.cited:
        numbering.number(one.article, one.start, one.end)
    known = {(source.article, source.start, source.end): source for source in numbering.sources}
    sources = [known[one.article, one.start, one.end] for one in support.cited]
    rows = tuple(dict.fromkeys(one.article for one in support.cited))
    names = {name: wrapped(articles[name].title, WIDTH, SIZE, most=2) for name in rows}
    heights = {name: len(lines) * SIZE * LINE + 30 for name, lines in names.items()}

    def shapes(linked: bool) -> str:
        parts = []
        y = 2.0
        for name in rows:
            parts.append(label(0, y + SIZE, names[name], size=SIZE, middle=False))
            middle = y + heights[name] - 18
            parts.append(line(f"M0 {middle:g}H{WIDTH}", "cp-rule"))
            parts.append(dots(support, sources, name, middle, linked=linked))
            y += heights[name]
        return "".join(parts)

    return Drawing(
        name="support",
        title="Which articles support the answer",
        description=described(support, articles),
        width=WIDTH,
        height=round(sum(heights.values())),
        linked=shapes(True),
        plain=shapes(False),
        notes=(legend_of(support),),
        sources=numbering.sources,
    )


def dots(support: Support, sources: Sequence[Source], article: str, y: float, *, linked: bool) -> str:
    """A row's dots, one below each sentence that rests on the article."""
    count = max(len(support.sentences), 1)
    pitch = min(ROOMY, WIDTH / count)
    parts = []
    for column, sentence in enumerate(support.sentences):
        for number in sentence:
            source = sources[number - 1]
            if source.article == article:
                x = column * pitch + pitch / 2
                shape = dot(x, y, side_of(support, number), number, pitch)
                said = f"<title>{text_of(f'Source {number}: “{source.quote}”')}</title>"
                parts.append(link(source, said + shape) if linked else shape)
                break  # one dot for a sentence in a row
    return "".join(parts)


def side_of(support: Support, number: int) -> int:
    """Which side of the disagreement a span stands on, from 0; 0 if on none."""
    return next((place for place, side in enumerate(support.sides) if number in side), 0)


def dot(x: float, y: float, side: int, number: int, pitch: float) -> str:
    """A circle, a diamond or a square by side, with its number if there is room."""
    numbered = pitch >= NUMBERED
    size = 9.5 if numbered else min(4.0, 0.4 * pitch)
    if side == 0:
        shape = f'<circle class="cp-dot" cx="{x:g}" cy="{y:g}" r="{size:g}"/>'
    elif side == 1:
        reach = size * 1.25
        shape = f'<path class="cp-dot-1" d="M{x:g} {y - reach:g}L{x + reach:g} {y:g}L{x:g} {y + reach:g}L{x - reach:g} {y:g}Z"/>'
    else:
        shape = (
            f'<rect class="cp-dot-2" x="{x - size * 0.9:g}" y="{y - size * 0.9:g}" width="{size * 1.8:g}" '
            f'height="{size * 1.8:g}"/>'
        )
    mark = f'<text class="cp-number cp-on-dot" font-size="10" text-anchor="middle" x="{x:g}" y="{y + 3.6:g}">{number}</text>'
    return shape + (mark if numbered else "")


def legend_of(support: Support) -> str:
    """What dots and shapes mean."""
    if len(support.sides) > 1:
        return "Each dot is a sentence of the answer; its shape is the position that it takes. The articles differ."
    return "Each dot is a sentence of the answer, in the row of its article."


def described(support: Support, articles: Mapping[str, Article]) -> str:
    """The picture in sentences, for those who do not see it."""
    rows = tuple(dict.fromkeys(one.article for one in support.cited))
    said = []
    for name in rows:
        own = [number for number, one in enumerate(support.cited, start=1) if one.article == name]
        said.append(f"{articles[name].title}: {'source' if len(own) == 1 else 'sources'} {', '.join(map(str, own))}.")
    if len(support.sides) > 1:
        sides = " against ".join(", ".join(map(str, side)) for side in support.sides)
        said.append(f"The articles differ: {sides}.")
    return " ".join(said)
