"""A box: bounds on a few inputs, and how much of a future it holds."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.discovery.inputs import Inputs

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Box(NamedTuple):
    """Levels of each input that are inside, (inputs, levels); an input without a bound has them all."""

    inside: Flags

    @classmethod
    def whole(cls, inputs: Inputs) -> Box:
        """Everything."""
        return cls(np.ones((inputs.width, inputs.levels), dtype=bool))

    @classmethod
    def spread(cls, part: Box, chosen: list[int], inputs: Inputs) -> Box:
        """A box over some inputs as one over all of them."""
        found = cls.whole(inputs)
        found.inside[chosen] = part.inside
        return found

    def bounds(self, inputs: Inputs) -> list[Bound]:
        """Its bounds in order of input and side; a level that no member has bounds nothing."""
        found = []
        for at in np.flatnonzero(~self.inside.all(axis=1)):
            held = ~np.isnan(inputs.lowest[at])
            inside = self.inside[at] & held
            if inside[held].all():
                continue
            if not inputs.ordered[at]:
                found.append(Bound(int(at), "values"))
                continue
            first, last = _ends(inside)
            top = int(np.flatnonzero(held)[-1])
            if first > 0:
                found.append(Bound(int(at), "low"))
            if last < top:
                found.append(Bound(int(at), "high"))
        return found

    def without(self, bound: Bound) -> Box:
        """The box with one bound lifted."""
        inside = self.inside.copy()
        row = inside[bound.input]
        if bound.side == "values" or not row.any():
            row[:] = True
        else:
            first, last = _ends(row)
            if bound.side == "low":
                row[:first] = True
            else:
                row[last:] = True
        return Box(inside)

    def kept(self, bound: Bound) -> Flags:
        """Levels of an input that keep one bound, (levels,)."""
        inside = self.inside[bound.input]
        if bound.side == "values":
            return np.asarray(inside)
        first, last = _ends(inside)
        places = np.arange(inside.shape[0])
        return np.asarray(places >= first if bound.side == "low" else places <= last)

    def restricted(self, inputs: Inputs) -> list[int]:
        """Inputs with a bound, in order."""
        return sorted({bound.input for bound in self.bounds(inputs)})

    def holds(self, inputs: Inputs) -> Flags:
        """Which members are inside, (members,)."""
        found = np.ones(inputs.members, dtype=bool)
        for at in np.flatnonzero(~self.inside.all(axis=1)):
            found &= self.inside[at][inputs.columns[at]]
        return found

    def ends(self, at: int, inputs: Inputs) -> tuple[float, float]:
        """Smallest and largest value of an input inside."""
        held = self.inside[at] & ~np.isnan(inputs.lowest[at])
        first, last = _ends(held)
        return float(inputs.lowest[at, first]), float(inputs.highest[at, last])

    def values(self, at: int, inputs: Inputs) -> list[float]:
        """Values of a category that are inside."""
        return [float(v) for v in inputs.lowest[at][self.inside[at] & ~np.isnan(inputs.lowest[at])]]


class Bound(NamedTuple):
    """A bound of a box: which input, and whether it is the lower end, the upper end, or a choice of categories."""

    input: int
    side: str


class Fill(NamedTuple):
    """What a box holds: its share of all members, and of those the future's; `base` is the future's share of all."""

    mass: float
    hits: float
    base: float

    @property
    def density(self) -> float:
        """Share of the box that is the future."""
        return self.hits / self.mass if self.mass > 0.0 else 0.0

    @property
    def coverage(self) -> float:
        """Share of the future that is in the box."""
        return self.hits / self.base if self.base > 0.0 else 0.0

    @property
    def lift(self) -> float:
        """Density over the future's share of all."""
        return self.density / self.base if self.base > 0.0 else 0.0

    @property
    def correlation(self) -> float:
        """Correlation of being in the box and being in the future: what a box is chosen by."""
        spread = self.mass * (1.0 - self.mass) * self.base * (1.0 - self.base)
        return (self.hits - self.mass * self.base) / math.sqrt(spread) if spread > 1e-24 else 0.0


class Aim(NamedTuple):
    """What makes one box better than another: the correlation, or coverage once a density is reached."""

    threshold: float | None = None

    def scores(self, mass: Reals, hits: Reals, base: float) -> Reals:
        """Higher is better, for boxes by their mass and hits; rounded, so that the order of sums decides nothing."""
        if self.threshold is None:
            spread = mass * (1.0 - mass) * base * (1.0 - base)
            sound = spread > 1e-24
            found = np.where(sound, (hits - mass * base) / np.sqrt(np.where(sound, spread, 1.0)), 0.0)
        else:
            density = np.where(mass > 0.0, hits / np.where(mass > 0.0, mass, 1.0), 0.0)
            reached = density >= self.threshold - 1e-12
            found = np.where(reached, 1.0 + hits / max(base, 1e-24), density)
        return np.asarray(np.round(found, 12), dtype=np.float64)

    def __call__(self, found: Fill) -> float:
        """The same of one box."""
        return float(self.scores(np.array([found.mass]), np.array([found.hits]), found.base)[0])


def fill(flags: Flags, hit: Flags, weights: Reals) -> Fill:
    """What the members inside hold of a future; weights sum to 1."""
    return Fill(float(weights[flags].sum()), float(weights[flags & hit].sum()), float(weights[hit].sum()))


def _ends(inside: Flags) -> tuple[int, int]:
    """First and last level inside."""
    places = np.flatnonzero(inside)
    return (int(places[0]), int(places[-1])) if places.size else (0, inside.shape[0] - 1)
