"""Smoothed weights against an independent library, and the laws they must keep."""

from __future__ import annotations

import numpy as np
import pytest
from arviz_stats.base import array_stats
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from fourfutures.assimilation import AssimilationError, even, psis


@pytest.mark.parametrize("spread", [0.3, 1.0, 2.0, 4.0])
@pytest.mark.parametrize("size", [100, 3000, 20000])
def test_weights_and_tail_shape_are_those_of_arviz(spread: float, size: int) -> None:
    logs = np.random.default_rng(size).normal(0.0, spread, size)
    found = psis(logs)
    smooth, shape = array_stats.psislw(-logs)
    assert_allclose(np.log(found.mass), smooth, atol=1e-10)
    assert_allclose(found.pareto_k, float(shape), atol=1e-12)


def test_without_any_row_all_members_weigh_the_same() -> None:
    assert_allclose(psis(np.zeros(500)).mass, even(500).mass, rtol=1e-15)


@given(st.floats(-300.0, 300.0))
def test_a_constant_factor_changes_nothing(constant: float) -> None:
    logs = np.random.default_rng(2).normal(size=400)
    assert_allclose(psis(logs + constant).mass, psis(logs).mass, rtol=1e-9)


def test_members_that_cannot_be_get_no_weight() -> None:
    logs = np.random.default_rng(3).normal(size=400)
    logs[:100] = -np.inf
    found = psis(logs)
    assert (found.mass[:100] == 0.0).all()
    assert found.mass.sum() == pytest.approx(1.0, abs=1e-12)


def test_no_possible_member_is_refused_with_a_remedy() -> None:
    with pytest.raises(AssimilationError, match="no member is compatible"):
        psis(np.full(10, -np.inf))


def test_effective_size_lies_between_one_and_all() -> None:
    logs = np.random.default_rng(4).normal(0.0, 3.0, 2000)
    assert 1.0 < psis(logs).ess < 2000.0
    assert even(2000).ess == 2000.0
