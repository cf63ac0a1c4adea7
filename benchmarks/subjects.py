"""What is measured: the shipped study bound once, its kernel, and the NumPy reading of the same members."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from fourfutures.ensemble import (
    GAMMAS,
    POOL_MONTHS,
    Binding,
    Chance,
    Engine,
    LeverPath,
    NamedChance,
    Threads,
    Track,
    members,
    ordered_sum,
)
from fourfutures.ensemble.chance import UNIFORM
from fourfutures.ensemble.kernel import Part
from fourfutures.model import Shares, Shocks, series_of, standing_of
from fourfutures.study import lever_settings, load_study

SEED = 7
MONTH = 1.0 / 12.0
GAMMA = 0.5
TILE = 1024  # members of one call of the kernel, as runs have it
BLOCK = 512  # members that the NumPy reading likes best


@functools.cache
def binding() -> Binding:
    """The shipped study, bound."""
    return Binding(load_study("ai-2027"), SEED)


@functools.cache
def levers(names: tuple[str, ...] = (), month: int = 1) -> LeverPath:
    """Levers in force from a month on."""
    bound = binding()
    return LeverPath(bound.study, lever_settings(names, bound.study), month, bound.partners.codes)


def engine(names: tuple[str, ...] = ()) -> Engine:
    """The kernel, ready to run."""
    made = Engine(binding(), GAMMA, GAMMAS, POOL_MONTHS, levers(names))
    made.run(np.arange(1, dtype=np.int64))  # compiled before anything is timed
    return made


def blocks(count: int, size: int = TILE) -> list[np.ndarray]:
    """Members 0 .. count-1 in blocks."""
    return [np.arange(start, min(start + size, count), dtype=np.int64) for start in range(0, count, size)]


def run_all(running: Engine, pieces: Sequence[np.ndarray], workers: int) -> None:
    """Run blocks and let go of what they leave."""
    for _ in Threads(workers).each(running.run, pieces):
        pass


class Reading(NamedTuple):
    """What the NumPy reading leaves of some members, in double precision; members are the last axis."""

    log_stocks: np.ndarray  # (months + 1, 2, members)
    series: np.ndarray  # (months + 1, series, members)
    standing: np.ndarray  # (months + 1, standing, members)
    ends: np.ndarray  # (months kept, weighings, 3 options, members)


class Nudged:
    """Shocks whose uniforms all lie a little higher or lower."""

    def __init__(self, chance: Chance, nudge: float) -> None:
        self._chance = chance
        self._nudge = nudge

    def shocks(self, step: int) -> Shocks:
        """As the protocol says."""
        found = self._chance.shocks(step)
        us, cn = (
            bloc._replace(
                **{name: getattr(bloc, name) + self._nudge for name in bloc._fields if name in UNIFORM}
            )
            for bloc in (found.us, found.cn)
        )
        regime, supply, deal = (value + self._nudge for value in (found.regime, found.supply, found.deal))
        return Shocks(us, cn, regime, supply, deal)


def oracle(ids: np.ndarray, names: tuple[str, ...] = (), nudge: float = 0.0) -> Reading:
    """Run members with NumPy to the horizon; `nudge` moves every uniform that decides an event."""
    bound = binding()
    chance = Nudged(NamedChance(bound.seed, ids, bound.partners.codes, MONTH), nudge)
    channels = levers(names).channels(bound.draws, ids, MONTH, bound.study.meta.months)
    people = bound.partners.people[:, None]
    weights = [bound.partners.weights(gamma)[0][:, None] for gamma in GAMMAS]
    zeros = np.zeros(ids.shape)
    stocks, series, standing, ends = [], [], [], []
    for moment in members(bound, ids, chance, channels):
        s, f = moment.state, moment.flows
        shares, adoption = s.countries.shares, s.countries.adoption
        used = Shares(*(ordered_sum(people * adoption * share) for share in shares))
        stocks.append(np.log([s.us.floor.compute_stock, s.cn.floor.compute_stock]))
        series.append([np.asarray(v) + zeros for v in series_of(s.us, s.cn, s.world, f.us, f.cn, used)])
        standing.append([np.asarray(v) + zeros for v in standing_of(s.us, s.cn, f.us, f.cn, used)])
        if moment.step in POOL_MONTHS:
            ends.append([[ordered_sum(w * adoption * share) for share in shares] for w in weights])
    return Reading(np.array(stocks), np.array(series), np.array(standing), np.array(ends))


def track_of(part: Part) -> Track:
    """What the classes of members need, from the kernel."""
    track = Track.empty(part.ids.shape[0], POOL_MONTHS, GAMMAS)
    track.write(0, part, part.ends)
    return track
