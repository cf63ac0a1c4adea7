"""The arithmetic of the lanes against double precision and against the published generator."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numba import njit
from numpy.testing import assert_array_equal
from scipy.special import ndtri

from fourfutures.ensemble import threefry2x32
from fourfutures.ensemble.kernel import lanes

ULP = float(np.finfo(np.float32).eps)


def over(function: Callable[..., object], dtype: type = np.float32) -> Callable[[np.ndarray], np.ndarray]:
    """The function of one lane as a function of arrays."""

    @njit(**lanes.OPTIONS)
    def loop(values, found):
        for i in range(values.shape[0]):
            found[i] = function(values[i])

    def call(values: np.ndarray) -> np.ndarray:
        found = np.empty_like(values, dtype=dtype)
        loop(values, found)
        return found

    return call


def test_exp_is_right_to_the_last_place():
    x = np.concatenate([np.linspace(-80, 80, 200_001), np.linspace(-1e-3, 1e-3, 20_001)]).astype(np.float32)
    exact = np.exp(x.astype(np.float64))
    assert np.max(np.abs(over(lanes.exp)(x) / exact - 1.0)) < 0.75 * ULP
    assert over(lanes.exp)(np.zeros(1, np.float32))[0] == 1.0  # a lever at 0 multiplies by exactly 1


def test_log_is_right_to_the_last_place_and_unknown_below_zero():
    x = np.exp(np.concatenate([np.linspace(-80, 80, 200_001), np.linspace(-0.01, 0.01, 20_001)])).astype(
        np.float32
    )
    exact = np.log(x.astype(np.float64))
    error = np.abs(over(lanes.log)(x) - exact)
    assert np.max(error / np.maximum(np.abs(exact), ULP)) < 1.0 * ULP
    assert np.isnan(over(lanes.log)(np.array([-1.0, 0.0], np.float32))).all()


def test_normals_have_the_normal_distribution_function():
    u = ((np.arange(0, 2**23, 7) + 0.5) * 2.0**-23).astype(np.float32)
    exact = ndtri(u.astype(np.float64))
    error = np.abs(over(lanes.normal)(u) - exact)
    assert np.max(error / np.maximum(np.abs(exact), 0.05)) < 4 * ULP


@pytest.mark.parametrize(
    ("function", "exact", "ends"),
    [(lanes.long_exp, np.exp, (-300.0, 300.0)), (lanes.long_normal, ndtri, (6e-8, 1.0 - 6e-8))],
)
def test_double_precision_serves_the_parameters(function, exact, ends):
    x = np.linspace(*ends, 100_001)
    found = over(function, np.float64)(x)
    assert np.max(np.abs(found - exact(x)) / np.maximum(np.abs(exact(x)), 1e-3)) < 1e-12


def test_double_logarithm():
    x = np.exp(np.linspace(-300.0, 300.0, 100_001))
    assert np.max(np.abs(over(lanes.long_log, np.float64)(x) - np.log(x))) < 1e-12 * 300


def test_words_are_those_of_the_published_generator():
    @njit(**lanes.OPTIONS)
    def loop(key_0, key_1, counter, half, one, two):
        for i in range(counter.shape[0]):
            one[i], two[i] = lanes.words(key_0, key_1, counter[i], half)

    counter = np.arange(1000, dtype=np.uint32) * np.uint32(4_000_037)
    one, two = np.empty_like(counter), np.empty_like(counter)
    loop(np.uint32(0xDEADBEEF), np.uint32(77), counter, np.uint32(12), one, two)
    exact = threefry2x32(
        np.array([0xDEADBEEF], np.uint32), np.array([77], np.uint32), counter, np.array([12], np.uint32)
    )
    assert_array_equal(one, exact[0])
    assert_array_equal(two, exact[1])


def test_the_smaller_and_the_larger_keep_an_unknown_number_unknown():
    both = np.array([np.nan, 1.0], np.float32)
    assert np.isnan(over(njit(lambda x: lanes.minimum(x, lanes.ONE)))(both)[0])
    assert np.isnan(over(njit(lambda x: lanes.maximum(x, lanes.ZERO)))(both)[0])
