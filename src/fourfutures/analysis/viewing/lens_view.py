"""A lens's members: weighed under its priors, and seen under any definitions."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.weighing import World
from fourfutures.ensemble import Hands, LeverPath, Track, replay
from fourfutures.futures import Codes, Dials, HomeWeights, classify, indices, odds
from fourfutures.study import Study

Reals = NDArray[np.float64]
GRID = (0.0, 0.25, 0.3, 0.5, 0.7, 0.75, 1.0)  # weighings of economies between people and money


class LensView(NamedTuple):
    """Kept members of one lens with tracks under every weighing of economies that is asked about."""

    world: World
    track: Track
    homes: HomeWeights

    @property
    def study(self) -> Study:
        """The study under the lens."""
        return self.world.study

    def codes(self, dials: Dials) -> Codes:
        """Futures of the members under some definitions."""
        found = indices(self.track, self.study.meta.months, dials, self.homes)
        return classify(found, self.study.frame)

    def odds(self, dials: Dials, weights: Reals | None = None) -> Reals:
        """Odds of the futures under some definitions, (classes,); `weights` stand in for the members' own."""
        mass = self.world.kept.weights if weights is None else weights
        return odds(self.codes(dials), mass, len(self.study.frame.ids)).p


def lens_view(world: World, gammas: tuple[float, ...], hands: Hands) -> LensView:
    """Run the kept members of a world under all weighings."""
    partners = world.binding.partners
    wanted = tuple(sorted({*GRID, *gammas, *world.gammas}))
    idle = LeverPath(world.study, (), 1, partners.codes)
    track = replay(world.binding, world.kept.ids, idle, wanted, hands.blocks)
    return LensView(world, track, {gamma: partners.weights(gamma)[1:] for gamma in wanted})
