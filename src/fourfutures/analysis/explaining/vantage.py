"""Vantage: the odds as of a day, read off the pool, so that two days differ by what became known and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.labelling import FUTURES, key
from fourfutures.analysis.pooling import Pools, Workshop, rows_in_force
from fourfutures.analysis.ranging import Ranged, ranged
from fourfutures.analysis.request import Request
from fourfutures.analysis.weighed import Weighed, Well, read_in
from fourfutures.analysis.weighing import World, weigh
from fourfutures.assimilation import local
from fourfutures.ensemble import Hands
from fourfutures.futures import strata

Reals = NDArray[np.float64]
Progress = Callable[[str, int, int], None]


class Vantage(NamedTuple):
    """One day's view of the study."""

    request: Request
    world: World  # with the whole pool, also where nothing is known yet
    workshop: Workshop

    @classmethod
    def of(cls, request: Request, workshop: Workshop) -> Vantage:
        """The view from a request's day."""
        return cls(request, weigh(request, request.lens, *workshop, whole=True), workshop)

    @property
    def day(self) -> date:
        """The day that is looked from."""
        return self.request.as_of

    @property
    def weighed(self) -> Weighed:
        """The pool and its weights."""
        return self.world.weighed

    def same_pool(self, other: Vantage) -> bool:
        """Whether both views read the same members: the same start, deals under way and guide."""
        return self._members == other._members

    @property
    def _members(self) -> tuple[object, ...]:
        binding = self.world.binding
        return (self.request.start, binding.partners.deals, binding.guide)

    def reading(self, other: Vantage) -> Weighed:
        """What another view knows, its errors and its evidence included, read in the members of this one."""
        if self.same_pool(other):
            return other.weighed
        world = self.world
        known = rows_in_force(other.world.study, other.day, other.request.without)
        stored = tuple(row for row in known if not local(row))
        well = Well(self.request, self.request.lens, world.dials, world.homes, *self._from)
        return read_in(well, world.binding, stored, other.world.rows, other.weighed.claims)

    @property
    def _from(self) -> tuple[Pools, Hands, Progress]:
        return self.workshop.pools, self.workshop.hands, self.workshop.progress

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

    @property
    def odds(self) -> Reals:
        """Odds of the day, as `summary` gives them."""
        return self.summary()(self.weighed.posterior.mass)

    def ranges(self) -> dict[str, Ranged]:
        """Odds with their ranges by reading."""
        found = ranged(self.world, None, {}, frozenset())
        return {reading: found[key(reading, FUTURES)] for reading in self.world.dials}
