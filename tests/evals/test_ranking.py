"""Figures over ranked lists and over scores."""

import math

import pytest

from evals.ranking import auroc, auroc_interval, ndcg, precision_recall_f1, recall_at, reciprocal_rank


def test_ndcg_is_one_for_the_best_order_and_falls_with_the_rank():
    assert ndcg(["a", "b", "c"], {"a", "b"}) == 1
    assert ndcg(["x", "a"], {"a"}) == pytest.approx(1 / math.log2(3))
    assert ndcg(["x", "y"], {"a"}) == 0


def test_ndcg_counts_what_was_not_found():
    assert ndcg(["a"], {"a", "b"}) == pytest.approx(1 / (1 + 1 / math.log2(3)))


def test_reciprocal_rank_takes_the_first_relevant_within_ten():
    assert reciprocal_rank(["x", "a", "b"], {"a", "b"}) == 0.5
    assert reciprocal_rank(["x"] * 10 + ["a"], {"a"}) == 0


def test_recall_counts_the_relevant_among_the_first():
    assert recall_at(["a", "x", "b"], {"a", "b"}, 1) == 0.5
    assert recall_at(["a", "x", "b"], {"a", "b"}, 3) == 1


def test_auroc_counts_pairs_in_the_right_order_and_ties_half():
    assert auroc([3, 4], [1, 2]) == 1
    assert auroc([1, 2], [3, 4]) == 0
    assert auroc([1, 1], [1]) == 0.5
    assert auroc([1, 3], [2, 1]) == (0.5 + 2) / 4
    assert math.isnan(auroc([], [1]))


def test_the_interval_of_an_auroc_narrows_with_more_questions():
    few, many = auroc_interval([1, 3], [2, 0]), auroc_interval([1, 3] * 100, [2, 0] * 100)
    assert few[0] <= many[0] < 0.75 < many[1] <= few[1]


def test_f1_joins_precision_and_recall():
    assert precision_recall_f1({0, 1}, {1, 2, 3}) == (0.5, pytest.approx(1 / 3), pytest.approx(0.4))
    assert precision_recall_f1(set(), {1}) == (0, 0, 0)
