"""What the addresses of evidence answer: an article or a quote of a version, and whether the live one still says so.

Not here: the text as HTML (`evidence`), the routes (`server`), where kept versions come from (`shelf`).
"""

import re
from dataclasses import dataclass
from datetime import datetime
from html import escape

from starlette.responses import HTMLResponse

from assistant.vocabulary import Article
from ui.desk import Articles, Desk, Readiness
from ui.evidence import Mark, Span, address, evidence_html, path_of, quote_html
from ui.shelf import Shelf
from ui.theme import standalone

MARK = re.compile(r"(\d{1,4}):(\d{1,9})-(\d{1,9})(?:,|$)")  # "1:101-222,2:1644-1675": number, start and end of each
MOST_MARKS = 8_000  # characters
NOT_KEPT = "This article, or this version of it, is not kept any more. Ask again to see today's text."
NO_PASSAGE = "The article has no such passage. Open it from an answer again."


@dataclass(frozen=True, kw_only=True)
class Place:
    """What is asked for: an article of a version, with a span in it or none."""

    version: str
    article: str
    span: Span | None = None


def span_of(start: int | None, end: int | None) -> Span | None:
    """The span between two offsets, if both are there."""
    return None if start is None or end is None else Span(start=start, end=end)


def evidence_response(desk: Desk, shelf: Shelf, place: Place, marks: str = "", *, fragment: bool) -> HTMLResponse:
    """An article as a page of its own or a piece of one, with the place marked, and `marks` as in `MARK`."""
    article = found(desk, shelf, place)
    if isinstance(article, str):
        title, body, status = "Evidence", f"<p>{article}</p>", 404
    else:
        note = changes(desk, shelf, place, article)
        body = note + evidence_html(article, place.version, place.span, chosen(article, marks))
        title, status = escape(article.title), 200
    return HTMLResponse(body if fragment else standalone(title, body, home="../../"), status_code=status)


def chosen(article: Article, marks: str) -> list[Mark]:
    """The marks that are written in `marks`, but for those that the article has no text for."""
    spans = [(int(number), Span(start=int(start), end=int(end))) for number, start, end in MARK.findall(marks)]
    return [
        Mark(span=span, number=number, where=path_of(article, span)) for number, span in spans if fits(article, span)
    ]


def quote_response(desk: Desk, shelf: Shelf, place: Place) -> HTMLResponse:
    """A quote in the words around it, as a piece of a page; it never changes, since a version does not."""
    article = found(desk, shelf, place)
    if isinstance(article, str) or place.span is None:
        return HTMLResponse(f"<p>{article if isinstance(article, str) else NO_PASSAGE}</p>", status_code=404)
    return HTMLResponse(quote_html(article, place.span), headers={"cache-control": "private, max-age=86400"})


def found(desk: Desk, shelf: Shelf, place: Place) -> Article | str:
    """The article at a place, or the sentence that says why there is none."""
    article = shelf.article(place.version, place.article)
    if article is None and (index := live(desk)):
        shelf.keep(index)
        article = shelf.article(place.version, place.article)
    if article is None:
        return NOT_KEPT
    return article if place.span is None or fits(article, place.span) else NO_PASSAGE


def fits(article: Article, span: Span) -> bool:
    """Whether the article has the span."""
    return 0 <= span.start <= span.end <= len(article.text)


def live(desk: Desk) -> Articles | None:
    """The version that answers now, if one does."""
    return desk.assistant().index if desk.state().readiness is Readiness.READY else None


def changes(desk: Desk, shelf: Shelf, place: Place, article: Article) -> str:
    """For an article of a version that is not the live one: from when it is, and whether it reads the same today."""
    index = live(desk)
    if index is None or index.version == place.version:
        return ""
    now = next((one for one in index.articles if one.id == place.article), None)
    when = day(shelf.archive.made(place.version))
    words = f"This is how the article read in {f'the version of {when}' if when else 'an earlier version'}. "
    words += compared(place, article, now, index.version)
    return f'<p class="co-changes" role="note">{words}</p>'


def compared(place: Place, article: Article, now: Article | None, version: str) -> str:
    """How the live article `now` stands to an earlier one at a place, with a link to it."""
    if now is None:
        return "It is not among the articles any more."
    if now.text == article.text:
        return "Today it reads the same."
    quote = article.text[place.span.start : place.span.end] if place.span else ""
    at = now.text.find(quote) if quote else -1
    if at < 0:
        where, what = None, "this passage is not in it any more" if quote else "it reads differently"
        words = f"Today {what}"
    else:
        where = Span(start=at, end=at + len(quote))
        words = "This passage reads the same today, the article does not"
    link = escape(address(version, now.id, where))
    return f'{words}: <a class="co-open" href="{link}">read it as it is now</a>.'


def day(moment: str) -> str:
    """The day of an ISO 8601 moment, such as "22 November 2026"; empty if it is none."""
    try:
        date = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    return f"{date.day} {date:%B %Y}"
