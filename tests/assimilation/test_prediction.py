"""A forecast of a row is the density by which the row would be scored, and learns from the earlier rows of its block."""

from __future__ import annotations

import numpy as np
import pytest
from evidence_rows import plain_row
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy import stats

from fourfutures.assimilation import (
    REGIME,
    Prediction,
    Row,
    category_chances,
    predict,
    regime_columns,
    student_columns,
    t_density,
)

MONTHS = 6
PATHS = {"price_gap": np.random.default_rng(3).normal(size=(40, MONTHS + 1))}
spreads = st.floats(0.05, 2.0)
rows = st.builds(
    lambda days, value, error, bias, change, slope, slope_sd, months: plain_row(days)._replace(
        value=value, error_sd=error, bias_sd=bias, change=change, slope=slope, slope_sd=slope_sd, months=months
    ),
    st.integers(0, 300), st.floats(-2.0, 2.0), spreads, spreads, st.booleans(), st.floats(-2.0, 2.0),
    st.sampled_from([0.0, 0.5]), st.sampled_from([(1,), (4,), (1, 2, 3)]),
)  # fmt: skip


def seen(row: Row) -> np.ndarray:
    value = PATHS["price_gap"][:, list(row.months)].mean(axis=1)
    return value - PATHS["price_gap"][:, 0] if row.change else value


@given(earlier=st.lists(rows, max_size=4), to_come=rows)
def test_the_forecast_of_a_row_is_the_density_by_which_it_will_be_scored(
    earlier: list[Row], to_come: Row
) -> None:
    found = predict(earlier, to_come, PATHS)
    together = [*earlier, to_come]
    columns = student_columns(together, np.stack([seen(row) for row in together], axis=1))
    assert_allclose(t_density(to_come.value, found), columns[:, -1], rtol=1e-9, atol=1e-9)


def test_the_density_is_that_of_another_library() -> None:
    found = Prediction(np.array([0.5, -1.0]), np.array([0.3, 2.0]), 6)
    expected = stats.t(df=6, loc=found.centre, scale=found.scale).logpdf(0.7)
    assert_allclose(t_density(0.7, found), expected, rtol=1e-12)


def test_a_known_answer_by_hand() -> None:
    """Errors 1, common bias 1: covariance [[2, 1], [1, 2]]. A first row 2 above its member lifts the next by 2 x 1/2 = 1;
    its variance 2 - 1/2 = 3/2 grows by (4 + 2^2/2) / (4 + 1) = 6/5."""
    first = plain_row(0)._replace(value=2.0, error_sd=1.0, bias_sd=1.0)
    still = {"price_gap": np.zeros((1, MONTHS + 1))}
    found = predict([first], first._replace(value=0.0), still)
    assert_allclose(found.centre, [1.0])
    assert_allclose(found.scale**2, [1.5 * 1.2])
    assert found.freedom == 5


def test_rows_without_a_common_bias_shift_nothing() -> None:
    earlier = plain_row(0)._replace(value=5.0, bias_sd=0.0)
    to_come = plain_row(9)._replace(bias_sd=0.0)
    assert_allclose(predict([earlier], to_come, PATHS).centre, seen(to_come))


@pytest.mark.parametrize("coded", [0.0, 1.0, 2.0])
def test_the_chance_of_a_category_is_the_one_by_which_it_will_be_scored(coded: float) -> None:
    path = {REGIME: np.array([[0.0, 0.0, 1.0, 2.0]] * 3) + np.array([[0.0], [0.0], [0.0]])}
    row = plain_row(0)._replace(observable=REGIME, months=(3,), error_sd=0.03, value=coded)
    chances = category_chances(row, path, 3)
    assert_allclose(chances.sum(axis=1), 1.0)
    expected = np.exp(regime_columns([row], path[REGIME][:, [3]])[:, 0])
    assert_allclose(chances[:, int(coded)], expected)
