"""Vantage: the odds as of a day, read off the pool, so that two days differ by what became known and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.labelling import FUTURES, key
from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.ranging import Ranged, ranged
from fourfutures.analysis.request import Request
from fourfutures.analysis.weighing import World, weigh
from fourfutures.assimilation import Row, psis
from fourfutures.ensemble import Hands
from fourfutures.futures import odds, strata

Reals = NDArray[np.float64]


class Vantage(NamedTuple):
    """One day's view of the study."""

    request: Request
    world: World  # with the whole pool, also where no row is known yet

    @classmethod
    def of(
        cls, request: Request, hands: Hands, pools: Pools, progress: Callable[[str, int, int], None]
    ) -> Vantage:
        """The view from a request's day."""
        return cls(request, weigh(request, request.lens, hands, pools, progress, whole=True))

    @property
    def beginning(self) -> tuple[object, ...]:
        """What the members of the pool depend on: two views with the same one share their pool."""
        return (self.request.start, self.world.binding.partners.deals)

    def same_pool(self, other: Vantage) -> bool:
        """Whether both views read the same members."""
        return self.beginning == other.beginning

    def logs(self, rows: int) -> Reals:
        """Log weights under the first rows in the order in which they became known."""
        return np.asarray(self.world.start + self.world.pool.log_likelihood(range(rows)))

    def summary(self) -> Callable[[Reals], Reals]:
        """From weights of the pool to odds: the futures of every reading, one reading after another."""
        classes = len(self.world.study.frame.ids)
        codes = list(self.world.codes.values())
        kinds, of = np.unique(strata(codes, classes), return_inverse=True)
        places = [kinds // classes ** (len(codes) - 1 - r) % classes for r in range(len(codes))]

        def summary(mass: Reals) -> Reals:
            joint = np.bincount(of, weights=mass, minlength=kinds.shape[0])
            parts = [np.bincount(place, weights=joint, minlength=classes) for place in places]
            return np.concatenate([part / part.sum() for part in parts])

        return summary

    def under(self, rows: int) -> Reals:
        """Odds under the first rows, as `summary` gives them."""
        return self.summary()(psis(self.logs(rows)).mass)

    def at(self, logs: Reals) -> dict[str, Reals]:
        """Odds by reading under log weights."""
        mass, classes = psis(logs).mass, len(self.world.study.frame.ids)
        return {reading: odds(codes, mass, classes).p for reading, codes in self.world.codes.items()}

    @property
    def rows(self) -> tuple[Row, ...]:
        """Rows in force, in the order in which they became known."""
        return self.world.rows

    def ranges(self) -> dict[str, Ranged]:
        """Odds with their ranges by reading."""
        found = ranged(self.world, None, {}, frozenset())
        return {reading: found[key(reading, FUTURES)] for reading in self.world.dials}
