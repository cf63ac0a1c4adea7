"""Paired differences: each member with itself, so that its luck and its parameters cancel."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.difference import NORMAL_95

Reals = NDArray[np.float64]


class Paired(NamedTuple):
    """Weighted means of some differences and the ends of their 95 % intervals, one for each outcome."""

    change: Reals
    low: Reals
    high: Reals

    def at(self, place: int) -> dict[str, float]:
        """One outcome under the names of the contract; nine decimals, beyond which order of adding would show."""
        return {name: round(float(getattr(self, name)[place]), 9) + 0.0 for name in self._fields}


def paired(weights: Reals, own: Reals) -> Paired:
    """Means of the members' own differences, (members, outcomes), with normal intervals for sampling.

    The variance is that of a self-normalised weighted mean, sum w^2 (d - mean)^2, so it rests on the effective number of
    members and not on their count. A member with a difference that is not a number broke down and says nothing. With
    fewer than two members left nothing is known, and the interval has no ends.
    """
    sound = np.isfinite(own).all(axis=1) & (weights > 0.0)
    mass, own = weights[sound], own[sound]
    if mass.shape[0] < 2:
        nothing = np.full(own.shape[1], np.nan)
        return Paired(nothing, nothing, nothing)
    mass = (mass / mass.sum())[:, None]
    mean = (mass * own).sum(axis=0)
    error = NORMAL_95 * np.sqrt((mass**2 * (own - mean) ** 2).sum(axis=0))
    return Paired(mean, mean - error, mean + error)
