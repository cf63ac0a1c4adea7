"""Weights on a pool reproduce the exact posterior of a linear Gaussian toy, and movers sum to the move."""

from __future__ import annotations

import numpy as np
import pytest
from evidence_rows import plain_row
from numpy.testing import assert_allclose

from fourfutures.assimilation import keep, movers, psis, ranking

POOL = 200_000


@pytest.fixture(scope="module")
def toy() -> tuple[np.ndarray, np.ndarray]:
    """Two parameters with unit priors; three observations of their sums with known errors, as log likelihoods."""
    theta = np.random.default_rng(5).normal(size=(POOL, 2))
    design = np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    values, errors = np.array([0.8, 0.9, -0.4]), np.array([0.5, 0.7, 0.9])
    logs = -0.5 * ((values - theta @ design.T) / errors) ** 2
    return theta, logs


def test_weighted_means_and_spreads_are_the_exact_posterior(toy) -> None:
    theta, logs = toy
    design = np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    precision = np.eye(2) + design.T @ np.diag([4.0, 1 / 0.49, 1 / 0.81]) @ design
    covariance = np.linalg.inv(precision)
    mean = covariance @ design.T @ np.array([0.8 * 4.0, 0.9 / 0.49, -0.4 / 0.81])
    found = psis(logs.sum(axis=1))
    error = 4.0 / np.sqrt(found.ess)  # four standard errors of a unit variate
    got = found.mass @ theta
    assert_allclose(got, mean, atol=error)
    spread = (found.mass[:, None] * (theta - got) ** 2).sum(axis=0)
    assert_allclose(spread, np.diag(covariance), atol=error)


def test_movers_sum_to_the_move_and_do_not_depend_on_rows_of_one_day_being_swapped(toy) -> None:
    theta, logs = toy
    rows = [plain_row(0), plain_row(3), plain_row(3, name="other")]

    def summary(mass: np.ndarray) -> np.ndarray:
        return np.array([mass[theta[:, 0] > 0.0].sum(), mass[theta[:, 0] <= 0.0].sum()])

    start = np.zeros(POOL)
    found = movers(rows, logs, summary, start)
    whole = summary(psis(logs.sum(axis=1)).mass) - summary(psis(start).mass)
    assert_allclose(np.sum([delta for _, delta in found], axis=0), whole, atol=1e-12)
    swapped = movers([rows[0], rows[2], rows[1]], logs[:, [0, 2, 1]], summary, start)
    by_name = {row.id: delta for row, delta in swapped}
    for row, delta in found:
        assert_allclose(by_name[row.id], delta, atol=1e-12)


def test_kept_members_carry_exactly_the_mass_of_each_stratum(toy) -> None:
    theta, logs = toy
    mass = psis(logs.sum(axis=1)).mass
    strata = (theta[:, 0] > 0).astype(np.int64) * 2 + (theta[:, 1] > 1.5)
    kept = keep(mass, strata, ranking(strata, theta[:, 0]), 2000, 0.3)
    held = np.bincount(strata, weights=mass, minlength=4)
    assert_allclose(np.bincount(strata[kept.ids], weights=kept.weights, minlength=4), held, rtol=1e-12)
    assert_allclose(kept.weights.sum(), 1.0, atol=1e-12)
    # four standard errors of 2,000 independent draws with a spread below 0.6; systematic draws do better
    assert_allclose(kept.weights @ theta[kept.ids], mass @ theta, atol=4.0 * 0.6 / np.sqrt(2000.0))


def test_a_stratum_too_thin_to_be_drawn_keeps_its_heaviest_member() -> None:
    mass = np.full(1000, 1.0 / 1000.0)
    mass[7], mass[8] = 1e-9, 2e-9
    mass /= mass.sum()
    strata = np.zeros(1000, dtype=np.int64)
    strata[[7, 8]] = 1
    kept = keep(mass, strata, ranking(strata, np.arange(1000.0)), 50, 0.5)
    assert 8 in kept.ids
    assert 7 not in kept.ids
    assert kept.weights[kept.ids == 8][0] == pytest.approx(mass[7] + mass[8], rel=1e-9)
