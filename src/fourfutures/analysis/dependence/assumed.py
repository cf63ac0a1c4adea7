"""Numbers of the test in members: drawn by named streams, so that a number added changes no other draw."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.dependence.withdrawal import Withdrawal
from fourfutures.ensemble import Stream, normal_quantile, quantile
from fourfutures.model import Shares, onset, unreplaced
from fourfutures.study import LAYERS, Assumed, Study

Reals = NDArray[np.float64]
Ids = NDArray[np.int64]
WEEKS: Reals = np.arange(53.0)
FAR: Reals = np.arange(56.0, 157.0, 4.0)  # weeks beyond the year, where slow layers are at their worst
NAME = "exposure:"


class Assumptions:
    """The study's numbers of exposure for some members of a seed."""

    def __init__(self, study: Study, seed: int, ids: Ids) -> None:
        self.study = study
        self.exposure = study.exposure
        self._seed = seed
        self._ids = ids
        self._numbers: dict[tuple[str, str], Reals] = {}
        self.half: dict[str, Reals] = {
            str(name): self._drawn(f"half_recovery_{name}", layer.half_recovery)
            for name, layer in self.exposure.layer.items()
        }
        self.onset: dict[str, Reals] = {
            str(name): self._drawn(f"onset_{name}", layer.onset)
            for name, layer in self.exposure.layer.items()
            if layer.onset is not None
        }
        grid = np.concatenate([WEEKS, FAR])
        self.grid = grid
        # What has failed and is not replaced yet, by layer, (weeks of the grid, members): the same in every economy.
        self.pace: dict[str, Reals] = {
            str(name): self.arrived_by(name, grid[:, None]) * self.open_at(name, grid[:, None])
            for name in LAYERS
        }

    def number(self, name: str, entity: str = "") -> Reals:
        """A number by its id, (members,); with an entity it is drawn for each one anew."""
        if (name, entity) not in self._numbers:
            self._numbers[name, entity] = self._drawn(name, self.exposure.number[name], entity)
        return self._numbers[name, entity]

    def arrived_by(self, layer: str, weeks: Reals) -> Reals | float:
        """Share of the exposed use that has come to lack a layer by some weeks."""
        return np.asarray(onset(weeks, self.onset[layer])) if layer in self.onset else 1.0

    def open_at(self, layer: str, weeks: Reals) -> Reals:
        """Share of what failed for want of a layer that is not replaced after some weeks."""
        return np.asarray(unreplaced(weeks, self.half[layer]))

    def matrix(self, withdrawal: Withdrawal, shift: float = 0.0) -> dict[str, Shares]:
        """Exposure of each option to each layer of a supplier; all moved by `shift` in log odds, but for none and all."""
        found: dict[str, Shares] = {}
        for name, layer in self.exposure.layer.items():
            column = getattr(layer.exposure, withdrawal.supplier)
            found[name] = Shares(*(_moved(getattr(column, option), shift) for option in Shares._fields))
        return found

    def _drawn(self, name: str, number: Assumed, entity: str = "") -> Reals:
        uniform = Stream(self._seed, [(f"{NAME}{name}", entity)]).uniform(self._ids)
        return np.asarray(quantile(number.prior, normal_quantile(uniform))[0])


def _moved(share: float, shift: float) -> float:
    if shift == 0.0 or not 0.0 < share < 1.0:
        return share
    odds = share / (1.0 - share) * float(np.exp(shift))
    return odds / (1.0 + odds)
