"""Use and option shares of every partner at some months, member by member."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.crew import Crew
from fourfutures.ensemble.draws import Ids
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.task import Task
from fourfutures.ensemble.tile import tiles

Singles = NDArray[np.float32]
LANES = 256  # members at once: each carries all partners


class MixTask(Task):
    """Adoption and three shares at some months: shape (months, 4, partners, members)."""

    def __call__(self, ids: Ids) -> Singles:
        """Run members."""
        fans = self.engine.run(ids, fans=True, months=max(self.months)).fans
        return np.ascontiguousarray(fans[list(self.months)])


def mixes(binding: Binding, ids: Ids, levers: LeverPath, months: Sequence[int], crew: Crew) -> Singles:
    """Adoption and the shares us, cn, own of partners at the months named, (months, 4, partners, members)."""
    task = MixTask(binding, levers, 0.0, (0.0,), months)
    return np.concatenate(list(crew.each(task, tiles(ids, LANES))), axis=3)
