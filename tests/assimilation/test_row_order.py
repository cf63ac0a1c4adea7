"""What moved the odds: rows in the order of the day they were known, and rows that say nothing."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from evidence_rows import plain_row
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.assimilation import Row, RowScore, keep, known_rows, movers, psis, ranking

POOL = 4000
START = np.zeros(POOL)


@pytest.fixture(scope="module")
def columns() -> np.ndarray:
    """Log likelihoods of four rows, none of them independent of the others."""
    theta = np.random.default_rng(3).normal(size=(POOL, 3))
    return (
        -0.5
        * (theta @ np.array([[1.0, 0.5, 0.2, 0.9], [0.0, 1.0, 0.4, 0.3], [0.3, 0.0, 1.0, 0.1]]) - 0.7) ** 2
    )


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """One row, then two of one day, then one more."""
    return [plain_row(0, "a"), plain_row(9, "b"), plain_row(9, "c"), plain_row(30, "d")]


def odds(mass: np.ndarray) -> np.ndarray:
    return np.array([mass[: POOL // 3].sum(), mass[POOL // 3 :].sum()])


def with_rows(columns: np.ndarray, *numbers: int) -> np.ndarray:
    return odds(psis(columns[:, list(numbers)].sum(axis=1)).mass)


def moves(rows: list[Row], columns: np.ndarray) -> dict[str, np.ndarray]:
    return {row.indicator: delta for row, delta in movers(rows, columns, odds, START)}


def test_a_row_moves_the_odds_from_where_all_earlier_rows_left_them(rows, columns) -> None:
    found = moves(rows, columns)
    assert_allclose(found["a"], with_rows(columns, 0) - with_rows(columns), atol=1e-12)
    assert_allclose(found["d"], with_rows(columns, 0, 1, 2, 3) - with_rows(columns, 0, 1, 2), atol=1e-12)


def test_rows_of_one_day_get_the_mean_of_coming_first_and_coming_last(rows, columns) -> None:
    found = moves(rows, columns)
    for name, own, other in (("b", 1, 2), ("c", 2, 1)):
        first = with_rows(columns, 0, own) - with_rows(columns, 0)
        last = with_rows(columns, 0, 1, 2) - with_rows(columns, 0, other)
        assert_allclose(found[name], (first + last) / 2.0, atol=1e-12)
        assert np.abs(first - last).max() > 1e-4  # the order would matter


def test_the_order_in_which_rows_are_listed_does_not_matter(rows, columns) -> None:
    order = [3, 1, 0, 2]
    shuffled = moves([rows[k] for k in order], columns[:, order])
    for name, delta in moves(rows, columns).items():
        assert_allclose(shuffled[name], delta, atol=1e-12)


def test_all_moves_add_up_to_the_whole(rows, columns) -> None:
    whole = with_rows(columns, 0, 1, 2, 3) - with_rows(columns)
    assert_allclose(sum(moves(rows, columns).values()), whole, atol=1e-12)


@pytest.mark.parametrize("level", [0.0, -7.3])
@pytest.mark.parametrize("day", [0, 9, 20])
def test_a_row_that_is_as_likely_in_every_member_moves_nothing(rows, columns, level: float, day: int) -> None:
    """A likelihood ratio of 1: weights stay, the other rows move what they moved, the members kept are the same."""
    silent = np.full((POOL, 1), level)
    wider = np.hstack([columns, silent])
    before, after = (psis(part.sum(axis=1)) for part in (columns, wider))
    assert_allclose(after.mass, before.mass, rtol=1e-11)
    assert after.pareto_k == pytest.approx(before.pareto_k, abs=1e-9)
    found = moves([*rows, plain_row(day, "silent")], wider)
    assert_allclose(found.pop("silent"), 0.0, atol=1e-12)
    for name, delta in moves(rows, columns).items():
        assert_allclose(found[name], delta, atol=1e-12)
    strata = (np.arange(POOL) < POOL // 3).astype(np.int64)
    one, two = (
        keep(w.mass, strata, ranking(strata, np.arange(POOL, dtype=float)), 300, 0.4) for w in (before, after)
    )
    assert_array_equal(one.ids, two.ids)


def test_a_row_with_an_endless_error_moves_nothing() -> None:
    """The same through the error model: what cannot tell members apart has no say."""
    seen = {"price_gap": np.random.default_rng(0).normal(size=(POOL, 25))}
    vague = plain_row(0)._replace(error_sd=1e9)
    assert_allclose(psis(RowScore([vague])(seen).sum(axis=1)).mass, 1.0 / POOL, rtol=1e-9)
    sharp = plain_row(0)._replace(error_sd=0.5)
    assert psis(RowScore([sharp])(seen).sum(axis=1)).ess < 0.9 * POOL


def test_a_row_counts_from_the_day_it_was_known_not_from_the_day_it_is_about() -> None:
    row = plain_row(0)._replace(period_end=date(2025, 12, 31), known_on=date(2026, 3, 1))
    assert known_rows((row,), date(2026, 2, 28)) == ()
    assert known_rows((row,), date(2026, 3, 1)) == (row,)
