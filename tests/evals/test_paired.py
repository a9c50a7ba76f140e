"""Two versions on the same cases: flips and mean differences."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.paired import Flips, difference, flips, mcnemar


@pytest.mark.parametrize(
    ("broken", "mended", "p"),
    [(0, 0, 1.0), (5, 0, 1 / 32), (4, 0, 1 / 16), (0, 5, 1.0), (7, 1, 9 / 256), (9, 2, 67 / 2048), (1, 1, 0.75)],
)
def test_mcnemars_test_is_exact(broken, mended, p):
    assert mcnemar(broken, mended) == pytest.approx(p, abs=1e-15)
    assert Flips(broken=broken, mended=mended).p == mcnemar(broken, mended)


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_p_value_is_a_share_and_falls_with_every_broken_case(broken, mended):
    assert 0 <= mcnemar(broken + 1, mended) <= mcnemar(broken, mended) <= 1


def test_only_cases_that_change_sides_are_flips():
    assert flips([(True, True), (True, False), (False, True), (False, False), (True, False)]) == Flips(
        broken=2, mended=1
    )


def test_no_pairs_give_no_difference():
    assert difference([]) is None


def test_equal_versions_differ_by_nothing():
    found = difference([("a", 1.0, 1.0), ("b", 0.5, 0.5)])
    assert (found.value, found.low, found.high) == (0, 0, 0)


def test_the_interval_holds_the_difference_and_is_the_same_each_time():
    pairs = [(str(number // 2), 1.0, float(number % 5 > 0)) for number in range(100)]
    found = difference(pairs)
    assert found.value == pytest.approx(-0.2)
    assert found.low < -0.2 < found.high < 0
    assert difference(pairs) == found


def test_paraphrases_that_fall_together_widen_the_interval():
    alone = difference([(str(number), 1.0, float(number >= 10)) for number in range(100)])
    together = difference([(str(number // 10), 1.0, float(number >= 10)) for number in range(100)])
    assert (together.value, together.n, together.groups) == (alone.value, 100, 10)
    assert together.high - together.low > 1.5 * (alone.high - alone.low)


def test_the_interval_agrees_with_the_normal_one_on_many_independent_cases():
    # 20 of 400 fall from 1 to 0: standard error sqrt(.05 * .95 / 400) = .0109
    found = difference([(str(number), 1.0, float(number >= 20)) for number in range(400)])
    assert (found.low, found.high) == (pytest.approx(-0.0714, abs=0.003), pytest.approx(-0.0286, abs=0.003))


def test_one_group_alone_cannot_bound_a_difference():
    found = difference([("a", 1.0, 0.0), ("a", 1.0, 1.0)])
    assert (found.low, found.high) == (-1, 1)


def test_a_comparison_of_a_whole_case_set_takes_less_than_half_a_second():
    pairs = [(str(number % 300), 1.0, float(number % 7 > 0)) for number in range(470)]
    began = time.perf_counter()
    difference(pairs)
    assert time.perf_counter() - began < 0.5
