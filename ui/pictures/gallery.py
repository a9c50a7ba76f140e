"""Pictures as pieces of the page: the drawing, the same as a table, its sources and its downloads. Not here: the routes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from assistant.vocabulary import Article, Glossary
from ui.pictures.chart import draw_organisation, every
from ui.pictures.claims import Claim
from ui.pictures.lanes import Lanes, departments, journey
from ui.pictures.names import Names
from ui.pictures.organisation import organisation
from ui.pictures.sources import source_link, source_list
from ui.pictures.svg import Drawing, inline
from ui.pictures.swimlanes import draw_lanes

VERBS = {"reports to": "reports to", "leads": "leads", "has in the team": "has in the team", "owns the stage": "owns"}


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawing with the claims that it shows and what they are called by."""

    drawing: Drawing
    claims: tuple[Claim, ...]
    names: Names


def of_organisation(version: str, articles: Sequence[Article], glossary: Glossary) -> Picture:
    """Who reports to whom."""
    found = organisation(version, articles, glossary)
    return Picture(drawing=draw_organisation(found), claims=every(found), names=found.names)


def of_departments(version: str, articles: Sequence[Article], glossary: Glossary) -> Picture:
    """Who leads which department."""
    return of_lanes(departments(version, articles, glossary))


def of_journey(version: str, articles: Sequence[Article], glossary: Glossary) -> Picture:
    """Who owns which stage."""
    return of_lanes(journey(version, articles, glossary))


def of_lanes(found: Lanes) -> Picture:
    """Lanes with their claims, lane by lane."""
    said = tuple(claim for cells in found.lanes.values() for claim in cells.values())
    return Picture(drawing=draw_lanes(found), claims=said, names=found.names)


PICTURES: Mapping[str, Callable[[str, Sequence[Article], Glossary], Picture]] = {
    "organisation": of_organisation,
    "departments": of_departments,
    "journey": of_journey,
}


def gallery_html(version: str, articles: Sequence[Article], glossary: Glossary) -> str:
    """All pictures of a version that show anything, one below the other."""
    found = [make(version, articles, glossary) for make in PICTURES.values()]
    shown = "".join(picture_html(picture, version) for picture in found if picture.claims)
    if not shown:
        return "<p>The articles name no relations that could be drawn. corpus/README.md says how they do.</p>"
    contents = "".join(
        f'<li><a href="#cp-{one.drawing.name}">{escape(one.drawing.title)}</a></li>' for one in found if one.claims
    )
    return (
        '<p class="cp-lead">Each line and bar is what an article says. Its numbers open the sentences that it rests on.</p>'
        f'<nav aria-label="Pictures"><ul class="cp-contents">{contents}</ul></nav>{shown}'
    )


def picture_html(picture: Picture, version: str) -> str:
    """One picture with its downloads, as a table, and with its sources."""
    return figure_html(picture.drawing, f"pictures/{picture.drawing.name}.svg?{urlencode({'version': version})}",
                       table_html(picture))  # fmt: skip


def figure_html(drawing: Drawing, file: str, table: str = "") -> str:
    """A drawing with its downloads, what it shows as a table, and its sources."""
    name = escape(drawing.name)
    as_table = f"<details><summary>As a table</summary>{table}</details>" if table else ""
    return (
        f'<figure class="cp-figure" id="cp-{name}"><figcaption><h3>{escape(drawing.title)}</h3></figcaption>'
        f'<div class="cp-scroll" tabindex="0" role="group" aria-label="{escape(drawing.title)}, picture">{inline(drawing)}</div>'
        f'<p class="cp-notes">{" ".join(escape(note) for note in drawing.notes)}</p>'
        f'<p class="cp-tools"><a class="cp-tool" href="{escape(file)}" download="corner-office-{name}.svg">Download SVG</a>'
        f'<button type="button" class="cp-tool cp-png" data-file="{escape(file)}" data-name="corner-office-{name}.png">'
        f"Download PNG</button></p>{as_table}"
        f"<details><summary>Sources ({len(drawing.sources)})</summary>{source_list(drawing.sources)}</details></figure>"
    )


def table_html(picture: Picture) -> str:
    """The claims as a table: who, what, under which condition, whether articles differ, and the sources."""
    by_number = {source.number: source for source in picture.drawing.sources}
    rows = "".join(
        f'<tr><th scope="row">{escape(picture.names.full(claim.role))}</th><td>{VERBS[claim.kind.value]} '
        f"{escape(picture.names.full(claim.what))}</td><td>{escape(', '.join(claim.whens)) or '–'}</td>"
        f"<td>{'The articles differ' if claim.disputed else 'Agreed'}</td>"
        f"<td>{' '.join(source_link(by_number[number]) for number in claim.sources)}</td></tr>"
        for claim in picture.claims
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Position", "Says", "Condition", "Articles", "Sources"))
    return (
        f'<div class="co-table" tabindex="0" role="group" aria-label="{escape(picture.drawing.title)}, table"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
