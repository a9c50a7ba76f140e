"""Draws lanes: a row for each role, and bars over the columns that it leads or owns. Not here: what is in them (`lanes`)."""

from collections.abc import Iterator
from itertools import groupby

from ui.pictures.chart import remark
from ui.pictures.claims import Claim
from ui.pictures.lanes import Lanes
from ui.pictures.names import capital
from ui.pictures.svg import BADGE, LINE, Drawing, badge, box, label, line, width_of, wrapped

SIDE, SIZE, NOTE = 150, 14, 12
HEAD, ROW, BAR = 40, 62, 44
STEP = 2 * BADGE + 3
WIDEST, NARROWEST = 190, 104  # of a column


def draw_lanes(found: Lanes) -> Drawing:
    """The lanes as a drawing."""
    column = max(NARROWEST, min(WIDEST, 660 // max(1, len(found.columns))))
    width = SIDE + column * len(found.columns)
    bottom = HEAD + ROW * len(found.lanes)

    def shapes(linked: bool) -> str:
        parts = []
        for number, name in enumerate(found.columns):
            x = SIDE + number * column
            parts.append(line(f"M{x:g} 8V{bottom:g}", "cp-rule"))
            parts.append(label(x + column / 2, 26, [capital(name)], kind="cp-text cp-strong", size=12))
        for number, (role, cells) in enumerate(found.lanes.items()):
            y = HEAD + number * ROW
            parts.append(line(f"M0 {y:g}H{width:g}", "cp-rule"))
            rows = wrapped(found.names.full(role), SIDE - 14, SIZE, most=3)
            top = y + ROW / 2 - (len(rows) - 1) * SIZE * LINE / 2 + SIZE * 0.36
            parts.append(label(0, top, rows, middle=False))
            for first, last, claim in stretches(found, cells):
                left, right = SIDE + first * column + 4, SIDE + (last + 1) * column - 4
                parts.append(bar(found, claim, left, right, y, linked=linked))
        parts.append(line(f"M0 {bottom:g}H{width:g}", "cp-rule"))
        return "".join(parts)

    return Drawing(
        name=found.name,
        title=found.title,
        description=described(found),
        width=round(width),
        height=round(bottom + 4),
        linked=shapes(True),
        plain=shapes(False),
        notes=(found.legend,),
        sources=found.sources,
    )


def stretches(found: Lanes, cells: dict[str, Claim]) -> Iterator[tuple[int, int, Claim]]:
    """The first and last column of each bar: neighbouring cells that rest on the same and say the same of it."""
    look = [(number, cells.get(column)) for number, column in enumerate(found.columns)]

    def likeness(entry: tuple[int, Claim | None]) -> tuple[object, ...]:
        claim = entry[1]
        return () if claim is None else (claim.sources, claim.whens, claim.disputed)

    for key, run in groupby(look, likeness):
        entries = list(run)
        if key and (claim := entries[0][1]):
            yield entries[0][0], entries[-1][0], claim


def bar(found: Lanes, claim: Claim, left: float, right: float, top: float, *, linked: bool) -> str:
    """A bar with the numbers of its sources, and its condition where it has one."""
    kind = "cp-disputed" if claim.disputed else "cp-hollow" if claim.whens else "cp-bar"
    mark = "cp-badge-disputed" if claim.disputed else "cp-badge"
    y = top + (ROW - BAR) / 2
    numbers = {source.number: source for source in found.sources}
    said = wrapped(", ".join(claim.whens), right - left - 12, NOTE, most=1)
    wide = max(width_of(said[0], NOTE), 1) > 1 and bool(claim.whens)
    centre = y + BAR / 2 - (8 if wide else 0)
    first = (left + right) / 2 - STEP * (len(claim.sources) - 1) / 2
    badges = "".join(
        badge(first + number * STEP, centre, numbers[source], linked, mark)
        for number, source in enumerate(claim.sources)
    )
    text = label((left + right) / 2, y + BAR - 6, said, kind="cp-soft", size=NOTE) if wide else ""
    return box(left, y, right - left, BAR, kind) + badges + text


def described(found: Lanes) -> str:
    """The lanes in sentences, for those who do not see them."""
    said = [
        f"{found.names.full(role)} {found.verb} {what}{remark(claim)}."
        for role, cells in found.lanes.items()
        for what, claim in cells.items()
    ]
    return " ".join(said) or "The articles say nothing of it."
