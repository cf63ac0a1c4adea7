"""What a member leaves behind for its classification: stocks, home markets, use by option."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from fourfutures.ensemble.draws import Reals
from fourfutures.ensemble.partners import Partners
from fourfutures.ensemble.simulation import Moment, ordered_sum
from fourfutures.model import Parameters

GAMMAS = (0.0, 0.3, 0.5, 0.7, 1.0)


_MONTHLY = (
    "log_stock_us", "log_stock_cn", "home_us", "home_cn", "open_us", "open_cn", "own_share",
)  # fmt: skip
_ONCE = ("growth_2025_us", "growth_2025_cn", "adoption_change_2025")


class Track(NamedTuple):
    """Arrays of shape (members, months), `use` (members, months, gammas, 3) with options us, cn, own."""

    months: tuple[int, ...]
    gammas: tuple[float, ...]
    log_stock_us: Reals  # ln million H100e
    log_stock_cn: Reals
    home_us: Reals  # share of working-age people times relative use per user
    home_cn: Reals
    open_us: Reals  # share of own or open use on weights of the bloc
    open_cn: Reals
    use: Reals  # sums over partners of weight x adoption x share
    own_share: Reals  # own share of partner use, by people
    growth_2025_us: Reals  # (members,) log per year
    growth_2025_cn: Reals
    adoption_change_2025: Reals  # (members,) log per year
    failed: Reals  # (members,) 1 where a number of the member is not finite

    @staticmethod
    def empty(members: int, months: Sequence[int], gammas: Sequence[float]) -> Track:
        """Room for a number of members."""
        shape = (members, len(months))
        arrays: dict[str, Reals] = {name: np.full(shape, np.nan) for name in _MONTHLY}
        arrays |= {name: np.full(members, np.nan) for name in _ONCE}
        arrays["use"] = np.full((*shape, len(gammas), 3), np.nan)
        arrays["failed"] = np.zeros(members)
        return Track(months=tuple(months), gammas=tuple(gammas), **arrays)

    def arrays(self) -> dict[str, Reals]:
        """The arrays by name, for storage."""
        return {name: getattr(self, name) for name in self._fields if name not in ("months", "gammas")}

    def take(self, rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Track:
        """The same for some members only."""
        arrays = {name: array[rows] for name, array in self.arrays().items()}
        return Track(months=self.months, gammas=self.gammas, **arrays)


class Tracker:
    """Writes the track of one tile into rows `first`, `first + 1`, ... of a shared Track."""

    def __init__(self, track: Track, first: int, count: int, partners: Partners, p: Parameters) -> None:
        self._track = track
        self._rows = slice(first, first + count)
        self._count = count
        self._partners = partners
        self._weights = [partners.weights(gamma)[0][:, None] for gamma in track.gammas]
        for name in ("growth_2025_us", "growth_2025_cn"):
            bloc = p.us if name.endswith("us") else p.cn
            getattr(track, name)[self._rows] = np.asarray(bloc.growth_2025)[:count]
        track.adoption_change_2025[self._rows] = np.asarray(p.world.adoption_change_2025)[:count]

    def record(self, moment: Moment, month: int) -> None:
        """Take what this month leaves, if the track keeps it."""
        t, rows, count = self._track, self._rows, self._count
        if month not in t.months:
            return
        at = t.months.index(month)
        state, flows = moment.state, moment.flows
        for name, bloc in (("us", state.us), ("cn", state.cn)):
            getattr(t, f"log_stock_{name}")[rows, at] = np.log(bloc.floor.compute_stock)[:count]
            home = np.asarray(bloc.adoption * np.exp(bloc.home_intensity))
            getattr(t, f"home_{name}")[rows, at] = home[:count]
        t.open_us[rows, at] = np.asarray(flows.us.open_origin)[:count]
        t.open_cn[rows, at] = np.asarray(flows.cn.open_origin)[:count]
        countries = state.countries
        used = [np.asarray(countries.adoption * share) for share in countries.shares]
        for g, weight in enumerate(self._weights):
            for option in range(3):
                t.use[rows, at, g, option] = ordered_sum(weight * used[option])[:count]
        people = self._partners.people[:, None]
        by_option = [ordered_sum(people * values)[:count] for values in used]
        t.own_share[rows, at] = by_option[2] / (by_option[0] + by_option[1] + by_option[2])

    def close(self) -> None:
        """Mark members whose numbers are not finite."""
        t, rows = self._track, self._rows
        sound = np.ones(self._count, dtype=bool)
        for name, array in t.arrays().items():
            if name != "failed":
                sound &= np.isfinite(array[rows].reshape(self._count, -1)).all(axis=1)
        t.failed[rows] = (~sound).astype(np.float64)
