"""Named streams: known answers, independence of order and company, and the distribution they promise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats
from scipy.special import ndtr, ndtri

from fourfutures.ensemble import Stream, normal_distribution, normal_quantile, threefry2x32, to_uniform


@pytest.mark.parametrize(
    ("key", "counter", "expected"),
    [  # published known answers of threefry2x32-20 (Random123 1.09, kat_vectors)
        ((0, 0), (0, 0), (0x6B200159, 0x99BA4EFE)),
        ((0xFFFFFFFF, 0xFFFFFFFF), (0xFFFFFFFF, 0xFFFFFFFF), (0x1CB996FC, 0xBB002BE7)),
        ((0x13198A2E, 0x03707344), (0x243F6A88, 0x85A308D3), (0xC4923A9C, 0x483DF7A0)),
    ],
)
def test_the_generator_gives_its_published_answers(key, counter, expected):
    words = [np.array([word], dtype=np.uint32) for word in (*key, *counter)]
    assert tuple(int(word[0]) for word in threefry2x32(*words)) == expected


@given(st.integers(0, 2**31), st.lists(st.integers(0, 2**31), min_size=1, max_size=40), st.integers(0, 47))
def test_a_draw_depends_on_its_name_alone(seed, members, step):
    ids = np.array(members, dtype=np.int64)
    together = Stream(seed, [("a", ""), ("b", "FRA")]).uniform(ids, step)
    alone = Stream(seed, [("b", "FRA")])
    alone.uniform(ids, (step + 5) % 48)  # an earlier read of another step must not matter
    for column, member in enumerate(members):
        assert_array_equal(alone.uniform(np.array([member]), step)[0, 0], together[1, column])
        alone = Stream(seed, [("b", "FRA")])


def test_other_names_entities_seeds_and_steps_give_other_draws():
    ids = np.arange(1000)
    draws = [
        Stream(1, [("a", "")]).uniform(ids)[0],
        Stream(1, [("b", "")]).uniform(ids)[0],
        Stream(1, [("a", "FRA")]).uniform(ids)[0],
        Stream(2, [("a", "")]).uniform(ids)[0],
        Stream(1, [("a", "")]).uniform(ids, 1)[0],
    ]
    correlation = np.corrcoef(draws) - np.eye(5)
    assert abs(correlation).max() < 4.5 / np.sqrt(1000)


def test_uniforms_are_uniform_and_never_touch_the_ends():
    drawn = Stream(3, [("a", "")]).uniform(np.arange(200_000))[0]
    assert drawn.min() > 0.0 and drawn.max() < 1.0
    assert stats.kstest(drawn, "uniform").pvalue > 1e-3
    assert to_uniform(np.array([0, 2**32 - 1], dtype=np.uint32)) == pytest.approx([2.0**-24, 1 - 2.0**-24])


@given(st.floats(2.0**-24, 1 - 2.0**-24))
def test_the_normal_quantile_agrees_with_scipy(u):
    assert_allclose(normal_quantile(np.array([u])), ndtri(u), rtol=1e-12, atol=1e-14)


@given(st.floats(-8, 8))
def test_the_normal_distribution_function_agrees_with_scipy(x):
    assert_allclose(normal_distribution(np.array([x])), ndtr(x), rtol=1e-12)
