"""The same seed gives the same numbers on any chunk, thread count or order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from fourfutures.ensemble import (
    GAMMAS,
    Binding,
    LeverPath,
    Record,
    Shelf,
    Threads,
    run_members,
    run_pool,
)
from fourfutures.study import lever_settings


def quiet(done: int) -> None:
    """A progress bar that says nothing."""


class Plain:
    """A score of one row: the compute stock of China at the horizon."""

    count = 1
    observables = frozenset({"log_stock_cn"})

    def __call__(self, observables):
        return observables["log_stock_cn"][:, -1:]


WHOLE = np.arange(160, dtype=np.int64)


def full(binding: Binding, ids: np.ndarray, workers: int = 1, lanes: int = 1024) -> Record:
    """Members with full output under two levers; their weight here is their number, so that a mix-up shows."""
    levers = lever_settings(("export_control=1", "reciprocal_ratio=1@2026-06"), binding.study)
    path = LeverPath(binding.study, levers, 1, binding.partners.codes)
    return run_members(binding, ids, (ids + 1.0) / 1e6, path, 0.5, GAMMAS, Threads(workers), quiet, lanes)


@pytest.fixture(scope="module")
def whole(binding: Binding) -> Record:
    return full(binding, WHOLE)


@settings(max_examples=20, deadline=None)
@given(
    ids=st.lists(st.sampled_from(WHOLE.tolist()), min_size=1, max_size=160, unique=True),
    workers=st.integers(1, 3),
    lanes=st.integers(1, 200),
)
def test_a_member_is_the_same_bytes_in_any_company_chunk_and_order(
    binding: Binding, whole: Record, ids: list[int], workers: int, lanes: int
) -> None:
    rows = np.array(ids, dtype=np.int64)
    part = full(binding, rows, workers, max(lanes, rows.size // 8))
    for one, two in ((whole.path, part.path), (whole.ends, part.ends)):
        for name, values in one.arrays().items():
            assert values[rows].tobytes() == two.arrays()[name].tobytes(), name
    for name, values in whole.series.items():
        assert values[rows].tobytes() == part.series[name].tobytes(), name
    assert whole.horizon_shares[rows].tobytes() == part.horizon_shares.tobytes()


@settings(max_examples=8, deadline=None)
@given(workers=st.integers(1, 3), lanes=st.integers(20, 300))
def test_fans_are_the_same_bytes_on_any_chunk(
    binding: Binding, whole: Record, workers: int, lanes: int
) -> None:
    part = full(binding, WHOLE, workers, lanes)
    assert whole.countries.mean().tobytes() == part.countries.mean().tobytes()
    levels = [0.05, 0.5, 0.95]
    assert whole.countries.quantiles(levels).tobytes() == part.countries.quantiles(levels).tobytes()


@pytest.mark.parametrize("workers", [2, 3])
def test_the_pool_does_not_depend_on_the_number_of_threads(binding: Binding, workers: int):
    one = run_pool(binding, 5000, Plain(), GAMMAS, Threads(1), Shelf(None), "", quiet)
    more = run_pool(binding, 5000, Plain(), GAMMAS, Threads(workers), Shelf(None), "", quiet)
    assert_array_equal(one.likelihoods, more.likelihoods)
    for name, array in one.track.arrays().items():
        assert_array_equal(array, more.track.arrays()[name])
