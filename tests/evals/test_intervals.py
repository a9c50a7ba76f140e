"""How sure a share is."""

import math

import pytest

from evals.intervals import quantile, wilson


def test_no_failure_in_forty_bounds_the_rate_at_nine_per_cent():
    low, high = wilson(0, 40)
    assert low == 0
    assert high == pytest.approx(0.0876, abs=1e-4)


def test_the_interval_of_a_half_is_symmetric():
    low, high = wilson(50, 100)
    assert (low + high) / 2 == pytest.approx(0.5)
    assert low == pytest.approx(0.4038, abs=1e-4)


def test_nothing_measured_leaves_everything_possible():
    assert wilson(0, 0) == (0, 1)


def test_a_quantile_lies_between_its_neighbours():
    assert quantile([4, 1, 3, 2], 0.5) == 2.5
    assert quantile([7], 0.95) == 7
    assert math.isnan(quantile([], 0.5))
