"""Draws of uncertainties: the priors they promise, the pairs they share, and nobody else's business."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from fourfutures.ensemble import Binding, Draws, parameter_normals, parameter_values, quantile
from fourfutures.study import Prior, Study

IDS = np.arange(40_000, dtype=np.int64)


def theory(prior: Prior) -> stats.rv_continuous | None:
    if prior.family == "normal":
        low = -np.inf if prior.low is None else (prior.low - prior.mean) / prior.sd
        high = np.inf if prior.high is None else (prior.high - prior.mean) / prior.sd
        return stats.truncnorm(low, high, loc=prior.mean, scale=prior.sd)
    if prior.family == "lognormal" and prior.low is None and prior.high is None:
        return stats.lognorm(prior.sigma, scale=prior.median)
    return None


def test_every_prior_is_drawn_as_declared(study: Study):
    """Kolmogorov-Smirnov at a level that a hundred tests earn together."""
    draws = Draws(study, 11)
    tested = 0
    for name, entry in study.uncertainties.items():
        law = theory(entry.prior)
        if entry.per is not None or law is None:
            continue
        assert stats.kstest(draws.value(name, IDS), law.cdf).pvalue > 1e-5, name
        tested += 1
    assert tested > 60


def test_a_bernoulli_prior_comes_up_as_often_as_it_says(study: Study):
    partial = Draws(study, 11).value("regime_0", IDS)
    p = study.uncertainties["regime_0"].prior.p
    assert set(np.unique(partial)) == {0.0, 1.0}
    assert abs(partial.mean() - p) < 4.5 * np.sqrt(p * (1 - p) / IDS.size)


def test_a_logit_normal_prior_has_normal_log_odds(study: Study):
    share = Draws(study, 11).value("open_origin_0_us", IDS)
    prior = study.uncertainties["open_origin_0_us"].prior
    assert stats.kstest(np.log(share / (1 - share)), stats.norm(prior.mean, prior.sd).cdf).pvalue > 1e-5


def test_declared_pairs_are_correlated_and_others_are_not(study: Study):
    draws = Draws(study, 11)
    for pair in study.correlations:
        found = np.corrcoef(draws.normal(pair.a, IDS), draws.normal(pair.b, IDS))[0, 1]
        assert abs(found - pair.rho) < 4.5 / np.sqrt(IDS.size)
    free = ["growth_boom_us", "growth_logic_cn", "beta_f", "momentum_us", "gap_0"]
    matrix = np.corrcoef([draws.normal(name, IDS) for name in free]) - np.eye(len(free))
    assert abs(matrix).max() < 4.5 / np.sqrt(IDS.size)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=20), st.integers(0, 10**9))
def test_a_member_draws_the_same_alone_and_in_company(study: Study, members: list[int], seed: int):
    draws = Draws(study, seed)
    ids = np.array(members, dtype=np.int64)
    sample = draws.sample(ids)
    for name in ("compute_stock_0_us", "growth_boom_cn", "regime_0", "lock_in"):
        alone = [np.asarray(draws.value(name, ids[i : i + 1]))[0] for i in range(ids.size)]
        assert_array_equal(sample.value(name), alone)


def test_another_uncertainty_changes_no_other_draw(study: Study):
    """Wherever it stands in the file."""
    ids = IDS[:200]
    plain = Draws(study, 11).sample(ids)
    entry = study.uncertainties["beta_f"]
    for entries in ({"aaa": entry, **study.uncertainties}, {**study.uncertainties, "zzz": entry}):
        more = Draws(study.model_copy(update={"uncertainties": entries}), 11).sample(ids)
        for name, one in study.uncertainties.items():
            if one.per is None:
                assert_array_equal(plain.value(name), more.value(name), err_msg=name)


@given(
    st.sampled_from(
        [
            Prior(family="normal", mean=0.2, sd=0.07, low=0.01, high=0.6),
            Prior(family="lognormal", median=0.4, sigma=0.6),
            Prior(family="logit_normal", mean=-1.1, sd=0.3),
            Prior(family="bernoulli", p=0.65),
        ]
    ),
    st.floats(-4, 4),
    st.floats(0, 4),
)
def test_a_prior_rises_with_its_normal(prior: Prior, at: float, more: float):
    low, high = quantile(prior, np.array([at])), quantile(prior, np.array([at + more]))
    assert (high >= low).all()


def test_weights_of_the_world_sum_to_one(binding: Binding):
    for gamma in (0.0, 0.3, 0.5, 0.7, 1.0):
        partners, us, cn = binding.partners.weights(gamma)
        assert partners.sum() + us + cn == pytest.approx(1.0, abs=1e-12)


def test_initial_shares_sum_to_one_and_spread_as_declared(binding: Binding):
    """Medians stay; the Chinese ratio spreads by its own sd on each side of them, the own ratio by another."""
    ids = np.arange(4000, dtype=np.int64)
    q, partners = binding.countries(ids, binding.parameters(ids)), binding.partners
    us, cn, own = (np.asarray(share) for share in (q.share_us_0, q.share_cn_0, q.share_own_0))
    assert_allclose(us + cn + own, 1.0, atol=1e-12)
    off = np.log(cn / us) - partners.log_ratios[0][:, None]
    for side, sd in ((off < 0.0, partners.log_sd_cn_below), (off > 0.0, partners.log_sd_cn_above)):
        count = side.sum(axis=1)
        assert (abs(count / ids.size - 0.5) < 4.5 * 0.5 / np.sqrt(ids.size)).all()
        spread = np.sqrt((off**2 * side).sum(axis=1) / count)
        assert_allclose(spread / sd, 1.0, atol=4.5 / np.sqrt(ids.size))
    spread = (np.log(own / us) - partners.log_ratios[1][:, None]).std(axis=1)
    assert_allclose(spread / partners.log_sd_own, 1.0, atol=4.5 / np.sqrt(2 * ids.size))


def test_the_kernel_draws_the_same_normals_and_values_without_running_anybody(binding: Binding):
    ids = np.array([0, 3, 77, 499_999, 2**31], dtype=np.int64)
    names = [pair.b for pair in binding.study.correlations] + ["gap_0"]
    for name, found in parameter_normals(binding, names, ids).items():
        assert_allclose(found, binding.draws.normal(name, ids), rtol=1e-11, atol=1e-13, err_msg=name)
    exact = binding.values(ids)
    drawn = parameter_values(binding, ids)
    assert drawn.keys() == exact.keys()
    for name, values in drawn.items():
        assert_allclose(values, exact[name], rtol=1e-11, atol=1e-13, err_msg=name)
