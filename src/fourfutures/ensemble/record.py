"""The full record of the kept members: every month of the blocs, countries as they pass, shares at the horizon."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.crew import Threads
from fourfutures.ensemble.draws import Ids, Reals
from fourfutures.ensemble.histogram import CountryFan
from fourfutures.ensemble.kernel import Engine, Held
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.pool import POOL_MONTHS
from fourfutures.ensemble.tile import tiles
from fourfutures.ensemble.track import Track
from fourfutures.model import Series

COUNTRY_VARIABLES = ("adoption", "share_us", "share_cn", "share_own")
SERIES = Series._fields
LANES = 256  # members at once: each carries some seven thousand numbers of partners


class Record(NamedTuple):
    """Kept members in full; `series` hold (members, months + 1) each, `horizon_shares` (members, partners, 3)."""

    ids: Ids
    path: Track  # every month, one gamma
    ends: Track  # origin, month 12 and horizon, all gammas
    series: dict[str, NDArray[np.float32]]
    horizon_shares: NDArray[np.float32]
    countries: CountryFan
    held: tuple[Held, ...]  # the members at the end of a month, tile after tile, if that was asked for

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
    crew: Threads,
    progress: Callable[[int], None],
    lanes: int = LANES,
    hold: int = 0,
) -> Record:
    """Run some members with full output; `weights` (members,) or (partners, members) weigh the countries' fans.

    With `hold` they are also held as they stand at the end of that month, to be taken up under levers.
    """
    months = binding.study.meta.months
    count, partners = ids.shape[0], len(binding.partners.codes)
    record = Record(
        ids,
        Track.empty(count, range(months + 1), (gamma,)),
        Track.empty(count, POOL_MONTHS, gammas),
        {name: np.zeros((months + 1, count), dtype=np.float32).T for name in SERIES},
        np.zeros((3, partners, count), dtype=np.float32).T,
        CountryFan(COUNTRY_VARIABLES, partners, months + 1),
        (),
    )
    engine = Engine(binding, gamma, gammas, POOL_MONTHS, levers)

    held: dict[int, Held] = {}

    def job(positions: Ids) -> int:
        first = int(positions[0])
        rows = slice(first, first + positions.shape[0])
        if hold:
            part, held[first] = engine.hold(ids[rows], hold, fans=True)
        else:
            part = engine.run(ids[rows], fans=True)
        weighted = [part.month_by_month(f"weighted_{option}") for option in ("us", "cn", "own")]
        record.path.write(first, part, np.stack(weighted, axis=1)[:, None])
        record.ends.write(first, part, part.ends)
        for name in SERIES:
            record.series[name][rows] = part.month_by_month(f"series.{name}").T
        record.horizon_shares[rows] = part.fans[-1, 1:].T
        record.countries.add(part.fans, weights[..., rows])
        return int(positions.shape[0])

    for done in crew.each(job, tiles(np.arange(count, dtype=np.int64), lanes)):
        progress(done)
    return record._replace(held=tuple(held[first] for first in sorted(held)))
