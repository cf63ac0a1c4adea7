"""Columns of log likelihood: theory, an independent library, and the sum of columns for any date."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import integrate, stats

from fourfutures.assimilation import (
    AssimilationError,
    Row,
    RowScore,
    deal_columns,
    regime_columns,
    student_columns,
)


def row(number: int = 0, **changes: object) -> Row:
    day = date(2026, 3, 31) + timedelta(days=number)
    plain = Row(
        id=f"series:USA:{day}", indicator="series", block="series", entity="USA", observable="price_gap", months=(3,),
        change=False, value=0.5, error_sd=0.3, bias_sd=0.4, slope=1.0, slope_sd=0.0, known_on=day, source_id="s",
        period_end=day, observed=1.0, unit="ratio",
    )  # fmt: skip
    return plain._replace(**changes)


def test_one_row_is_a_student_t_of_the_residual() -> None:
    seen = np.linspace(-2.0, 2.0, 9)[:, None]
    expected = stats.t(df=4, loc=seen[:, 0], scale=np.hypot(0.3, 0.4)).logpdf(0.5)
    assert_allclose(student_columns([row()], seen)[:, 0], expected, rtol=1e-12)


def test_rows_of_one_source_are_a_multivariate_t_with_a_common_bias() -> None:
    rows = [row(k, value=0.2 * k, error_sd=0.1 * (k + 1)) for k in range(3)]
    seen = np.random.default_rng(0).normal(size=(20, 3))
    shape = np.diag([0.01, 0.04, 0.09]) + 0.16
    expected = [
        stats.multivariate_t(loc=member, shape=shape, df=4).logpdf([0.0, 0.2, 0.4]) for member in seen
    ]
    assert_allclose(student_columns(rows, seen).sum(axis=1), expected, rtol=1e-10)


def test_columns_known_by_a_date_are_the_likelihood_of_exactly_those_rows() -> None:
    rows = [row(k, value=0.1 * k) for k in range(4)]
    seen = np.random.default_rng(1).normal(size=(10, 4))
    whole = student_columns(rows, seen)
    for known in (1, 2, 3):
        alone = student_columns(rows[:known], seen[:, :known])
        assert_allclose(whole[:, :known], alone, rtol=1e-12)


def test_an_uncertain_slope_widens_the_error_with_the_gap_itself() -> None:
    seen = np.array([[0.2], [1.5]])
    found = student_columns([row(slope=14.0, slope_sd=2.0, value=7.0, error_sd=2.0, bias_sd=2.0)], seen)[:, 0]
    for member, gap in zip(found, seen[:, 0], strict=True):
        scale = np.sqrt(4.0 + 4.0 + (2.0 * gap) ** 2)
        assert member == pytest.approx(stats.t(df=4, loc=14.0 * gap, scale=scale).logpdf(7.0), rel=1e-12)


def test_changes_share_the_error_of_their_anchor_and_other_series_do_not() -> None:
    rows = [
        row(0, change=True, entity="USA", bias_sd=0.2, error_sd=0.1),
        row(1, change=True, entity="USA", bias_sd=0.2, error_sd=0.1),
        row(2, change=True, entity="CHN", bias_sd=0.2, error_sd=0.1),
    ]
    seen = np.random.default_rng(2).normal(size=(5, 3))
    shape = 0.01 * np.eye(3) + 0.04 * np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1]])
    expected = [stats.multivariate_t(loc=m, shape=shape, df=4).logpdf([0.5] * 3) for m in seen]
    assert_allclose(student_columns(rows, seen).sum(axis=1), expected, rtol=1e-10)


def test_a_deal_is_bernoulli_and_its_bias_is_integrated() -> None:
    shares = np.array([[0.2, 0.3], [0.7, 0.6]])
    rows = [
        row(0, observable="deal_share_us", value=1.0, bias_sd=0.8),
        row(1, observable="deal_share_us", value=0.0, bias_sd=0.8),
    ]

    def joint(p: float, q: float) -> float:
        def at(bias: float) -> float:
            one = 1.0 / (1.0 + np.exp(-(np.log(p / (1 - p)) + 0.8 * bias)))
            two = 1.0 / (1.0 + np.exp(-(np.log(q / (1 - q)) + 0.8 * bias)))
            return float(one * (1.0 - two) * stats.norm.pdf(bias))

        return float(np.log(integrate.quad(at, -8.0, 8.0)[0]))

    expected = [joint(*member) for member in shares]
    assert_allclose(deal_columns(rows, shares).sum(axis=1), expected, rtol=1e-6)


def test_without_bias_a_deal_has_the_probability_of_its_share() -> None:
    rows = [row(0, value=1.0, bias_sd=0.0)]
    assert_allclose(np.exp(deal_columns(rows, np.array([[0.25]]))), [[0.25]], rtol=1e-12)


def test_probabilities_of_the_three_regimes_sum_to_one() -> None:
    total = sum(
        np.exp(regime_columns([row(value=float(r), error_sd=0.03)], np.array([[1.0]])))[0, 0]
        for r in range(3)
    )
    assert total == pytest.approx(1.0, abs=1e-12)


def test_a_row_sees_the_mean_of_its_months_less_the_origin_if_it_is_a_change() -> None:
    path = np.tile(np.arange(25.0) ** 2, (2, 1))
    level = RowScore([row(months=(1, 2), value=2.5)])({"price_gap": path})
    change = RowScore([row(months=(1, 2), value=2.5, change=True)])({"price_gap": path + 7.0})
    assert_allclose(level, change, rtol=1e-12)
    assert_allclose(level, stats.t(df=4, scale=0.5).logpdf(0.0), rtol=1e-12)


def test_rows_out_of_order_are_refused() -> None:
    with pytest.raises(AssimilationError, match="order"):
        RowScore([row(5), row(1)])
