"""The first months of some members without levers, economy by economy: what rows about one economy are read against."""

from __future__ import annotations

import numpy as np

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.crew import Threads
from fourfutures.ensemble.draws import Ids, Reals
from fourfutures.ensemble.kernel import Engine
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.tile import tiles

ADOPTION = 0  # place among the variables of a partner's fan
LANES = 256  # members at once: each carries all partners


def early_adoption(binding: Binding, ids: Ids, months: int, crew: Threads) -> Reals:
    """Log odds of adoption, shape (members, partners, months + 1), from the origin to month `months`."""
    idle = LeverPath(binding.study, (), 1, binding.partners.codes)
    engine = Engine(binding, 0.0, (0.0,), (0,), idle)

    def job(members: Ids) -> Reals:
        share = engine.run(members, fans=True, months=months).fans[:, ADOPTION].astype(np.float64)
        return np.asarray(np.log(share / (1.0 - share)).transpose(2, 1, 0))

    return np.concatenate(list(crew.each(job, tiles(ids, LANES))))
