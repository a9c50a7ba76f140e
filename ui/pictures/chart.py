"""Draws an organisation: boxes on levels, lines between them with their sources, teams as lists. Not here: who is in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ui.pictures.claims import Claim
from ui.pictures.organisation import Edge, Organisation
from ui.pictures.svg import BADGE, LINE, Drawing, badge, box, label, line, width_of, wrapped

BOX, GAP, SIZE = 188, 16, 14  # pixels: a box's least width, what is between two, and the font's size
HEIGHT = 64
BEND = 80  # of the way down in which a line leaves its column
STEP = 2 * BADGE + 3  # between two badges on a line
PER_LINE = 34  # width that a line needs at its lower end
ROW = 24  # a member of a team
NOTE = 12
LEGEND = "Solid: all articles that speak of it agree. Dashed: an article says it, another one names others."


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a box stands."""

    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + HEIGHT


def draw_organisation(found: Organisation) -> Drawing:
    """The chart as a drawing; empty levels draw an empty one."""
    places, width = lay_out(found)
    below = max((place.bottom for place in places.values()), default=0)
    team_top = below + STEP
    longest = max((len(members) for members in found.teams.values()), default=0)
    bottom = team_top + longest * ROW + 34 if longest else below

    def shapes(linked: bool) -> str:
        parts = [lines(found, places, linked=linked)]
        for name, place in places.items():
            parts.append(node(found.names.full(name), place))
        for name, members in found.teams.items():
            parts.append(team(found, members, places[name], team_top, linked=linked))
        return "".join(parts)

    return Drawing(
        name="organisation",
        title="Who reports to whom",
        description=described(found),
        width=round(width),
        height=round(bottom + 4),
        linked=shapes(True),
        plain=shapes(False),
        notes=(LEGEND, *([note] if (note := conditions_note(found)) else [])),
        sources=found.sources,
    )


def lay_out(found: Organisation) -> tuple[Mapping[str, Place], float]:
    """A place for each position, and the width of all; the levels are centred."""
    arriving = {name: [edge for edge in found.edges if edge.below == name] for row in found.levels for name in row}
    widths = {name: max(BOX, PER_LINE * len(edges)) for name, edges in arriving.items()}
    totals = [sum(widths[name] + GAP for name in row) - GAP for row in found.levels]
    width = max([*totals, 420])
    places: dict[str, Place] = {}
    y = 2.0
    for row, total in zip(found.levels, totals, strict=True):
        most = max((len(edge.claim.sources) for name in row for edge in arriving[name]), default=0)
        y += BEND + most * STEP + 6 if most else 0
        x = (width - total) / 2
        for name in row:
            places[name] = Place(x=x, y=y, width=widths[name])
            x += widths[name] + GAP
        y += HEIGHT
    return places, width


def lines(found: Organisation, places: Mapping[str, Place], *, linked: bool) -> str:
    """The lines with their badges: those of one box leave and arrive side by side, in the order of their other ends."""
    numbers = {source.number: source for source in found.sources}
    starts = spread(found.edges, places, upper=True)
    ends = spread(found.edges, places, upper=False)
    parts, marks = [], []
    for edge in found.edges:
        x1, y1 = starts[edge], places[edge.above].bottom
        x2, y2 = ends[edge], places[edge.below].y
        turn = y2 - STEP * len(edge.claim.sources) - 6
        curve = f"M{x1:g} {y1:g}C{x1:g} {y1 + BEND * 0.6:g} {x2:g} {turn - BEND * 0.6:g} {x2:g} {turn:g}V{y2:g}"
        parts.append(line(curve, "cp-dashed" if edge.claim.disputed else "cp-line"))
        kind = "cp-badge-disputed" if edge.claim.disputed else "cp-badge"
        for number, source in enumerate(edge.claim.sources):
            marks.append(badge(x2, turn + BADGE + number * STEP, numbers[source], linked, kind))
    return "".join(parts + marks)


def spread(edges: Sequence[Edge], places: Mapping[str, Place], *, upper: bool) -> dict[Edge, float]:
    """The x at which each line touches its upper or lower box."""
    found: dict[Edge, float] = {}
    for name, place in places.items():
        own = [edge for edge in edges if (edge.above if upper else edge.below) == name]
        own.sort(key=lambda edge: places[edge.below if upper else edge.above].middle)
        for number, edge in enumerate(own):
            found[edge] = place.x + place.width * (number + 1) / (len(own) + 1)
    return found


def node(name: str, place: Place) -> str:
    """A position's box with its name."""
    rows = wrapped(name, place.width - 16, SIZE, most=3)
    top = place.y + HEIGHT / 2 - (len(rows) - 1) * SIZE * LINE / 2 + SIZE * 0.36
    return box(place.x, place.y, place.width, HEIGHT, "cp-node") + label(
        place.middle, top, rows, kind="cp-text cp-strong"
    )


def team(found: Organisation, members: Iterable[Claim], place: Place, top: float, *, linked: bool) -> str:
    """The list below a position: its team, a line for each member with its sources."""
    members = tuple(members)
    numbers = {source.number: source for source in found.sources}
    parts = [
        line(f"M{place.middle:g} {place.bottom:g}V{top:g}", "cp-line"),
        box(place.x, top, place.width, len(members) * ROW + 30, "cp-team"),
        label(place.x + 10, top + 20, ["In the team"], kind="cp-soft", size=NOTE, middle=False),
    ]
    for number, member in enumerate(members):
        y = top + 42 + number * ROW
        room = place.width - 20 - STEP * len(member.sources)
        name = wrapped(found.names.short(member.what) if width_of(found.names.full(member.what), 13) > room
                       else found.names.full(member.what), room, 13, most=1)  # fmt: skip
        parts.append(label(place.x + 10, y, name, size=13, middle=False))
        kind = "cp-badge-disputed" if member.disputed else "cp-badge"
        for column, source in enumerate(reversed(member.sources)):
            parts.append(badge(place.x + place.width - 16 - column * STEP, y - 4, numbers[source], linked, kind))
    return "".join(parts)


def conditions_note(found: Organisation) -> str:
    """The conditions under which lines hold, by the numbers of their sources."""
    said = dict.fromkeys(
        f"{', '.join(map(str, claim.sources))}: {when}" for claim in every(found) for when in claim.whens
    )
    return f"Conditions, by source: {'; '.join(said)}." if said else ""


def every(found: Organisation) -> tuple[Claim, ...]:
    """All claims of an organisation, lines first."""
    return (*(edge.claim for edge in found.edges), *(claim for members in found.teams.values() for claim in members))


def described(found: Organisation) -> str:
    """The chart in sentences, for those who do not see it."""
    names = found.names
    said = [
        f"{names.full(edge.below)} stands under {names.full(edge.above)}{remark(edge.claim)}." for edge in found.edges
    ]
    said += [
        f"In the team of {names.full(role)}: {', '.join(names.full(claim.what) for claim in members)}."
        for role, members in found.teams.items()
    ]
    return " ".join(said) or "The articles name no reporting lines."


def remark(claim: Claim) -> str:
    """A claim's conditions and whether articles differ on it, in brackets."""
    words = [*claim.whens, *(["the articles differ"] if claim.disputed else [])]
    return f" ({'; '.join(words)})" if words else ""
