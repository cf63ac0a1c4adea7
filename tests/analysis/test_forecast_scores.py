"""Scores of single forecasts: answers worked by hand, and the integral or the library that defines each."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate

from fourfutures.analysis.forecasts.scores import brier, crps, log_score, rank

numbers = st.floats(-100.0, 100.0)


def test_the_score_of_two_points_by_hand() -> None:
    """Points 1 and 3, figure 2: mean distance 1, half the mean distance between points (0 + 2 + 2 + 0) / 4 / 2 = 1/2."""
    assert crps([1.0, 3.0], 2.0) == pytest.approx(0.5)
    assert crps([3.0, 1.0], 5.0) == pytest.approx(2.5)


@given(point=numbers, observed=numbers)
def test_a_single_point_scores_its_distance(point: float, observed: float) -> None:
    assert crps([point], observed) == pytest.approx(abs(point - observed))


@given(points=st.lists(st.floats(-5.0, 5.0), min_size=1, max_size=8), observed=st.floats(-6.0, 6.0))
def test_the_score_is_the_integral_of_the_squared_distance_of_distributions(
    points: list[float], observed: float
) -> None:
    grid = np.linspace(-8.0, 8.0, 64_001)
    share = np.searchsorted(np.sort(points), grid, side="right") / len(points)
    expected = integrate.trapezoid((share - (grid >= observed)) ** 2, grid)
    assert crps(points, observed) == pytest.approx(expected, abs=2e-3)


@given(points=st.lists(numbers, min_size=2, max_size=20), observed=numbers, shift=numbers)
def test_the_score_moves_with_nothing_but_distances(
    points: list[float], observed: float, shift: float
) -> None:
    moved = crps([point + shift for point in points], observed + shift)
    assert moved == pytest.approx(crps(points, observed), abs=1e-9)
    assert crps([-point for point in points], -observed) == pytest.approx(crps(points, observed), abs=1e-9)


def test_ranks_by_hand() -> None:
    assert rank([1.0, 2.0, 3.0, 4.0], 2.5) == 0.5
    assert rank([1.0, 2.0, 3.0, 4.0], 2.0) == 0.375
    assert (rank([1.0, 2.0], 0.0), rank([1.0, 2.0], 9.0)) == (0.0, 1.0)


def test_scores_of_chances_by_hand() -> None:
    """Chances .7, .2, .1: -ln .7 where the first came, and .3^2 + .2^2 + .1^2; 2 is the worst that a Brier score can be."""
    chances = {"a": 0.7, "b": 0.2, "c": 0.1}
    assert log_score(chances, "a") == pytest.approx(-math.log(0.7))
    assert brier(chances, "a") == pytest.approx(0.14)
    assert brier({"a": 1.0, "b": 0.0}, "b") == 2.0
    assert math.isfinite(log_score({"a": 1.0, "b": 0.0}, "b"))


@given(truth=st.floats(0.01, 0.99), said=st.floats(0.01, 0.99))
def test_nobody_gains_by_saying_another_chance_than_the_one_held(truth: float, said: float) -> None:
    for score in (log_score, brier):
        expected = [
            truth * score({"a": p, "b": 1 - p}, "a") + (1 - truth) * score({"a": p, "b": 1 - p}, "b")
            for p in (truth, said)
        ]
        assert expected[0] <= expected[1] + 1e-12
