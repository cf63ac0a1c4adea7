"""Pools on the shelf: what is there is right, what is damaged is made again, what cannot be kept is not missed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from fourfutures.ensemble import GAMMAS, Binding, Shelf, Threads, run_pool
from fourfutures.ensemble import columns as shelf_module


class Plain:
    """A score of one row: the compute stock of China at the horizon; counts the members it is asked for."""

    count = 1
    observables = frozenset({"log_stock_cn"})

    def __init__(self) -> None:
        self.scored = 0

    def __call__(self, observables):
        self.scored += observables["log_stock_cn"].shape[0]
        return observables["log_stock_cn"][:, -1:]


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(shelf_module, "BLOCK", 512)


def made(
    binding: Binding,
    size: int,
    folder: Path | None,
    score: Plain,
    workers: int = 1,
    progress=lambda done: None,
):
    return run_pool(binding, size, score, GAMMAS, Threads(workers), Shelf(folder), "key", progress)


def test_a_pool_is_made_once_and_serves_smaller_ones(binding, tmp_path, small_blocks):
    first = made(binding, 1500, tmp_path, Plain())
    score = Plain()
    again = made(binding, 1500, tmp_path, score)
    smaller = made(binding, 700, tmp_path, score)
    assert score.scored == 0
    assert_array_equal(first.likelihoods, again.likelihoods)
    assert_array_equal(first.track.use[:700], smaller.track.use)
    assert_array_equal(first.likelihoods[:, :700], smaller.likelihoods)


def test_a_pool_cut_short_goes_on_where_it_stopped(binding, tmp_path, small_blocks):
    class Power(Exception):
        pass

    def cut(done: int) -> None:
        raise Power

    score = Plain()
    with pytest.raises(Power):
        made(binding, 1500, tmp_path, score, progress=cut)
    resumed = made(binding, 1500, tmp_path, score, workers=2)
    assert score.scored < 2 * 1500
    whole = made(binding, 1500, None, Plain())
    assert_array_equal(whole.likelihoods, resumed.likelihoods)
    assert_array_equal(whole.track.use, resumed.track.use)


@pytest.mark.parametrize("damage", ["bit", "short", "journal"])
def test_a_damaged_pool_is_never_taken_for_one(binding, tmp_path, small_blocks, damage):
    whole = made(binding, 1500, tmp_path, Plain())
    expected = np.array(whole.likelihoods)
    data = next(tmp_path.rglob("columns.f32"))
    content = bytearray(data.read_bytes())
    if damage == "bit":
        content[-4 * 10] ^= 1  # the last column, a member of the last block
        data.write_bytes(bytes(content))
    elif damage == "short":
        data.write_bytes(bytes(content[:-100]))
    else:
        next(tmp_path.rglob("journal")).write_bytes(b"0 12\nnonsense\n\xff")
    score = Plain()
    mended = made(binding, 1500, tmp_path, score)
    assert score.scored > 0
    assert_array_equal(mended.likelihoods, expected)


def test_where_nothing_can_be_kept_the_pool_is_made_in_memory(binding, tmp_path, monkeypatch):
    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fourfutures.ensemble.columns.os.posix_fallocate", full)
    found = made(binding, 300, tmp_path, Plain())
    assert_array_equal(found.likelihoods, made(binding, 300, None, Plain()).likelihoods)
    (tmp_path / "file").write_text("not a folder")
    assert_array_equal(found.likelihoods, made(binding, 300, tmp_path / "file", Plain()).likelihoods)


def test_old_pools_make_room_for_new_ones(binding, tmp_path, monkeypatch):
    monkeypatch.setattr(shelf_module, "MOST_BYTES", 1_000_000)
    for number, size in enumerate((1000, 1100, 1200, 1300, 1400)):
        run_pool(
            binding, size, Plain(), GAMMAS, Threads(1), Shelf(tmp_path), f"pool{number}", lambda done: None
        )
    held = [path for path in tmp_path.iterdir() if (path / "columns.f32").exists()]
    assert sum((path / "columns.f32").stat().st_size for path in held) <= 1_000_000
    assert tmp_path / "pool4-1400" in held
