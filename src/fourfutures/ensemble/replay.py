"""Members run again under levers, of which only the classification is kept: what one lever changes, quickly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.crew import Crew, Threads
from fourfutures.ensemble.draws import Ids
from fourfutures.ensemble.kernel import Engine, Held
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.pool import POOL_MONTHS
from fourfutures.ensemble.task import EndsTask
from fourfutures.ensemble.tile import tiles
from fourfutures.ensemble.track import Track


def replay(binding: Binding, ids: Ids, levers: LeverPath, gammas: Sequence[float], crew: Crew) -> Track:
    """Tracks of the members at the origin, after a year and at the horizon, shape (members, 3 months)."""
    task = EndsTask(binding, levers, gammas[0], gammas, POOL_MONTHS)
    columns = list(crew.each(task, tiles(ids)))
    return Track.over(np.concatenate(columns, axis=1), POOL_MONTHS, gammas)


def take_up(
    binding: Binding, held: Sequence[Held], plain: Track, levers: LeverPath, gamma: float, crew: Threads
) -> Track:
    """The track `plain` of members run without levers, with the months after the one they were held at run under levers.

    The levers must do nothing up to that month. `gamma` weighs the use of a track of every month; one of some months
    keeps all its weighings.
    """
    track = plain.copy()
    every = len(plain.months) > len(POOL_MONTHS)
    engine = Engine(binding, gamma, plain.gammas, () if every else plain.months, levers)
    firsts = np.cumsum([0, *(part.ids.shape[0] for part in held)])

    def job(number: NDArray[np.int64]) -> None:
        for at in number:
            part = engine.resume(held[int(at)])
            weighted = [part.month_by_month(f"weighted_{option}") for option in ("us", "cn", "own")]
            use = np.stack(weighted, axis=1)[:, None] if every else part.ends
            track.write_later(int(firsts[at]), part, use, held[int(at)].month)

    for _ in crew.each(job, tiles(np.arange(len(held), dtype=np.int64), 1)):
        pass
    return track
