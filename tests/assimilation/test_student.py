"""Student's t by finite sums, against an independent library."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy import stats

from fourfutures.assimilation import student_distribution, student_quantile


@pytest.mark.parametrize("freedom", range(1, 20))
def test_the_distribution_function_is_that_of_the_library(freedom: int) -> None:
    values = np.concatenate([np.linspace(-60.0, 60.0, 241), np.linspace(-2.0, 2.0, 101)])
    assert_allclose(student_distribution(values, freedom), stats.t.cdf(values, freedom), atol=1e-13)


@given(st.integers(1, 15), st.floats(1e-6, 1.0 - 1e-6))
def test_a_quantile_has_the_probability_it_was_asked_for(freedom: int, u: float) -> None:
    found = student_quantile(np.array([u]), freedom)
    assert_allclose(student_distribution(found, freedom), u, rtol=1e-4)


def test_quantiles_lie_on_both_sides_of_the_middle() -> None:
    found = student_quantile(np.array([0.05, 0.5, 0.95]), 4)
    assert_allclose(found, stats.t.ppf([0.05, 0.5, 0.95], 4), atol=1e-6)
