"""The full record of the kept members: every month of the blocs, countries as they pass, shares at the horizon."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.chance import NamedChance
from fourfutures.ensemble.draws import Ids, Reals
from fourfutures.ensemble.histogram import CountryFan
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.pool import POOL_MONTHS
from fourfutures.ensemble.simulation import Moment, members, ordered_sum
from fourfutures.ensemble.tile import LANES, in_order, padded, tiles
from fourfutures.ensemble.track import Track, Tracker

COUNTRY_VARIABLES = ("adoption", "share_us", "share_cn", "share_own")
SERIES = (
    "compute_stock_us",
    "compute_stock_cn",
    "compute_ratio",
    "investment_us",
    "investment_cn",
    "chip_supply_us",
    "chip_supply_cn",
    "chip_imports_cn",
    "memory_binds_cn",
    "power_added_us",
    "power_added_cn",
    "frontier_gap",
    "price_gap",
    "export_regime",
    "adoption_us",
    "adoption_cn",
    "home_intensity_us",
    "home_intensity_cn",
    "build_discrepancy_us",
    "build_discrepancy_cn",
    "share_us",
    "share_cn",
    "share_own",
    "open_origin_us",
    "open_origin_cn",
)


class Record(NamedTuple):
    """Kept members in full; `series` hold (members, months + 1) each, `horizon_shares` (members, partners, 3)."""

    ids: Ids
    path: Track  # every month, one gamma
    ends: Track  # origin, month 12 and horizon, all gammas
    series: dict[str, NDArray[np.float32]]
    horizon_shares: NDArray[np.float32]
    countries: CountryFan

    @property
    def failed(self) -> NDArray[np.bool_]:
        """Members with a number that is not finite, in any month."""
        return np.asarray(np.maximum(self.path.failed, self.ends.failed) > 0.0)


def run_members(
    binding: Binding,
    ids: Ids,
    weights: Reals,
    levers: LeverPath,
    gamma: float,
    gammas: Sequence[float],
    workers: int,
    progress: Callable[[int], None],
    lanes: int = LANES,
) -> Record:
    """Run some members with full output; `weights` (members,) or (partners, members) weigh the countries' fans."""
    months = binding.study.meta.months
    count = ids.shape[0]
    record = Record(
        ids,
        Track.empty(count, range(months + 1), (gamma,)),
        Track.empty(count, POOL_MONTHS, gammas),
        {name: np.zeros((count, months + 1), dtype=np.float32) for name in SERIES},
        np.zeros((count, len(binding.partners.codes), 3), dtype=np.float32),
        CountryFan(COUNTRY_VARIABLES, len(binding.partners.codes), months + 1),
    )
    guard = threading.Lock()
    work = []
    first = 0
    for tile in tiles(ids, lanes):
        work.append(_job(binding, tile, first, weights, levers, record, guard))
        first += tile.shape[0]
    for done in in_order(work, workers):
        progress(done)
    return record


def _job(
    binding: Binding,
    ids: Ids,
    first: int,
    weights: Reals,
    levers: LeverPath,
    record: Record,
    guard: threading.Lock,
) -> Callable[[], int]:
    def job() -> int:
        lanes, count, months = padded(ids), int(ids.shape[0]), binding.study.meta.months
        rows = slice(first, first + count)
        p = binding.parameters(lanes)
        trackers = [Tracker(track, first, count, binding.partners, p) for track in (record.path, record.ends)]
        chance = NamedChance(binding.seed, lanes, binding.partners.codes, 1.0 / 12.0)
        channels = levers.channels(binding.draws, lanes, 1.0 / 12.0, months)
        fan = record.countries.part(weights[..., rows])
        for moment in members(binding, lanes, chance, channels):
            for tracker in trackers:
                tracker.record(moment, moment.step)
            for name, values in _blocs(binding, moment).items():
                record.series[name][rows, moment.step] = np.broadcast_to(values, lanes.shape)[:count]
            countries = moment.state.countries
            fan.add(moment.step, [np.asarray(v)[:, :count] for v in (countries.adoption, *countries.shares)])
        for option, share in enumerate(countries.shares):
            record.horizon_shares[rows, :, option] = np.asarray(share)[:, :count].T
        for tracker in trackers:
            tracker.close()
        with guard:
            record.countries.merge(fan)
        return count

    return job


def _blocs(binding: Binding, moment: Moment) -> dict[str, Reals]:
    s, f = moment.state, moment.flows
    people = binding.partners.people[:, None]
    used = [ordered_sum(np.asarray(people * s.countries.adoption * share)) for share in s.countries.shares]
    total = used[0] + used[1] + used[2]
    values = (
        s.us.floor.compute_stock,
        s.cn.floor.compute_stock,
        s.us.floor.compute_stock / s.cn.floor.compute_stock,
        f.us.investment,
        f.cn.investment,
        f.us.supply,
        f.cn.supply,
        f.cn.imports,
        f.cn.memory_binds,
        f.us.new_power,
        f.cn.new_power,
        s.us.frontier_level - s.cn.frontier_level,
        s.world.price_gap,
        s.world.export_regime,
        s.us.adoption,
        s.cn.adoption,
        s.us.home_intensity,
        s.cn.home_intensity,
        s.us.build_discrepancy,
        s.cn.build_discrepancy,
        used[0] / total,
        used[1] / total,
        used[2] / total,
        f.us.open_origin,
        f.cn.open_origin,
    )
    return {name: np.asarray(value) for name, value in zip(SERIES, values, strict=True)}
