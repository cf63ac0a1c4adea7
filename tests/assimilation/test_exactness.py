"""Rows that say nothing change nothing, one datum twice is one with half the variance, independent rows know no order."""

from __future__ import annotations

import numpy as np
import pytest
from evidence_rows import plain_row
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from fourfutures.assimilation import Row, RowScore, psis

MEMBERS = 3000
SEEN = np.random.default_rng(2).normal(size=(MEMBERS, 6))
KINDS = ("series", "levels", "signed", "rule", "lead", "use")


def row(number: int, **changes: object) -> Row:
    plain = plain_row(10 * number, KINDS[number])
    return plain._replace(**{"value": 0.4, "error_sd": 0.5, "bias_sd": 0.3, **changes})


def mass(rows: list[Row], seen: np.ndarray) -> np.ndarray:
    return psis(RowScore(rows).of_seen(seen).sum(axis=1)).mass


@pytest.mark.parametrize("bias", [0.3, 1e9])
def test_a_row_with_an_endless_error_changes_nothing(bias: float) -> None:
    plain = mass([row(0)], SEEN[:, :1])
    with_it = mass([row(0), row(1, error_sd=1e9, bias_sd=bias)], SEEN[:, :2])
    assert_allclose(with_it, plain, atol=1e-12)


def test_an_endless_error_inside_a_block_leaves_the_other_rows_as_they_were() -> None:
    """The bias of their source is shared, and what is not heard does not tell it."""
    rows = [row(0), row(0)._replace(id="second", error_sd=1e9)]
    found = RowScore(rows).of_seen(SEEN[:, :2])
    assert_allclose(found[:, 0], RowScore(rows[:1]).of_seen(SEEN[:, :1])[:, 0], rtol=1e-12)
    # A student block learns from each row how wide its errors are; a row that says nothing tells it that they are wide.
    assert np.ptp(found[:, 1]) < np.ptp(found[:, 0])


def test_the_same_datum_twice_is_one_with_half_the_variance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exact for normal errors, which Student errors are with many degrees of freedom."""
    monkeypatch.setattr("fourfutures.assimilation.likelihood.FREEDOM", 1e7)
    seen = np.repeat(SEEN[:, :1], 2, axis=1)
    twice = mass([row(0, bias_sd=0.0), row(1, bias_sd=0.0)], seen)
    once = mass([row(0, bias_sd=0.0, error_sd=0.5 / np.sqrt(2.0))], SEEN[:, :1])
    assert_allclose(twice, once, rtol=1e-3)


def test_ten_rows_of_one_source_are_not_ten_opinions(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a bias of their source they say at most what one row without an error of its own would."""
    monkeypatch.setattr("fourfutures.assimilation.likelihood.FREEDOM", 1e7)
    rows = [row(0)._replace(id=str(k)) for k in range(10)]
    many = mass(rows, np.repeat(SEEN[:, :1], 10, axis=1))
    limit = mass([row(0, bias_sd=float(np.hypot(0.3, 0.5 / np.sqrt(10.0))), error_sd=1e-9)], SEEN[:, :1])
    assert_allclose(many, limit, rtol=1e-4)


@given(st.permutations(range(6)))
def test_the_order_of_independent_rows_does_not_matter(order: list[int]) -> None:
    shares = 1.0 / (1.0 + np.exp(-SEEN))
    seen = np.where([number == 2 for number in range(6)], shares, SEEN)
    seen[:, 3] = np.abs(np.rint(SEEN[:, 3])).clip(0, 2)
    rows = [row(number) for number in range(6)]
    rows[2] = row(2, observable="deal_share_us", value=1.0, bias_sd=1.0)
    rows[3] = row(3, observable="regime", value=1.0, error_sd=0.03)
    plain = mass(rows, seen)
    turned = mass([rows[at] for at in order], seen[:, order])
    assert_allclose(turned, plain, atol=1e-12)


def test_what_rows_see_gives_the_columns_that_paths_give() -> None:
    paths = {"price_gap": np.random.default_rng(0).normal(size=(50, 13))}
    rows = [
        plain_row(30, "a")._replace(months=(1, 2), change=True),
        plain_row(60, "b")._replace(months=(7,)),
    ]
    seen = np.stack(
        [
            paths["price_gap"][:, 1:3].mean(axis=1) - paths["price_gap"][:, 0],
            paths["price_gap"][:, 7],
        ],
        axis=1,
    )
    assert_allclose(RowScore(rows).of_seen(seen), RowScore(rows)(paths), rtol=1e-12)
