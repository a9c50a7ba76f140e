"""Two versions on the same cases: flips with McNemar's exact test, mean differences with a cluster bootstrap.

Pure functions of paired values. Not here: which values are compared, or what a difference means (`gate`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

RESAMPLES = 10_000
SEED = 20_260_101  # fixed, so that the same two results give the same interval

Pair = tuple[str, float, float]  # group of paraphrases, value before, value after


@dataclass(frozen=True, kw_only=True)
class Flips:
    """Cases that pass in one of two versions alone: `broken` passed before, `mended` pass now."""

    broken: int
    mended: int

    @property
    def p(self) -> float:
        """One-sided exact p that so many of the flips are broken by chance, 0 to 1; 1 without flips."""
        return mcnemar(self.broken, self.mended)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """After minus before over `n` pairs in `groups` groups; `low` and `high` bound the difference at 95 %."""

    n: int
    groups: int
    before: float
    after: float
    low: float
    high: float

    @property
    def value(self) -> float:
        """The difference of the means; negative when the version is worse on a metric where higher is better."""
        return self.after - self.before


def mcnemar(broken: int, mended: int) -> float:
    """McNemar's exact test, one-sided: P(at least `broken` of the flips) when both directions are as likely.

    p = sum over k from b to b + c of C(b + c, k) / 2^(b + c), after McNemar 1947 in its exact binomial form.
    """
    flips = broken + mended
    return sum(comb(flips, k) for k in range(broken, flips + 1)) / (1 << flips)


def flips(pairs: Sequence[tuple[bool, bool]]) -> Flips:
    """Count the flips among (passed before, passes after)."""
    return Flips(
        broken=sum(before and not after for before, after in pairs),
        mended=sum(after and not before for before, after in pairs),
    )


def difference(pairs: Sequence[Pair], *, resamples: int = RESAMPLES, seed: int = SEED) -> Difference | None:
    """The mean difference with a percentile bootstrap over groups, since paraphrases rise and fall together.

    `resamples` draws of as many groups as there are, each with all its pairs (Miller 2024 on clustered errors).
    None without pairs. Where no pair differs the interval is (0, 0); where one group is all there is it cannot
    be drawn anew, and the interval is as wide as shares allow, (-1, 1).
    """
    if not pairs:
        return None
    names, place = np.unique([group for group, _, _ in pairs], return_inverse=True)
    before, after = (np.array([pair[side] for pair in pairs], dtype=np.float64) for side in (1, 2))
    low, high = interval(after - before, place, len(names), resamples, seed)
    return Difference(
        n=len(pairs), groups=len(names), before=float(before.mean()), after=float(after.mean()), low=low, high=high
    )


def interval(
    values: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    place: "np.ndarray[tuple[int], np.dtype[np.intp]]",
    groups: int,
    resamples: int,
    seed: int,
) -> tuple[float, float]:
    """The 2.5th and 97.5th percentile of the mean of `values` over draws of groups; `place` is each value's group."""
    if not values.any():
        return 0.0, 0.0
    if groups == 1:
        return -1.0, 1.0
    sums = np.bincount(place, weights=values, minlength=groups)
    sizes = np.bincount(place, minlength=groups)
    drawn = np.random.default_rng(seed).integers(0, groups, size=(resamples, groups), dtype=np.int32)
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)
