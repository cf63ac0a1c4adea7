"""Fans of economies from histograms: weights by member or by economy, failed members left out."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from fourfutures.ensemble import CountryFan

LEVELS = (0.25, 0.5, 0.75)


def fan(values: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and quantiles of one variable in one month; `values` (economies, members)."""
    made = CountryFan(("share",), values.shape[0], 1)
    made.add(values[None, None].astype(np.float32), weights)
    return made.mean()[0, 0], made.quantiles(LEVELS)[:, 0, 0]


def test_each_economy_may_have_its_own_weights() -> None:
    rng = np.random.default_rng(0)
    values, weights = rng.uniform(size=(2, 4000)), rng.exponential(size=(2, 4000))
    weights /= weights.sum(axis=1, keepdims=True)
    mean, quantiles = fan(values, weights)
    assert_allclose(mean, (weights * values).sum(axis=1), atol=1e-6)
    for economy in range(2):
        alone = fan(values[economy : economy + 1], weights[economy])
        assert_allclose(alone[0][0], mean[economy], rtol=1e-12)
        assert_allclose(alone[1][:, 0], quantiles[:, economy], rtol=1e-12)


def test_a_member_without_a_finite_number_counts_for_nothing() -> None:
    values = np.random.default_rng(1).uniform(size=(1, 500))
    weights = np.full(500, 1.0 / 500.0)
    broken = values.copy()
    broken[0, 100:150] = np.nan
    kept = np.delete(np.arange(500), np.arange(100, 150))
    got, expected = fan(broken, weights), fan(values[:, kept], weights[kept])
    assert_allclose(got[0], expected[0], rtol=1e-12)
    assert_allclose(got[1], expected[1], rtol=1e-12)
