"""The same seed gives the same numbers on any chunk, thread count or order."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from fourfutures.ensemble import (
    GAMMAS,
    Binding,
    Blocks,
    LeverPath,
    NamedChance,
    members,
    run_members,
    run_pool,
)
from fourfutures.model import UNTOUCHED
from tests.model.worlds import MONTH, numbers


def quiet(done: int) -> None:
    """A progress bar that says nothing."""


class Plain:
    """A score of one row: the compute stock of China at the horizon."""

    count = 1

    def __call__(self, observables):
        return observables["log_stock_cn"][:, -1:]


def last(binding: Binding, ids: np.ndarray) -> list[np.ndarray]:
    chance = NamedChance(binding.seed, ids, binding.partners.codes, MONTH)
    return numbers([list(members(binding, ids, chance, [UNTOUCHED] * 24))[-1]])


def test_a_member_is_the_same_in_any_company(binding: Binding):
    together = last(binding, np.arange(64, dtype=np.int64))
    shifted = last(binding, np.arange(17, 57, dtype=np.int64))
    for whole, part in zip(together, shifted, strict=True):
        if whole.ndim and whole.shape[-1] == 64:
            assert_array_equal(whole[..., 17:57], part)


@pytest.mark.parametrize("workers", [2, 3])
def test_the_pool_does_not_depend_on_the_number_of_threads(binding: Binding, workers: int):
    one = run_pool(binding, 5000, Plain(), GAMMAS, 1, Blocks(None), quiet)
    more = run_pool(binding, 5000, Plain(), GAMMAS, workers, Blocks(None), quiet)
    assert_array_equal(one.likelihoods, more.likelihoods)
    for name, array in one.track.arrays().items():
        assert_array_equal(array, more.track.arrays()[name])


def test_fans_of_countries_do_not_depend_on_the_chunk(study, binding: Binding):
    ids = np.array([3, 5, 8, 13, 21, 34, 55, 89, 144, 233] * 20) + np.repeat(np.arange(20) * 1000, 10)
    weights = np.linspace(1, 2, ids.size)
    weights /= weights.sum()
    idle = LeverPath(study, (), 1, binding.partners.codes)
    found = [
        run_members(binding, ids, weights, idle, 0.5, GAMMAS, workers, quiet, lanes)
        for workers, lanes in ((1, 1024), (2, 37))
    ]
    assert_array_equal(found[0].countries.mean(), found[1].countries.mean())
    assert_array_equal(found[0].countries.quantiles([0.05, 0.5]), found[1].countries.quantiles([0.05, 0.5]))
    assert_array_equal(found[0].horizon_shares, found[1].horizon_shares)


def test_a_pool_cut_short_resumes_to_the_same_numbers(binding: Binding, tmp_path):
    whole = run_pool(binding, 9000, Plain(), GAMMAS, 1, Blocks(None), quiet)
    blocks = Blocks(tmp_path)

    class Power(Exception):
        pass

    def cut(done: int) -> None:
        raise Power

    with pytest.raises(Power):
        run_pool(binding, 9000, Plain(), GAMMAS, 1, blocks, cut)
    stored = sorted(tmp_path.glob("*.block"))
    assert stored
    stored[0].write_bytes(stored[0].read_bytes()[:-7])  # damaged on the way
    resumed = run_pool(binding, 9000, Plain(), GAMMAS, 2, blocks, quiet)
    assert_array_equal(whole.likelihoods, resumed.likelihoods)
    assert_array_equal(whole.track.use, resumed.track.use)
