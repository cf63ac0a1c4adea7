"""The smoother: exact where everything is Gaussian, doubtful of what lies far off, no better informed by categories."""

from __future__ import annotations

import numpy as np
import pytest
from evidence_rows import plain_row
from numpy.testing import assert_allclose

from fourfutures.assimilation import Row, psis, smooth
from fourfutures.assimilation.likelihood import RowScore

MEMBERS = 20_000


def rows_with(values: list[float], errors: list[float], **changes: object) -> list[Row]:
    return [
        plain_row(k, f"s{k}")._replace(value=value, error_sd=error, **changes)
        for k, (value, error) in enumerate(zip(values, errors, strict=True))
    ]


@pytest.fixture(scope="module")
def prior() -> np.ndarray:
    """Three normals whose sample mean and covariance are exactly those of the prior."""
    z = np.random.default_rng(4).normal(size=(3, MEMBERS))
    z -= z.mean(axis=1, keepdims=True)
    return np.linalg.inv(np.linalg.cholesky(z @ z.T / MEMBERS)) @ z


DESIGN = np.array([[1.0, 0.5, 0.0], [0.0, 1.0, -1.0]])


def exact(values: np.ndarray, errors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    covariance = np.linalg.inv(np.eye(3) + DESIGN.T @ np.diag(errors**-2.0) @ DESIGN)
    return covariance @ DESIGN.T @ (values / errors**2), np.sqrt(np.diag(covariance))


def test_a_linear_gaussian_world_has_its_exact_posterior(prior: np.ndarray) -> None:
    values, errors = np.array([1.2, -0.7]), np.array([0.4, 0.6])
    found = smooth(prior, rows_with([*values], [*errors]), (DESIGN @ prior).T, freedom=None)
    mean, sd = exact(values, errors)
    assert_allclose(found.mean, mean, atol=1e-9)
    assert_allclose(found.sd, sd, atol=1e-9)


def test_the_same_datum_twice_is_one_with_half_the_variance(prior: np.ndarray) -> None:
    seen = (DESIGN @ prior).T[:, :1]
    twice = smooth(
        prior, rows_with([0.9, 0.9], [0.5, 0.5]), np.concatenate([seen, seen], axis=1), freedom=None
    )
    once = smooth(prior, rows_with([0.9], [0.5 / np.sqrt(2.0)]), seen, freedom=None)
    assert_allclose(twice.mean, once.mean, atol=1e-12)
    assert_allclose(twice.sd, once.sd, atol=1e-12)


def test_an_endless_error_changes_nothing_and_order_does_not_matter(prior: np.ndarray) -> None:
    seen = (DESIGN @ prior).T
    rows = rows_with([1.2, -0.7], [0.4, 1e9])
    with_it, without = smooth(prior, rows, seen), smooth(prior, rows[:1], seen[:, :1])
    assert_allclose(with_it.mean, without.mean, atol=1e-12)
    turned = smooth(prior, rows[::-1], seen[:, ::-1])
    assert_allclose(turned.mean, with_it.mean, atol=1e-12)
    assert_allclose(turned.sd, with_it.sd, atol=1e-12)


def test_a_row_far_off_is_doubted_as_the_weights_doubt_it(prior: np.ndarray) -> None:
    """Student errors: both methods move less for the far row than a Gaussian reading would, and to like places."""
    seen = (DESIGN @ prior).T
    rows = rows_with([6.0, -0.7], [0.4, 0.6])
    smoothed, gaussian = smooth(prior, rows, seen), smooth(prior, rows, seen, freedom=None)
    weights = psis(RowScore(rows).of_seen(seen).sum(axis=1))
    mean = prior @ weights.mass
    assert smoothed.precision["s0"] < 0.6 < 1.0 < smoothed.precision["s1"]
    assert abs(smoothed.mean[0] - mean[0]) < 0.5 * abs(gaussian.mean[0] - mean[0])
    assert smoothed.miss["s0"] > 2.0 > smoothed.miss["s1"]


def test_categories_weigh_the_sample(prior: np.ndarray) -> None:
    regime = np.where(prior[0] > 1.0, 2.0, 1.0)[:, None]
    row = rows_with([2.0], [0.03], observable="regime")
    found = smooth(prior, row, regime)
    weights = psis(RowScore(row).of_seen(regime).sum(axis=1))
    assert_allclose(found.mean, prior @ weights.mass, atol=1e-3)  # the largest weights are smoothed there
    assert found.effective == pytest.approx(MEMBERS * (prior[0] > 1.0).mean(), rel=0.2)
    assert found.precision == {}
