"""The stationary bootstrap: its known variance, its blocks, and intervals that are right where windows are few."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from fourfutures.assimilation import (
    skill,
    skill_interval,
    stationary_blocks,
    variance_of_mean,
    widening,
)

RESAMPLES = 4000


def drawn(count: int, length: float, seed: int = 1, resamples: int = RESAMPLES) -> np.ndarray:
    return stationary_blocks(count, length, np.random.default_rng(seed).uniform(size=(resamples, 2 * count)))


@pytest.mark.parametrize("length", [1.0, 3.0, 8.0])
def test_resampled_means_vary_as_the_closed_form_says(length: float) -> None:
    """Politis and Romano 1994, section 3; the variance of a variance from 4,000 draws is 2.2 percent, four of them."""
    values = np.cumsum(np.random.default_rng(2).normal(size=24)) * 0.3
    means = values[drawn(24, length)].mean(axis=1)
    assert means.var() == pytest.approx(float(variance_of_mean(values, length)), rel=0.09)


def test_without_blocks_it_is_the_plain_bootstrap() -> None:
    values = np.random.default_rng(4).normal(size=(5, 30))
    assert_allclose(variance_of_mean(values, 1.0), values.var(axis=1) / 30.0, rtol=1e-12)


@pytest.mark.parametrize("length", [1.0, 4.0])
def test_every_entry_is_drawn_alike_and_blocks_are_as_long_as_asked(length: float) -> None:
    places = drawn(20, length)
    share = np.bincount(places.ravel(), minlength=20) / places.size
    assert_allclose(share, 0.05, rtol=0.15)
    joined = (places[:, 1:] == (places[:, :-1] + 1) % 20).mean()
    by_chance = 1.0 - 1.0 / length + 1.0 / length / 20.0
    assert joined == pytest.approx(by_chance, abs=0.01)


def overlapping(count: int, overlap: int, series: int, seed: int) -> np.ndarray:
    """Sums of successive normals: what scores are like that mean nothing and share their outcomes."""
    steps = np.random.default_rng(seed).normal(size=(series, count + overlap - 1))
    return np.stack([steps[:, at : at + count] for at in range(overlap)]).sum(axis=0)


@pytest.mark.parametrize(
    ("count", "length", "overlap"), [(9, 8.0, 8), (12, 8.0, 6), (20, 4.0, 4), (60, 4.0, 4)]
)
def test_widened_intervals_are_right_for_scores_that_mean_nothing(
    count: int, length: float, overlap: int
) -> None:
    """Ten in a hundred miss zero, whatever the number of windows; 2,000 trials, four standard errors."""
    normals = np.random.default_rng(5).normal(size=(4000, count + overlap - 1))
    wide = widening(count, length, overlap, 0.9, normals)
    trials = overlapping(count, overlap, 2000, 6)
    missed = np.abs(trials.mean(axis=1)) > wide * np.sqrt(variance_of_mean(trials, length))
    assert abs(missed.mean() - 0.1) < 4.0 * np.sqrt(0.09 / 2000.0) + 0.01


def test_the_plain_interval_is_not_where_windows_are_few() -> None:
    """Why the widening is there: three windows, and a percentile interval claims something every third time or more."""
    trials = overlapping(17, 8, 400, 8)
    places = drawn(17, 8.0, resamples=500)
    means = trials[:, places].mean(axis=2)
    low, high = np.quantile(means, [0.05, 0.95], axis=1)
    assert ((low > 0.0) | (high < 0.0)).mean() > 0.33


def test_more_windows_need_less_widening() -> None:
    wide = [
        widening(count, 4.0, 4, 0.9, np.random.default_rng(1).normal(size=(2000, count + 3)))
        for count in (8, 16, 40, 120)
    ]
    assert wide == sorted(wide, reverse=True)
    assert wide[-1] == pytest.approx(1.645, abs=0.5)  # and in the end that of a normal


def scores(count: int, seed: int = 3) -> np.ndarray:
    return np.random.default_rng(seed).gamma(4.0, 0.2, count)


def test_a_forecast_like_its_rival_has_no_skill_and_no_doubt_of_it() -> None:
    own = scores(20)
    assert skill(float(own.mean()), float(own.mean())) == 0.0
    assert_allclose(skill_interval(own, own, drawn(20, 4.0), 2.5), (0.0, 0.0), atol=1e-12)


def test_a_perfect_forecast_has_skill_one() -> None:
    assert skill(0.0, 0.4) == 1.0
    assert skill_interval(np.zeros(20), scores(20), drawn(20, 4.0), 2.5) == (1.0, 1.0)
    assert skill(0.4, 0.0) is None


def test_a_much_better_forecast_is_known_to_be_better() -> None:
    rival = scores(20)
    interval = skill_interval(
        rival * np.random.default_rng(9).uniform(0.05, 0.15, 20), rival, drawn(20, 4.0), 4.0
    )
    assert interval is not None and 0.8 < interval[0] < 0.9 < interval[1] < 1.0


def test_to_exchange_forecast_and_rival_turns_the_ratio_over() -> None:
    own, rival, places = scores(20), scores(20, 8), drawn(20, 4.0)
    one, other = skill_interval(own, rival, places, 2.0), skill_interval(rival, own, places, 2.0)
    assert one is not None and other is not None
    assert_allclose(1.0 - np.array(one), 1.0 / (1.0 - np.array(other[::-1])), rtol=1e-9)
