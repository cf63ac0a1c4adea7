"""Further columns of a pool, read off its members when they are asked for, and kept beside it from then on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.columns import Columns, Shelf
from fourfutures.ensemble.crew import Crew
from fourfutures.ensemble.draws import Ids, Reals
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.pool import pool_ids
from fourfutures.ensemble.task import Task
from fourfutures.ensemble.tile import tiles

Singles = NDArray[np.float32]
PROBE_GAMMA = 0.5  # weighing of economies in monthly sums over partners


class Probe(Protocol):
    """What is read off each member."""

    @property
    def count(self) -> int:
        """Columns."""

    @property
    def quantities(self) -> frozenset[str]:
        """Monthly quantities of the kernel that it reads."""

    @property
    def months(self) -> int:
        """The last month that it reads."""

    def __call__(self, monthly: Mapping[str, Reals]) -> Reals:
        """(members, columns) from monthly quantities of shape (members, months + 1)."""


class ProbeTask(Task):
    """The columns of some probes for a block of members, one probe below another: shape (columns, members)."""

    probes: Sequence[Probe]

    def __call__(self, ids: Ids) -> Singles:
        """Run members."""
        part = self.engine.run(ids, months=max(probe.months for probe in self.probes))
        names = sorted({name for probe in self.probes for name in probe.quantities})
        monthly = {
            name: np.ascontiguousarray(part.month_by_month(name).T, dtype=np.float64) for name in names
        }
        return np.concatenate([probe(monthly) for probe in self.probes], axis=1).T.astype(np.float32)


def run_probes(
    binding: Binding,
    size: int,
    probes: Mapping[str, Probe],
    crew: Crew,
    shelf: Shelf,
    progress: Callable[[int], None],
) -> dict[str, Singles]:
    """Columns of the members of a pool without levers, (columns, members) by key, from the shelf as far as it has them.

    A probe's key names everything that its columns depend on but the number of members. One pass over the members
    serves all probes that the shelf does not have.
    """
    with ExitStack() as held:
        shelves = {
            key: held.enter_context(shelf.columns(key, [str(n) for n in range(probe.count)], size))
            for key, probe in sorted(probes.items())
        }
        missing = [key for key, columns in shelves.items() if len(columns.done) < len(columns.blocks)]
        if missing:
            task = _task(binding, [probes[key] for key in missing])
            _fill([shelves[key] for key in missing], task, pool_ids(binding, size), crew, progress)
        return {key: columns.array for key, columns in shelves.items()}


def probed(binding: Binding, ids: Ids, probe: Probe, crew: Crew) -> Singles:
    """Columns of some members without levers, shape (columns, members); nothing is kept."""
    task = _task(binding, [probe])
    return np.concatenate(list(crew.each(task, tiles(ids))), axis=1)


def _fill(
    shelves: Sequence[Columns], task: ProbeTask, ids: Ids, crew: Crew, progress: Callable[[int], None]
) -> None:
    ends = np.cumsum([probe.count for probe in task.probes])[:-1]
    blocks = shelves[0].blocks
    todo = [number for number in range(len(blocks)) if any(number not in columns.done for columns in shelves)]
    pieces = {number: tiles(ids[blocks[number].start : blocks[number].stop]) for number in todo}
    results = crew.each(task, [piece for number in todo for piece in pieces[number]])
    for number in todo:
        found = np.concatenate([next(results) for _ in pieces[number]], axis=1)
        for columns, part in zip(shelves, np.split(found, ends), strict=True):
            columns.array[:, blocks[number].start : blocks[number].stop] = part
            columns.vouch(number)
        progress(len(blocks[number]))


def _task(binding: Binding, probes: Sequence[Probe]) -> ProbeTask:
    idle = LeverPath(binding.study, (), 1, binding.partners.codes)
    task = ProbeTask(binding, idle, PROBE_GAMMA, (PROBE_GAMMA,), (0,))
    task.probes = probes
    return task
