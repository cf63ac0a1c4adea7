"""A guided pool: its members are where the guide says in every reading, and its weights give the prior back."""

from __future__ import annotations

import importlib.util
import json

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from fourfutures.ensemble import (
    GAMMAS,
    POOL_MONTHS,
    Accelerator,
    Binding,
    Engine,
    Guide,
    Stream,
    Threads,
    mixture_log_weights,
    normal_quantile,
    own_normals,
    parameter_normals,
)
from fourfutures.ensemble.guide import FIRST, LEFT, OF, moved
from tests.ensemble.readings import oracle, path, strays

COUNT = 512
# One of each kind: normal, truncated normal, lognormal, logit-normal, Bernoulli, and the first of a correlated pair.
GUIDE = Guide(
    (
        ("growth_boom_us", 0.8),
        ("cancel_share_us", -0.6),
        ("chip_output_cn", -1.1),
        ("open_origin_0_cn", 0.4),
        ("regime_0", 0.7),
        ("momentum_cn", 0.5),
    ),
    (("investment_us", 1.2), ("discrepancy_cn", -0.9)),
    11,
    1,
)


@pytest.fixture(scope="module")
def guided(binding: Binding) -> Binding:
    return Binding(binding.study, binding.seed, GUIDE)


def engine(binding: Binding) -> Engine:
    return Engine(binding, 0.5, GAMMAS, POOL_MONTHS, path(binding, ()))


def test_the_kernel_moves_members_as_the_double_reading_does(guided: Binding) -> None:
    ids = GUIDE.ids(COUNT)
    part = engine(guided).run(ids)
    exact = guided.values(ids)
    for row, name in enumerate(engine(guided).prior_names):
        assert_allclose(part.values[row], exact[name], rtol=1e-9, atol=1e-11, err_msg=name)
    away, agreed = strays(part, oracle(guided, ids, ()))
    assert agreed >= 1.0 - 2.0 / COUNT
    assert away <= 1


@pytest.mark.skipif(importlib.util.find_spec("jax") is None, reason="JAX is not installed")
def test_members_on_jax_are_moved_alike(guided: Binding) -> None:
    ids = GUIDE.ids(COUNT)
    other = Accelerator(guided, 0.5, GAMMAS, POOL_MONTHS, path(guided, ()), platform="cpu", block=COUNT)
    part = other.run(ids)
    assert_allclose(part.values, engine(guided).run(ids).values, rtol=1e-9, atol=1e-11)
    away, agreed = strays(part, oracle(guided, ids, ()))
    assert agreed >= 1.0 - 2.0 / COUNT
    assert away <= 1


def test_four_of_five_are_moved_and_the_fifth_is_the_member_of_the_plain_prior_to_the_bit(
    binding: Binding, guided: Binding
) -> None:
    ids = GUIDE.ids(100)
    plain, after = engine(binding).run(ids), engine(guided).run(ids)
    left = ids % OF == LEFT
    assert left.sum() == 20
    assert_array_equal(moved(ids), ~left)
    assert_array_equal(after.monthly[..., left], plain.monthly[..., left])
    row = engine(binding).prior_names.index("growth_boom_us")
    spread = float(binding.study.uncertainties["growth_boom_us"].prior.sd or 0.0)
    assert_allclose((after.values[row] - plain.values[row])[~left], 0.8 * spread, rtol=1e-9)


def test_members_of_the_first_pool_do_not_know_of_a_guide(binding: Binding, guided: Binding) -> None:
    ids = np.array([0, 3, 999_999, FIRST - 1], dtype=np.int64)
    assert_array_equal(engine(guided).run(ids).monthly, engine(binding).run(ids).monthly)


def test_a_guided_member_is_the_same_bytes_in_any_company(guided: Binding) -> None:
    ids = GUIDE.ids(200)
    whole = engine(guided).run(ids, fans=True)
    some = np.array([171, 4, 63])
    part = engine(guided).run(ids[some], fans=True)
    assert whole.monthly[..., some].tobytes() == part.monthly.tobytes()
    assert whole.fans[..., some].tobytes() == part.fans.tobytes()


