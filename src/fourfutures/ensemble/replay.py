"""Members run again under levers, of which only the classification is kept: what one lever changes, quickly."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.chance import NamedChance
from fourfutures.ensemble.draws import Ids
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.pool import POOL_MONTHS
from fourfutures.ensemble.simulation import members
from fourfutures.ensemble.tile import in_order, padded, tiles
from fourfutures.ensemble.track import Track, Tracker


def replay(binding: Binding, ids: Ids, levers: LeverPath, gammas: Sequence[float], workers: int) -> Track:
    """Tracks of the members at the origin, after a year and at the horizon, shape (members, 3 months)."""
    track = Track.empty(ids.shape[0], POOL_MONTHS, gammas)
    work: list[Callable[[], int]] = []
    first = 0
    for tile in tiles(ids):
        work.append(_job(binding, tile, first, levers, track))
        first += tile.shape[0]
    for _ in in_order(work, workers):
        pass
    return track


def _job(binding: Binding, ids: Ids, first: int, levers: LeverPath, track: Track) -> Callable[[], int]:
    def job() -> int:
        lanes, months = padded(ids), binding.study.meta.months
        tracker = Tracker(track, first, ids.shape[0], binding.partners, binding.parameters(lanes))
        chance = NamedChance(binding.seed, lanes, binding.partners.codes, 1.0 / 12.0)
        for moment in members(
            binding, lanes, chance, levers.channels(binding.draws, lanes, 1.0 / 12.0, months)
        ):
            tracker.record(moment, moment.step)
        tracker.close()
        return int(np.asarray(ids).shape[0])

    return job
