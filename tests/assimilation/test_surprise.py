"""Surprise: p-values that mean what they say, wider errors by the written rule, and collapse."""

from __future__ import annotations

import math

import numpy as np
import pytest
from evidence_rows import plain_row
from numpy.testing import assert_allclose
from scipy import stats

from fourfutures.assimilation import Row, after_surprise, collapsed, fits, replicas, spreads, widened
from fourfutures.assimilation.surprise import LEAST_P, predictive_p

MEMBERS = 8000
IDS = np.arange(MEMBERS)


def source(values: tuple[float, ...], name: str = "series", **changes: object) -> list[Row]:
    plain = {"error_sd": 0.3, "bias_sd": 0.4, **changes}
    return [plain_row(30 * k, name)._replace(value=v, **plain) for k, v in enumerate(values)]


@pytest.fixture(scope="module")
def seen() -> np.ndarray:
    """What rows see of members: a common level and own noise."""
    rng = np.random.default_rng(3)
    return rng.normal(size=(MEMBERS, 1)) + 0.2 * rng.normal(size=(MEMBERS, 3))


def test_a_published_number_is_a_student_t_round_what_the_member_shows() -> None:
    rows = source((0.0,), slope=2.0)
    shown = np.full((MEMBERS, 1), 0.7)
    drawn = replicas(rows, shown, 5, IDS, "test")[:, 0]
    assert stats.kstest(drawn, stats.t(df=4, loc=1.4, scale=0.5).cdf).pvalue > 1e-4


def test_numbers_of_one_source_share_their_bias() -> None:
    rows = source((0.0, 0.0), error_sd=0.1, bias_sd=2.0)
    drawn = replicas(rows, np.zeros((MEMBERS, 2)), 5, IDS, "test")
    expected = 4.0 / 4.01
    found = stats.spearmanr(drawn).statistic  # ranks: a t of four degrees has no fourth moment
    assert found == pytest.approx(6.0 / math.pi * math.asin(expected / 2.0), abs=0.02)


def test_categories_and_deals_are_published_as_often_as_they_are() -> None:
    regime = source((0.0,), observable="regime", error_sd=0.06, bias_sd=0.0)
    coded = replicas(regime, np.full((MEMBERS, 1), 2.0), 5, IDS, "test")[:, 0]
    shares = [float((coded == category).mean()) for category in (0.0, 1.0, 2.0)]
    assert_allclose(shares, [0.03, 0.03, 0.94], atol=4.0 * math.sqrt(0.03 / MEMBERS))
    deal = source((1.0,), observable="deal_share_us", bias_sd=0.0)
    signed = replicas(deal, np.full((MEMBERS, 1), 0.3), 5, IDS, "test")[:, 0]
    assert set(np.unique(signed)) == {0.0, 1.0}
    assert signed.mean() == pytest.approx(0.3, abs=4.0 * math.sqrt(0.21 / MEMBERS))


def test_what_the_prior_publishes_itself_has_uniform_p_values(seen: np.ndarray) -> None:
    rows = source((0.0, 0.0, 0.0))
    published = replicas(rows, seen[:300], 11, IDS[:300], "other worlds")
    found = [
        predictive_p([row._replace(value=v) for row, v in zip(rows, world, strict=True)], seen, 5, IDS)
        for world in published
    ]
    assert stats.kstest(found, "uniform").pvalue > 1e-3


def test_far_from_the_prior_a_p_value_is_the_tail_of_its_own_distribution(seen: np.ndarray) -> None:
    """One exact row: the prior predictive is that of the member itself."""
    row = source((2.5,), error_sd=1e-3, bias_sd=0.0)
    exact = 2.0 * stats.norm.sf(2.5 / math.hypot(1.0, 0.2))
    assert predictive_p(row, seen[:, :1], 5, IDS) == pytest.approx(
        exact, abs=4.0 * math.sqrt(exact / MEMBERS)
    )


def test_a_surprising_block_is_kept_with_the_smallest_step_that_ends_the_surprise(seen: np.ndarray) -> None:
    rows = [*source((8.0, 8.0)), *source((0.2,), "calm")]
    found = {fit.block: fit for fit in fits(rows, seen, 5, IDS)}
    assert found["calm"].factor == 1.0
    odd = found["series"]
    assert odd.p < LEAST_P <= odd.p_after
    step = math.log2(odd.factor) * 2.0
    assert step == pytest.approx(round(step))
    before = widened(rows[:2], odd.factor / math.sqrt(2.0))
    assert predictive_p(before, seen[:, :2], 5, IDS) < LEAST_P
    after = after_surprise(rows, list(found.values()))
    assert [row.id for row in after] == [row.id for row in rows]
    assert after[2] == rows[2]
    for row, plain in zip(after[:2], rows[:2], strict=True):
        assert (row.error_sd, row.bias_sd) == (plain.error_sd * odd.factor, plain.bias_sd * odd.factor)
        assert row.value == plain.value


def test_no_step_beyond_eight_and_no_category_more_often_wrong_than_right(seen: np.ndarray) -> None:
    (fit,) = fits(source((1e6,)), seen[:, :1], 5, IDS)
    assert fit.factor == pytest.approx(8.0)
    assert fit.p_after < LEAST_P
    (row,) = widened(source((0.0,), observable="regime", error_sd=0.2), 8.0)
    assert row.error_sd == 0.5


def test_parameters_collapse_only_where_many_are_left_without_spread() -> None:
    rng = np.random.default_rng(8)
    mass = rng.exponential(size=5000)
    mass /= mass.sum()
    normals = {f"p{k}": rng.normal(size=5000) * (0.1 if k < 6 else 1.0) for k in range(20)}
    found = spreads(normals, mass)
    assert found["p0"] == pytest.approx(0.1, rel=0.1)
    assert found["p19"] == pytest.approx(1.0, rel=0.1)
    assert collapsed(found) == [f"p{k}" for k in range(6)]
    assert collapsed({**found, "p0": 0.3}) == []  # five may be sharp
