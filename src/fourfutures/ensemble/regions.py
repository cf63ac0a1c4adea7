"""Members run again for whose stack people use, region by region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.crew import Crew
from fourfutures.ensemble.draws import Ids, Reals
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.task import Task
from fourfutures.ensemble.tile import tiles

LANES = 256  # members at once: each carries all partners


class RegionTable(NamedTuple):
    """Use in regions: `share` has shape (members, regions, options us, cn, own), `use` (members, regions), per month kept."""

    share: tuple[Reals, ...]
    use: tuple[Reals, ...]  # share of the region's working-age people


class RegionTask(Task):
    """Use by region and option at some months: shape (months, regions, 3 options, members), people times share."""

    groups: tuple[tuple[int, ...], ...]  # places of the partners of each region

    def __call__(self, ids: Ids) -> Reals:
        """Run members."""
        fans = self.engine.run(ids, fans=True, months=max(self.months)).fans
        people = self.binding.partners.people
        found = np.empty((len(self.months), len(self.groups), 3, ids.shape[0]))
        for m, month in enumerate(self.months):
            users = fans[month, 0].astype(np.float64) * people[:, None]
            for g, group in enumerate(self.groups):
                places = list(group)
                for option in range(3):
                    used = users[places] * fans[month, 1 + option, places]
                    found[m, g, option] = used.sum(axis=0)
        return found


def regions(
    binding: Binding, ids: Ids, groups: Sequence[Sequence[int]], months: Sequence[int], crew: Crew
) -> RegionTable:
    """Use in groups of partners at some months, people counted, of members without levers."""
    idle = LeverPath(binding.study, (), 1, binding.partners.codes)
    task = RegionTask(binding, idle, 0.0, (0.0,), months)
    task.groups = tuple(tuple(group) for group in groups)
    used = np.concatenate(list(crew.each(task, tiles(ids, LANES))), axis=3)
    people = np.array([binding.partners.people[list(group)].sum() for group in groups])
    total = used.sum(axis=2)
    return RegionTable(
        tuple((used[m] / total[m][:, None]).transpose(2, 0, 1) for m in range(len(months))),
        tuple((total[m] / people[:, None]).T for m in range(len(months))),
    )
