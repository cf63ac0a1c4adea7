"""What moved the odds: blocks of one day in both orders, rows of a block in their own."""

from __future__ import annotations

import numpy as np
import pytest
from evidence_rows import plain_row
from numpy.testing import assert_allclose

from fourfutures.assimilation import movers, psis, student_columns

MEMBERS = 4000


@pytest.fixture(scope="module")
def seen() -> np.ndarray:
    return np.random.default_rng(0).normal(size=MEMBERS)


def summary_of(seen: np.ndarray):
    return lambda mass: np.array([mass[seen > 0.0].sum(), mass[seen <= 0.0].sum()])


def test_the_first_row_of_a_block_moves_the_odds_as_if_it_stood_alone(seen: np.ndarray) -> None:
    """Its later rows are stored as likelihoods given the first: taken before it they would be of a number not yet seen."""
    rows = [plain_row(3)._replace(id=name, bias_sd=2.0, error_sd=0.3, value=1.0) for name in ("a", "b")]
    columns = student_columns(rows, np.stack([seen, seen], axis=1))
    summary, start = summary_of(seen), np.zeros(MEMBERS)
    first, second = movers(rows, columns, summary, start)
    alone = summary(psis(student_columns(rows[:1], seen[:, None])[:, 0]).mass) - summary(psis(start).mass)
    assert_allclose(first.delta, alone, atol=1e-12)
    whole = summary(psis(columns.sum(axis=1)).mass) - summary(psis(start).mass)
    assert_allclose(first.delta + second.delta, whole, atol=1e-12)


def test_two_blocks_of_one_day_share_what_neither_moves_alone(seen: np.ndarray) -> None:
    """Two like rows of one day from different sources get like shares; known one after the other, the first gets more."""
    rows = [plain_row(3, name=name)._replace(value=1.0, error_sd=0.5) for name in ("a", "b")]
    columns = np.stack([student_columns([row], seen[:, None])[:, 0] for row in rows], axis=1)
    summary, start = summary_of(seen), np.zeros(MEMBERS)
    one, two = movers(rows, columns, summary, start)
    assert_allclose(one.delta, two.delta, atol=1e-12)
    early, late = movers([rows[0], rows[1]._replace(known_on=plain_row(9).known_on)], columns, summary, start)
    assert early.delta[0] > one.delta[0] > late.delta[0]
    assert_allclose(early.delta + late.delta, one.delta + two.delta, atol=1e-12)
