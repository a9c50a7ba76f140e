"""How sure a share is, and what lies in the middle of measurements. Not here: what was measured."""

import math
from collections.abc import Sequence

Z95 = 1.959963984540054  # 97.5 % quantile of the normal distribution


def wilson(successes: float, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share, from 0 to 1; (0, 1) when nothing was measured.

    `successes` may be a sum of scores between 0 and 1: their variance is at most that of a yes-or-no
    score of the same mean, so the interval is then wider than it need be, never narrower.
    """
    if n == 0:
        return 0.0, 1.0
    share = successes / n
    centre = (share + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
    half = Z95 / (1 + Z95**2 / n) * math.sqrt(share * (1 - share) / n + Z95**2 / (4 * n**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie, by linear interpolation; NaN without values."""
    if not values:
        return math.nan
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