def stream_sum(seed: int, name: str, ids: np.ndarray, months: int) -> np.ndarray:
    """The double reading of a shock stream's sum over the root of its months."""
    stream = Stream(seed, [(f"shock:{name}", "")])
    steps = [normal_quantile(stream.uniform(ids, step))[0] for step in range(1, months + 1)]
    return np.sum(steps, axis=0) / np.sqrt(months)


@pytest.mark.parametrize("months", [1, 8, 11])
def test_own_normals_are_those_of_the_double_reading_where_the_guide_puts_them(
    binding: Binding, guided: Binding, months: int
) -> None:
    ids = np.concatenate([np.arange(20), GUIDE.ids(40)])
    found = own_normals(guided, ["chip_output_cn", "momentum_cn"], ["investment_us", "home_cn"], months, ids)
    own = Stream(binding.seed, [("parameter:chip_output_cn", ""), ("parameter:momentum_cn", "")])
    assert_allclose(
        found[:2], normal_quantile(own.uniform(ids)) + np.array([[-1.1], [0.5]]) * moved(ids), atol=1e-11
    )
    shared = 1.2 * np.sqrt(months / 11.0)  # an even spread: a part of the months holds that part of the shift
    assert_allclose(
        found[2], stream_sum(binding.seed, "investment_us", ids, months) + shared * moved(ids), atol=1e-10
    )
    assert_allclose(found[3], stream_sum(binding.seed, "home_cn", ids, months), atol=1e-10)


def test_normals_of_parameters_are_those_of_the_draws_pairs_included(guided: Binding) -> None:
    ids = np.concatenate([np.arange(20), GUIDE.ids(40)])
    names = ["chip_output_cn", "momentum_cn", "custom_cn", "gap_0"]  # momentum and custom are correlated
    found, sample = parameter_normals(guided, names, ids), guided.draws.sample(ids)
    for name in names:
        assert_allclose(found[name], sample.normal(name), atol=1e-10, err_msg=name)


def test_weights_of_the_mixture_give_the_prior_back(guided: Binding) -> None:
    ids = GUIDE.ids(100_000)
    weights = np.exp(mixture_log_weights(guided, ids, Threads(2)))
    assert weights.max() <= OF * (1.0 + 1e-12)
    assert abs(weights.mean() - 1.0) < 4.0 * weights.std() / np.sqrt(ids.shape[0])
    for z in own_normals(guided, *GUIDE.names, GUIDE.months, ids):
        for power, expected in ((1, 0.0), (2, 1.0)):
            spread = 4.0 * (weights * z**power).std() / np.sqrt(ids.shape[0])
            assert abs((weights * z**power).mean() - expected) < spread
        assert abs(z[ids % OF == LEFT].mean()) < 4.0 / np.sqrt(ids.shape[0] / OF)  # the fifth is in its place


def test_the_weight_is_the_ratio_of_densities(binding: Binding) -> None:
    """Two coordinates: an independent library's densities of the prior and of the mixture at the members' normals."""
    guide = Guide((("growth_boom_us", 1.3),), (("frontier_cn", -0.7),), 11, 1)
    bound = Binding(binding.study, binding.seed, guide)
    ids = guide.ids(40)
    z = own_normals(bound, *guide.names, 11, ids)
    prior = stats.multivariate_normal.pdf(z.T, mean=[0.0, 0.0])
    mixture = 0.2 * prior + 0.8 * stats.multivariate_normal.pdf(z.T, mean=[1.3, -0.7])
    assert_allclose(np.exp(mixture_log_weights(bound, ids, Threads(1))), prior / mixture, rtol=1e-9)


def test_rounds_do_not_share_luck_and_a_manifest_gives_the_guide_back() -> None:
    second = GUIDE._replace(round=2)
    assert not set(GUIDE.ids(1_000_000)[-1:]) & set(second.ids(10))
    assert second.ids(1)[0] > GUIDE.ids(1_000_000)[-1]
    assert second.ids(1_000_000)[-1] < 2**32  # a stream's counter
    assert Guide.read(json.loads(json.dumps(second.document()))) == second
