"""The monthly step is short enough: halving it under coupled shocks hardly moves the outcome."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from fourfutures.ensemble import GAMMAS, Binding, NamedChance, Track
from fourfutures.futures import classify, indices, odds, readings
from fourfutures.model import UNTOUCHED, BlocShocks, Shocks
from fourfutures.study import Study
from tests.model.worlds import MONTH, World, tracked

MEMBERS = 2048
NORMAL = {"investment", "discrepancy", "frontier", "home"}


class Coarse:
    """Monthly shocks made of two half-month ones: normals add; a jump happens if it happens in either half."""

    def __init__(self, fine: NamedChance) -> None:
        self._fine = fine

    def shocks(self, step: int) -> Shocks:
        first, second = self._fine.shocks(2 * step - 1), self._fine.shocks(2 * step)
        return Shocks(
            us=self._bloc(first.us, second.us),
            cn=self._bloc(first.cn, second.cn),
            regime=joined(first.regime, second.regime),
            supply=joined(first.supply, second.supply),
            deal=joined(first.deal, second.deal),
        )

    def _bloc(self, one: BlocShocks, two: BlocShocks) -> BlocShocks:
        values = {}
        for name in BlocShocks._fields:
            a, b = getattr(one, name), getattr(two, name)
            if name in NORMAL:
                values[name] = a + b
            elif name.endswith("_size"):
                jump = name.removesuffix("_size")
                values[name] = np.where(getattr(one, jump) < getattr(two, jump), a, b)
            else:
                values[name] = 1.0 - (1.0 - np.minimum(a, b)) ** 2
        return BlocShocks(**values)


def joined(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """One uniform whose low tail means an event of the low kind in either half, and whose high tail one of the high."""
    low = 1.0 - (1.0 - np.minimum(a, b)) ** 2
    high = np.maximum(a, b) ** 2
    return np.where(low < 1.0 - high, low, high)


@pytest.fixture(scope="module")
def tracks(binding: Binding) -> tuple[Track, Track]:
    """The same members on the same Brownian paths, by half months and by months."""
    ids = np.arange(MEMBERS, dtype=np.int64)
    p = binding.parameters(ids)
    q = binding.countries(ids, p)

    def fine() -> NamedChance:
        return NamedChance(binding.seed, ids, binding.partners.codes, MONTH / 2)

    halves = World(p, q, fine(), [UNTOUCHED] * 48, MONTH / 2)
    months = World(p, q, Coarse(fine()), [UNTOUCHED] * 24)
    return (
        tracked(binding, halves, (0, 12, 24), steps=2),
        tracked(binding, months, (0, 12, 24)),
    )


@pytest.mark.parametrize("reading", ["source", "committed", "strict"])
def test_halving_the_step_hardly_moves_indices_and_odds(
    binding: Binding, study: Study, tracks: tuple[Track, Track], reading: str
) -> None:
    """Medians of both indices move less than .05 and no class more than 1.5 points: the month is short enough."""
    dials = readings(study, "source", {})[reading]
    homes = {gamma: binding.partners.weights(gamma)[1:] for gamma in GAMMAS}
    fine, coarse = (indices(track, 24, dials, homes) for track in tracks)
    for one, other in zip(fine, coarse, strict=True):
        assert abs(np.median(one) - np.median(other)) < 0.05
    even = np.ones(MEMBERS)
    p = [odds(classify(found, study.frame), even, 5).p for found in (fine, coarse)]
    assert np.abs(p[0] - p[1]).max() < 0.015


def test_coupled_steps_share_their_luck(tracks: tuple[Track, Track]) -> None:
    """The comparison is sharp because both runs see the same path: their outcomes are almost the same member by member."""
    x = [track.log_stock_us[:, -1] - track.log_stock_cn[:, -1] for track in tracks]
    assert np.corrcoef(x)[0, 1] > 0.99


@pytest.mark.parametrize("hazard", [0.1, 0.5, 2.0])
def test_an_event_of_a_month_is_an_event_of_either_half(hazard: float) -> None:
    """At both ends of the joined uniform, but where both kinds fall in one month: a month tells only one of them."""
    a, b = (np.random.default_rng(seed).random(50_000) for seed in (1, 2))
    month, half = (1.0 - np.exp(-hazard * years) for years in (MONTH, MONTH / 2.0))
    low, high = np.minimum(a, b) < half, np.maximum(a, b) > 1.0 - half
    whole = joined(a, b)
    both = low & high
    assert_array_equal((whole < month)[~both], low[~both])
    assert_array_equal((whole > 1.0 - month)[~both], high[~both])
    assert both.mean() < month**2
