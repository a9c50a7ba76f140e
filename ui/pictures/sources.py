"""The numbered quotes that a picture rests on, and their addresses. Not here: what is drawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from assistant.vocabulary import Article
from ui.evidence import Span, address, innermost


@dataclass(frozen=True, kw_only=True)
class Source:
    """A quote with its number in the picture, from 1, and the place it stands in: `article.text[start:end]`."""

    number: int
    version: str
    article: str
    title: str
    section: str
    quote: str
    start: int
    end: int

    @property
    def href(self) -> str:
        """The address of the evidence, relative to the page."""
        return address(self.version, self.article, Span(start=self.start, end=self.end))

    @property
    def place(self) -> str:
        """Article and section in one line."""
        return f"{self.title} › {self.section}" if self.section else self.title

    @property
    def line(self) -> str:
        """Number, quote and place in one line of plain text."""
        return f"[{self.number}] “{self.quote}” ({self.place})"


class Numbering:
    """Numbers spans as they are first named; the same span keeps its number."""

    def __init__(self, version: str, articles: Iterable[Article]) -> None:
        self._version = version
        self._articles: Mapping[str, Article] = {article.id: article for article in articles}
        self._found: dict[tuple[str, int, int], Source] = {}

    def number(self, article: str, start: int, end: int) -> int:
        """The number of a span; a new one if it was not named before. Raises KeyError for an unknown article."""
        key = (article, start, end)
        if key not in self._found:
            found = self._articles[article]
            around = innermost(found, Span(start=start, end=end))
            self._found[key] = Source(
                number=len(self._found) + 1,
                version=self._version,
                article=article,
                title=found.title,
                section=around[0].path[-1] if around and len(around[0].path) > 1 else "",
                quote=found.text[start:end],
                start=start,
                end=end,
            )
        return self._found[key].number

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source so far, by number."""
        return tuple(self._found.values())


def source_link(source: Source) -> str:
    """A source as a small numbered link that names its place to a screen reader."""
    name = f'<span class="co-hidden"> from {escape(source.place)}</span>'
    number = f'<span class="co-hidden">Source </span><span class="co-number">{source.number}</span>'
    return f'<a class="co-open co-cite co-n-{source.number}" href="{escape(source.href)}">{number}{name}</a>'


def source_list(sources: Iterable[Source]) -> str:
    """The quotes in full, each a link to its place, as an HTML list."""
    items = "".join(
        f'<li><a class="co-open co-source co-n-{source.number}" href="{escape(source.href)}">'
        f'<span class="co-hidden">Source </span><span class="co-number">{source.number}</span> '
        f"<span>“{escape(source.quote)}” <small>{escape(source.place)}</small></span></a></li>"
        for source in sources
    )
    return f'<ul class="cp-sources">{items}</ul>'
