"""Members run again under levers, of which only the classification is kept: what one lever changes, quickly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

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
from fourfutures.ensemble.track import GAMMAS, Track


def replay(binding: Binding, ids: Ids, levers: LeverPath, gammas: Sequence[float], crew: Crew) -> Track:
    """Tracks of the members at the origin, after a year and at the horizon, shape (members, 3 months)."""
    task = EndsTask(binding, levers, gammas[0], gammas, POOL_MONTHS)
    columns = list(crew.each(task, tiles(ids)))
    return Track.over(np.concatenate(columns, axis=1), POOL_MONTHS, gammas)


Singles = NDArray[np.float32]

STRETCH = 256  # members at once: few enough that two threads share even a small run


class TakenUp(NamedTuple):
    """Members under levers: tracks like those of the members without any."""

    ends: Track  # origin, month 12 and horizon, all weighings
    path: Track | None  # every month, one weighing


def replay_path(
    binding: Binding, ids: Ids, levers: LeverPath, gamma: float, gammas: Sequence[float], crew: Threads
) -> TakenUp:
    """Members run from the origin under levers, with tracks of every month as well."""
    months = binding.study.meta.months
    ends = Track.empty(ids.shape[0], POOL_MONTHS, gammas)
    path = Track.empty(ids.shape[0], range(months + 1), (gamma,))
    engine = Engine(binding, gamma, gammas, POOL_MONTHS, levers)

    def job(first: int) -> None:
        part = engine.run(ids[first : first + STRETCH])
        weighted = [part.month_by_month(f"weighted_{option}") for option in ("us", "cn", "own")]
        ends.write(first, part, part.ends)
        path.write(first, part, np.stack(weighted, axis=1)[:, None])

    for _ in crew.each(job, range(0, ids.shape[0], STRETCH)):
        pass
    return TakenUp(ends, path)


def take_up(
    binding: Binding,
    held: Sequence[Held],
    levers: LeverPath,
    ends: Track,
    path: Track | None,
    crew: Threads,
) -> TakenUp:
    """Members run on under levers from where they were held; `ends` and `path` are their tracks without levers.

    The levers must do nothing up to the month they were held at. With `path` None only the ends are worked out.
    """
    found = TakenUp(ends.copy(), None if path is None else path.copy())
    gamma = ends.gammas[0] if path is None else path.gammas[0]
    engine = Engine(binding, gamma, ends.gammas, ends.months, levers)
    firsts = np.cumsum([0, *(part.ids.shape[0] for part in held)])

    def job(number: int) -> None:
        first, month = int(firsts[number]), held[number].month
        part = engine.resume(held[number])
        found.ends.write_later(first, part, part.ends, month)
        if found.path is not None:
            weighted = [part.month_by_month(f"weighted_{option}") for option in ("us", "cn", "own")]
            found.path.write_later(first, part, np.stack(weighted, axis=1)[:, None], month)

    for _ in crew.each(job, range(len(held))):
        pass
    return found


def replay_economies(
    binding: Binding,
    ids: Ids,
    held: Sequence[Held],
    levers: LeverPath,
    positions: Sequence[int],
    crew: Threads,
) -> Singles:
    """Use and option shares of some partners under levers and deals, (months + 1, 4, positions, members).

    Members are taken up from where they were held, and earlier months are not a number; with none held they are run from
    the origin.
    """
    engine = Engine(binding, GAMMAS[0], GAMMAS, POOL_MONTHS, levers)
    found = np.empty((binding.study.meta.months + 1, 4, len(positions), ids.shape[0]), np.float32)
    sizes = [part.ids.shape[0] for part in held] or [len(part) for part in tiles(ids, STRETCH)]
    firsts = np.cumsum([0, *sizes])

    def job(number: int) -> None:
        first, last = int(firsts[number]), int(firsts[number + 1])
        part = engine.resume(held[number], fans=True) if held else engine.run(ids[first:last], fans=True)
        found[..., first:last] = part.fans[:, :, list(positions)]

    for _ in crew.each(job, range(len(sizes))):
        pass
    return found
