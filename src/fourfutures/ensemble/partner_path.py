"""Members run again for single partners, month by month: adoption and option shares, and where open weights come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

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


class PartnerPath(NamedTuple):
    """Some members seen in some partners."""

    ids: Ids
    use: Singles  # (months + 1, 4: adoption, shares us, cn, own; partners asked for, members)
    open_lead: Singles  # (months + 1, members), share of open weights of US less that of Chinese origin


class PathTask(Task):
    """The path of some partners for a block of members."""

    places: tuple[int, ...]
    until: int

    def __call__(self, ids: Ids) -> PartnerPath:
        """Run members."""
        part = self.engine.run(ids, fans=True, months=self.until)
        us, cn = (part.month_by_month(f"series.open_origin_{bloc}") for bloc in ("us", "cn"))
        return PartnerPath(ids, np.ascontiguousarray(part.fans[:, :, list(self.places)]), us - cn)


def partner_paths(
    binding: Binding,
    ids: Ids,
    levers: LeverPath,
    places: Sequence[int],
    crew: Crew,
    until: int | None = None,
) -> Iterator[PartnerPath]:
    """Members under levers, block by block in their order, for the partners at some places; to month `until`."""
    task = PathTask(binding, levers, 0.0, (0.0,), (0,))
    task.places = tuple(places)
    task.until = binding.study.meta.months if until is None else until
    yield from crew.each(task, tiles(ids, LANES))
