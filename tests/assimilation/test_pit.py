"""PIT values are uniform where the forecast is honest, and only there; coverage follows from them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from fourfutures.assimilation import covered, pit


def places(scale: float, shift: float = 0.0) -> np.ndarray:
    rng = np.random.default_rng(7)
    return pit(shift + scale * rng.gumbel(size=(3000, 99)), rng.gumbel(size=3000))


def test_honest_forecasts_have_uniform_pit() -> None:
    assert stats.kstest(places(1.0), "uniform").pvalue > 0.01


@pytest.mark.parametrize(("scale", "shift"), [(0.7, 0.0), (1.5, 0.0), (1.0, 0.4)])
def test_too_narrow_too_wide_and_shifted_forecasts_do_not(scale: float, shift: float) -> None:
    assert stats.kstest(places(scale, shift), "uniform").pvalue < 1e-6


def test_intervals_of_honest_forecasts_hold_what_they_say() -> None:
    levels = (0.5, 0.8, 0.9)
    for level in levels:
        assert abs(covered(places(1.0), level) - level) < 4.0 * np.sqrt(level * (1.0 - level) / 3000.0)


@given(st.integers(0, 2**32 - 1))
def test_coverage_by_place_is_coverage_by_quantiles(seed: int) -> None:
    """Up to outcomes that fall between the two members next to an end of the interval."""
    rng = np.random.default_rng(seed)
    members, observed = rng.normal(size=(60, 999)), rng.normal(size=60)
    low, high = np.quantile(members, [0.1, 0.9], axis=1)
    inside = (low <= observed) & (observed <= high)
    place = pit(members, observed)
    clear = np.abs(np.abs(place - 0.5) - 0.4) > 0.002
    assert ((2.0 * np.abs(place - 0.5) <= 0.8) == inside)[clear].all()


def test_outcomes_outside_all_members_stay_inside_the_unit_interval() -> None:
    members = np.arange(9.0)[None, :]
    below, above, level = (pit(members, np.array([value]))[0] for value in (-5.0, 50.0, 4.0))
    assert 0.0 < below < 0.06 and 0.94 < above < 1.0 and level == pytest.approx(0.5)
