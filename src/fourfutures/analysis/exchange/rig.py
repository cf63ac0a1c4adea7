"""A rig: the model as a function of its inputs, row by row, for toolkits that bring their own samples."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.pulling import OWN_SHARE, read_off
from fourfutures.analysis.pulling import outcomes as outcomes_of
from fourfutures.analysis.request import Request
from fourfutures.analysis.weighing import weigh
from fourfutures.ensemble import (
    POOL_MONTHS,
    GivenMembers,
    Hands,
    LeverPath,
    drawn_once,
    normal_quantile,
    prior_values,
)
from fourfutures.study import LeverSetting

Reals = NDArray[np.float64]
Ids = NDArray[np.int64]
OUTCOMES = ("compute", "adoption")  # indices, beside the futures and the own share
STRENGTH = "lever_strength_"


class Rig:
    """Inputs in, outcomes out; no data and no weights. Levers begin in the request's first month."""

    def __init__(
        self, request: Request, hands: Hands, pools: Pools, progress: Callable[[str, int, int], None]
    ) -> None:
        self._world = weigh(request, request.lens, hands, pools, progress)
        study = self.study = self._world.study
        self.uncertain = drawn_once(study)
        self.levers = tuple(study.levers)
        # Each lever at 1: its strength then carries the value it is pulled to.
        settings = [LeverSetting(lever=name, value=1.0) for name in self.levers]
        path = LeverPath(study, settings, request.lever_month, self._world.binding.partners.codes)
        self._members = GivenMembers(self._world.binding, path, self._world.gammas, POOL_MONTHS, hands.here)
        names = outcomes_of(self._world)
        wanted = (*study.frame.ids, *OUTCOMES, OWN_SHARE)
        self._columns = [
            at
            for want in wanted
            for at, one in enumerate(names)
            if one.name == want and one.reading in (request.reading, None)
        ]
        self.outcomes = wanted

    def values(self, uniform: Reals) -> Reals:
        """(rows, uncertainties) values from quantiles between 0 and 1; correlated pairs share theirs first."""
        own = {name: normal_quantile(uniform[:, at]) for at, name in enumerate(self.uncertain)}
        found = prior_values(self.study, self.uncertain, own)
        return np.stack([found[name] for name in self.uncertain], axis=1)

    def run(self, values: Reals, pulls: Reals, luck: Ids) -> Reals:
        """(rows, outcomes) from values of the uncertainties, of the levers, and whose luck each row has."""
        carried = values.astype(np.float64, copy=True)
        for at, name in enumerate(self.levers):
            carried[:, self.uncertain.index(f"{STRENGTH}{name}")] *= pulls[:, at]
        track = self._members.run(luck, np.ascontiguousarray(carried.T))
        return read_off(self._world, track)[:, self._columns]
