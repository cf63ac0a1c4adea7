"""The first months of some members without levers, economy by economy: what rows about one economy are read against."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.chance import NamedChance
from fourfutures.ensemble.draws import Ids, Reals
from fourfutures.ensemble.simulation import members
from fourfutures.ensemble.tile import in_order, padded, tiles
from fourfutures.model import UNTOUCHED


def early_adoption(binding: Binding, ids: Ids, months: int, workers: int) -> Reals:
    """Log odds of adoption, shape (members, partners, months + 1), from the origin to month `months`."""
    found = np.zeros((ids.shape[0], len(binding.partners.codes), months + 1))
    work: list[Callable[[], None]] = []
    first = 0
    for tile in tiles(ids):
        work.append(_job(binding, tile, found[first : first + tile.shape[0]]))
        first += tile.shape[0]
    for _ in in_order(work, workers):
        pass
    return found


def _job(binding: Binding, ids: Ids, rows: Reals) -> Callable[[], None]:
    def job() -> None:
        lanes = padded(ids)
        chance = NamedChance(binding.seed, lanes, binding.partners.codes, 1.0 / 12.0)
        for moment in members(binding, lanes, chance, [UNTOUCHED] * (rows.shape[2] - 1)):
            share = np.asarray(moment.state.countries.adoption)[:, : ids.shape[0]]
            rows[:, :, moment.step] = np.log(share / (1.0 - share)).T

    return job
