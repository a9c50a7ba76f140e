"""Shares as inline SVG: a track for one share against live, lines over versions. Not here: the figures (`shares`, `trend`).

Places are per cent of the width, so that a drawing fits a phone and a page without its writing being stretched;
colours come from the page's style. Each has a text alternative, and a table stands beside it.
"""

import math
from collections.abc import Sequence

from markupsafe import Markup

from evals.shares import LABELS, Share
from evals.trend import FOLLOWED, Point

HEIGHT = 210  # pixels of the lines' drawing
TOP, BOTTOM = 12, 24  # pixels left free for dots above and versions below


def track(share: Share, live: float | None) -> Markup:
    """One share as a dot with its interval on a line from 0 to 100 %, live's as a ring."""
    parts = [
        Markup('<line class="axis" x1="0%" x2="100%" y1="9" y2="9"/>'),
        Markup('<line class="interval" x1="{}%" x2="{}%" y1="9" y2="9"/>').format(at(share.low), at(share.high)),
    ]
    if live is not None:
        parts.append(Markup('<circle class="live" cx="{}%" cy="9" r="6.5"/>').format(at(live)))
    parts.append(Markup('<circle class="dot" cx="{}%" cy="9" r="4"/>').format(at(share.value)))
    return Markup(
        '<svg class="track" role="img" aria-label="95 % interval {} to {}" height="18" width="100%">{}</svg>'
    ).format(percent(share.low), percent(share.high), Markup("").join(parts))


def lines(points: Sequence[Point]) -> Markup:
    """The followed shares over the versions, one line each; nothing to draw with fewer than two points."""
    if len(points) < 2:
        return Markup("")
    lowest = min(value for point in points for value in point.values.values())
    base = math.floor(lowest * 10) / 10 if lowest < 1 else 0.9
    parts = [grid(base, share) for share in (base, (base + 1) / 2, 1.0)]
    for number, metric in enumerate(FOLLOWED):
        parts.append(line([point.values.get(metric) for point in points], base, number))
    first, last = points[0], points[-1]
    for place, anchor, point in ((0, "start", first), (len(points) - 1, "end", last)):
        parts.append(
            Markup('<text x="{}%" y="{}" text-anchor="{}">{}</text>').format(
                along(place, len(points)), HEIGHT - 2, anchor, point.day or point.version
            )
        )
    words = f"Shares over {len(points)} versions, {first.version} to {last.version}. " + "; ".join(
        f"{LABELS[metric]}: {percent(first.values[metric])} to {percent(last.values[metric])}"
        for metric in FOLLOWED
        if metric in first.values and metric in last.values
    )
    return Markup('<svg class="lines" role="img" aria-label="{}" height="{}" width="100%">{}</svg>').format(
        words, HEIGHT, Markup("").join(parts)
    )


def grid(base: float, share: float) -> Markup:
    """A level line with its share."""
    y = down(share, base)
    return Markup('<line class="axis" x1="9%" x2="100%" y1="{0}" y2="{0}"/><text x="0" y="{1}">{2}</text>').format(
        y, y + 4, percent(share)
    )


def line(values: Sequence[float | None], base: float, number: int) -> Markup:
    """One share's dots, joined where it was measured in neighbouring versions."""
    places = [
        (along(place, len(values)), down(value, base)) if value is not None else None
        for place, value in enumerate(values)
    ]
    parts = [
        Markup('<line class="series s{}" x1="{}%" y1="{}" x2="{}%" y2="{}"/>').format(number, *one, *other)
        for one, other in zip(places, places[1:], strict=False)
        if one and other
    ]
    parts += [
        Markup('<circle class="point s{}" cx="{}%" cy="{}" r="4"/>').format(number, *one) for one in places if one
    ]
    return Markup("").join(parts)


def along(place: int, count: int) -> float:
    """Where the n-th of some versions stands, in per cent of the width."""
    return round(12 + 85 * place / (count - 1), 2)


def down(share: float, base: float) -> float:
    """Where a share stands, in pixels from above."""
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - (share - base) / (1 - base)), 1)


def at(share: float) -> float:
    """A share in per cent of the width."""
    return round(100 * min(1.0, max(0.0, share)), 2)


def percent(share: float) -> str:
    """A share as people read it; 100 % only when nothing is missing."""
    shown = f"{100 * share:.1f}".removesuffix(".0")
    return f"{'99.9' if shown == '100' and share < 1 else shown} %"
