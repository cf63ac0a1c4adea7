"""Fans of countries from histograms, against NumPy on the members themselves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.ensemble import CountryFan

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
CELL = 1e-3


def fan_of(values: np.ndarray, weights: np.ndarray, parts: int = 1) -> CountryFan:
    """A fan of one month from values of shape (variables, partners, members), in some tiles."""
    variables, partners, members = values.shape
    fan = CountryFan([f"v{k}" for k in range(variables)], partners, 1)
    for tile in np.array_split(np.arange(members), parts):
        fan.add(values[None, :, :, tile].astype(np.float32), weights[tile])
    return fan


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**20),
    members=st.integers(1, 400),
    shape=st.tuples(st.floats(0.3, 5.0), st.floats(0.3, 5.0)),
    equal=st.booleans(),
)
def test_quantiles_and_means_are_those_of_the_members_within_a_cell(
    seed: int, members: int, shape: tuple[float, float], equal: bool
) -> None:
    rng = np.random.default_rng(seed)
    values = rng.beta(*shape, size=(2, 3, members))
    counts = np.ones(members, dtype=int) if equal else rng.integers(1, 9, members)
    fan = fan_of(values, counts / counts.sum())
    found = fan.quantiles(LEVELS)
    every = np.repeat(values, counts, axis=2)  # a member of weight k is k members
    for at, level in enumerate(LEVELS):
        low, high = (
            np.quantile(every, np.clip(level + step, 0.0, 1.0), axis=2, method="inverted_cdf")
            for step in (-1e-9, 1e-9)
        )
        assert (found[at][:, 0] >= low - CELL).all() and (found[at][:, 0] <= high + CELL).all()  # fmt: skip
    assert_allclose(fan.mean()[:, 0], np.average(values, axis=2, weights=counts), atol=2.0**-20)


def test_a_fan_rises_with_its_level() -> None:
    values = np.random.default_rng(0).beta(2.0, 5.0, size=(1, 4, 3000))
    assert (np.diff(fan_of(values, np.full(3000, 1 / 3000)).quantiles(LEVELS), axis=0) >= 0).all()


@pytest.mark.parametrize("parts", [2, 7, 50])
def test_the_tiles_do_not_matter(parts: int) -> None:
    rng = np.random.default_rng(1)
    values, weights = rng.beta(2.0, 5.0, size=(2, 4, 500)), rng.random(500)
    one, many = (fan_of(values, weights / weights.sum(), n) for n in (1, parts))
    assert_array_equal(one.mean(), many.mean())
    assert_array_equal(one.quantiles(LEVELS), many.quantiles(LEVELS))


def test_ends_of_the_range_have_a_place() -> None:
    values = np.array([[[0.0, 1.0]]])
    found = fan_of(values, np.array([0.5, 0.5])).quantiles((0.25, 0.75))[:, 0, 0, 0]
    assert_allclose(found, [0.0, 1.0], atol=CELL)
