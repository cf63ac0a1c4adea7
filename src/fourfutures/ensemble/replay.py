"""Members run again under levers, of which only the classification is kept: what one lever changes, quickly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.crew import Crew
from fourfutures.ensemble.draws import Ids
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
