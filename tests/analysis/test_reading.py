"""A figure to come in each member: what is below an edge is what is drawn below it."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose
from scipy import stats

from fourfutures.analysis.watching.reading import Categorical, Continuous


def test_a_number_is_a_student_t_of_its_own_in_each_member() -> None:
    rng = np.random.default_rng(2)
    found = Continuous(rng.normal(size=50), rng.uniform(0.1, 2.0, 50), 7)
    edges = np.array([-1.0, 0.0, 2.0])
    expected = stats.t.cdf(edges[:, None], 7, found.centre, found.scale)
    assert_allclose(found.below(edges), expected, atol=1e-12)
    uniform = rng.uniform(size=50)
    at_drawn = [
        found.below(np.array([value]))[0, member] for member, value in enumerate(found.drawn(uniform))
    ]
    assert_allclose(at_drawn, uniform, rtol=1e-4)


def test_a_category_is_below_an_edge_with_all_that_lie_there() -> None:
    mass = np.array([[0.97, 0.015], [0.015, 0.97], [0.015, 0.015]])
    found = Categorical(np.arange(3.0), mass)
    assert_allclose(found.below(np.array([0.0, 1.0, 2.0]))[:, 0], [0.97, 0.985, 1.0])
    assert_allclose(found.below(np.array([0.0, 1.0, 2.0]))[:, 1], [0.015, 0.985, 1.0])
    assert list(found.drawn(np.array([0.5, 0.01]))) == [0.0, 0.0]
    assert list(found.drawn(np.array([0.99, 0.5]))) == [2.0, 1.0]
