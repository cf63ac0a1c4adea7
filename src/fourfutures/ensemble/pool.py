"""The pool: members run from the prior to the horizon, of which only what weights and classes need is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.chance import NamedChance
from fourfutures.ensemble.draws import Ids, Reals
from fourfutures.ensemble.simulation import Moment, members, ordered_sum
from fourfutures.ensemble.store import Blocks
from fourfutures.ensemble.tile import in_order, padded, tiles
from fourfutures.ensemble.track import Track, Tracker
from fourfutures.model import UNTOUCHED, Observables, Parameters, PartnerSums, observe

POOL_MONTHS = (0, 12, 24)
BLOCK = 4096  # members a stored block holds


class Score(Protocol):
    """What gives each member its log likelihoods; assimilation provides it."""

    count: int

    def __call__(self, observables: dict[str, Reals]) -> Reals:
        """(members, rows) log likelihoods from monthly observables of shape (members, months + 1)."""


class Pool(NamedTuple):
    """Members of a pool; rows of `likelihoods` follow the score's rows."""

    ids: Ids
    track: Track
    likelihoods: Reals


def run_pool(
    binding: Binding,
    size: int,
    score: Score,
    gammas: Sequence[float],
    workers: int,
    blocks: Blocks,
    progress: Callable[[int], None],
) -> Pool:
    """Run members 0 .. size-1 without levers; blocks already stored are read, not run again."""
    ids = np.arange(size, dtype=np.int64)
    work = []
    for number, start in enumerate(range(0, size, BLOCK)):
        work.append(_block_job(binding, ids[start : start + BLOCK], number, score, gammas, blocks))
    parts = []
    for part in in_order(work, workers):
        parts.append(part)
        progress(part["failed"].shape[0])
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    likelihoods = joined.pop("likelihoods")
    return Pool(ids, Track(POOL_MONTHS, tuple(gammas), **joined), likelihoods)


def _block_job(
    binding: Binding, ids: Ids, number: int, score: Score, gammas: Sequence[float], blocks: Blocks
) -> Callable[[], dict[str, Reals]]:
    def job() -> dict[str, Reals]:
        stored = blocks.read(f"pool-{number:05d}")
        if stored is not None and stored["failed"].shape[0] == ids.shape[0]:
            return stored
        track = Track.empty(ids.shape[0], POOL_MONTHS, gammas)
        likelihoods = np.zeros((ids.shape[0], score.count))
        first = 0
        for tile in tiles(ids):
            likelihoods[first : first + tile.shape[0]] = _run_tile(binding, tile, track, first, score)
            first += tile.shape[0]
        result = {**track.arrays(), "likelihoods": likelihoods}
        blocks.write(f"pool-{number:05d}", result)
        return result

    return job


def _run_tile(binding: Binding, ids: Ids, track: Track, first: int, score: Score) -> Reals:
    lanes, months = padded(ids), binding.study.meta.months
    p = binding.parameters(lanes)
    tracker = Tracker(track, first, ids.shape[0], binding.partners, p)
    chance = NamedChance(binding.seed, lanes, binding.partners.codes, 1.0 / 12.0)
    watch = Watch(binding, p)
    for moment in members(binding, lanes, chance, [UNTOUCHED] * months):
        tracker.record(moment, moment.step)
        watch.record(moment)
    tracker.close()
    return score(watch.series())[: ids.shape[0]]


class Watch:
    """Collects the observables of a tile month by month."""

    def __init__(self, binding: Binding, p: Parameters) -> None:
        self._partners = binding.partners
        self._p = p
        self._months: list[Observables] = []
        self._hazard_us: Reals | float = 0.0
        self._hazard_cn: Reals | float = 0.0

    def record(self, moment: Moment) -> None:
        """Read one month."""
        state, flows = moment.state, moment.flows
        lanes = np.asarray(state.us.adoption).shape
        if moment.step:
            self._hazard_us = self._hazard_us + ordered_sum(np.asarray(flows.countries.hazard_us)) / 12.0
            self._hazard_cn = self._hazard_cn + ordered_sum(np.asarray(flows.countries.hazard_cn)) / 12.0
        part, countries = self._partners, state.countries
        people = part.people[:, None]
        used = [ordered_sum(np.asarray(people * countries.adoption * share)) for share in countries.shares]
        built = ordered_sum(np.asarray(countries.deals_us.deal_power + countries.deals_cn.deal_power))
        north, south = part.north, 1.0 - part.north
        users_north = ordered_sum(part.people[:, None] * north[:, None] * countries.adoption)
        users_south = ordered_sum(part.people[:, None] * south[:, None] * countries.adoption)
        sums = PartnerSums(
            used[0],
            used[1],
            used[2],
            # The published groups include the blocs: the US is in the North, China in the South.
            (users_north + part.people_us * state.us.adoption)
            / (float((part.people * north).sum()) + part.people_us),
            (users_south + part.people_cn * state.cn.adoption)
            / (float((part.people * south).sum()) + part.people_cn),
            self._hazard_us + np.zeros(lanes),
            self._hazard_cn + np.zeros(lanes),
            built,
        )
        self._months.append(observe(self._p, state.us, state.cn, state.world, flows.us, flows.cn, sums))

    def series(self) -> dict[str, Reals]:
        """Monthly observables by name, shape (members, months + 1)."""
        return {
            name: np.stack([np.asarray(getattr(month, name)) for month in self._months], axis=1)
            for name in Observables._fields
        }
