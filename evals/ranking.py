"""Figures over ranked lists and over scores of two kinds of questions. Not here: where lists and scores come from.

Recall, MRR and nDCG are as trec_eval defines them, with binary gain.
"""

import math
from collections.abc import Collection, Sequence

import numpy as np

from evals.intervals import Z95


def recall_at(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Share of the relevant that is among the first k, 0 to 1."""
    return len(set(ranked[:k]) & set(relevant)) / len(relevant)


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """1 / rank of the first relevant among the first k; 0 without one."""
    return next((1 / rank for rank, found in enumerate(ranked[:k], start=1) if found in relevant), 0.0)


def ndcg(ranked: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """Discounted gain of the first k (1 / log2(rank + 1) for each relevant) over the best possible, 0 to 1."""
    gain = sum(1 / math.log2(rank + 1) for rank, found in enumerate(ranked[:k], start=1) if found in relevant)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(relevant), k) + 1))
    return gain / best


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Chance that a positive's score is above a negative's, ties counting half; NaN when a side is empty."""
    if not positive or not negative:
        return math.nan
    high, low = np.asarray(positive, dtype=np.float64), np.sort(np.asarray(negative, dtype=np.float64))
    below = np.searchsorted(low, high, side="left")
    not_above = np.searchsorted(low, high, side="right")
    return float((below + not_above).sum() / (2 * len(high) * len(low)))


def auroc_interval(positive: Sequence[float], negative: Sequence[float]) -> tuple[float, float]:
    """Hanley and McNeil's (1982) 95 % interval of the AUROC, cut to 0 and 1."""
    area = auroc(positive, negative)
    if math.isnan(area):
        return 0.0, 1.0
    both_high, both_low = area / (2 - area), 2 * area**2 / (1 + area)
    variance = (
        area * (1 - area) + (len(positive) - 1) * (both_high - area**2) + (len(negative) - 1) * (both_low - area**2)
    ) / (len(positive) * len(negative))
    half = Z95 * math.sqrt(max(variance, 0.0))
    return max(0.0, area - half), min(1.0, area + half)


def precision_recall_f1(chosen: Collection[int], wanted: Collection[int]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a choice; all 0 when nothing chosen is wanted."""
    right = len(set(chosen) & set(wanted))
    if right == 0:
        return 0.0, 0.0, 0.0
    precision, recall = right / len(set(chosen)), right / len(set(wanted))
    return precision, recall, 2 * precision * recall / (precision + recall)
