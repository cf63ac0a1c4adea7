"""A guided pool on a linear Gaussian toy: the exact posterior, many times the effective members, conflicts named."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from evidence_rows import plain_row
from numpy.testing import assert_allclose

from fourfutures.assimilation import AssimilationError, Weights, psis, refuse, steer, weak
from fourfutures.ensemble import Binding, Guide, Threads, mixture_log_weights, own_normals
from fourfutures.study import Study

POOL = 100_000
MONTHS = 6
PARAMETERS = ["growth_boom_us", "chip_output_cn", "gap_0", "home_q_us"]
STREAM = "investment_us"
# Five observations of sums of four parameters and one stream, two to three of their own errors off the prior.
DESIGN = np.array(
    [
        [1.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 1.0, 0.0, 0.0, 0.0],
        [1.0, 1.0, 0.0, 0.0, 0.0],
        [0.0, 0.0, 1.0, 0.0, 0.0],
        [0.0, 0.0, 0.0, 0.0, 1.0],
    ]
)
VALUES = np.array([2.2, -2.4, 0.1, 2.0, 2.3])
ERRORS = np.array([0.3, 0.35, 0.4, 0.3, 0.3])


class Toy(NamedTuple):
    normals: np.ndarray  # (coordinates, members)
    weights: Weights


def toy(binding: Binding, ids: np.ndarray) -> Toy:
    """The posterior of a pool whose likelihood is Gaussian in the very normals that a guide moves."""
    normals = own_normals(binding, PARAMETERS, [STREAM], MONTHS, ids)
    misses = (VALUES[:, None] - DESIGN @ normals) / ERRORS[:, None]
    return Toy(normals, psis(mixture_log_weights(binding, ids, Threads(2)) - 0.5 * (misses**2).sum(axis=0)))


def exact() -> tuple[np.ndarray, np.ndarray]:
    precision = np.eye(5) + DESIGN.T @ np.diag(ERRORS**-2.0) @ DESIGN
    covariance = np.linalg.inv(precision)
    return covariance @ DESIGN.T @ (VALUES / ERRORS**2), covariance


@pytest.fixture(scope="module")
def plain(binding: Binding) -> Toy:
    return toy(binding, np.arange(POOL))


@pytest.fixture(scope="module")
def guide(binding: Binding, plain: Toy) -> Guide:
    names = ["bust_hazard_us", *PARAMETERS]
    found = steer(binding, np.arange(POOL), plain.weights.mass, names, MONTHS, 1)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def first_round(study: Study, binding: Binding, guide: Guide) -> Toy:
    return toy(Binding(study, binding.seed, guide), guide.ids(POOL))


@pytest.fixture(scope="module")
def guided(study: Study, binding: Binding, guide: Guide, first_round: Toy) -> Toy:
    """The second round, steered by the first."""
    bound = Binding(study, binding.seed, guide)
    names = ["bust_hazard_us", *PARAMETERS]
    second = steer(bound, guide.ids(POOL), first_round.weights.mass, names, MONTHS, 2)
    assert second is not None
    return toy(Binding(study, binding.seed, second), second.ids(POOL))


def test_each_round_multiplies_the_effective_members(plain: Toy, first_round: Toy, guided: Toy) -> None:
    """Of 100,000 members some ten fit all five rows, then hundreds, then over a thousand."""
    assert plain.weights.ess < 20.0
    assert first_round.weights.ess > 20.0 * plain.weights.ess
    assert guided.weights.ess > 2.0 * first_round.weights.ess
    assert guided.weights.ess > 1000.0
    assert weak(plain.weights, 4000)
    assert not weak(guided.weights, 4000)


def test_both_pools_give_the_exact_posterior_each_within_its_own_error(plain: Toy, guided: Toy) -> None:
    mean, covariance = exact()
    for found in (plain, guided):
        got = found.normals @ found.weights.mass
        sd = np.sqrt(np.diag(covariance))
        assert_allclose(got, mean, atol=4.0 * sd.max() / np.sqrt(found.weights.ess))
    apart = guided.normals - mean[:, None]
    spread = (apart * guided.weights.mass) @ apart.T
    assert_allclose(spread, covariance, atol=8.0 / np.sqrt(guided.weights.ess) * np.diag(covariance).max())


def test_the_guide_is_where_the_data_point_and_leaves_the_rest_alone(guide: Guide) -> None:
    mean, _ = exact()
    found = {**dict(guide.parameters), **dict(guide.shocks)}
    assert len(found) <= 12
    assert guide.months == MONTHS
    for name, expected in zip([*PARAMETERS[:3], STREAM], [*mean[:3], mean[4]], strict=True):
        assert found[name] == pytest.approx(expected, abs=0.5)  # the first pool has few effective members


def test_a_pool_that_needs_no_guide_gets_none(binding: Binding) -> None:
    even = np.full(POOL, 1.0 / POOL)
    assert steer(binding, np.arange(POOL), even, PARAMETERS, MONTHS, 1) is None
    assert not weak(Weights(even, float(POOL), 1.0 / POOL, None), 4000)


def test_a_long_tail_asks_for_a_guide_whatever_the_number_of_members(binding: Binding) -> None:
    assert weak(Weights(np.ones(1), 1e5, 0.1, 0.71), 100)
    assert not weak(Weights(np.ones(1), 1e5, 0.1, 0.69), 100)


def test_rows_that_conflict_are_refused_by_name() -> None:
    """Two sources agree and a third contradicts both: it is the one without which most members are effective."""
    z = np.random.default_rng(1).normal(size=50_000)
    rows = [plain_row(3, name=name) for name in ("one", "two", "odd")]
    values = [(1.0, 0.2), (1.1, 0.2), (-6.0, 0.1)]
    columns = np.stack([-0.5 * ((value - z) / error) ** 2 for value, error in values])
    start = np.zeros(z.shape)
    with pytest.raises(AssimilationError) as caught:
        refuse(rows, columns, start, psis(columns.sum(axis=0)), 20_000)
    text = caught.value.problem.what
    assert text.index("odd") < min(text.index("one"), text.index("two"))
    assert "odd" in text.zh
    refuse(rows[:2], columns[:2], start, psis(columns[:2].sum(axis=0)), 20_000)  # and nothing here
