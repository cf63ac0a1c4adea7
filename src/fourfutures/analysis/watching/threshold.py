"""Thresholds: where to draw a line through a figure so that the side it falls on tells the futures apart best."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.watching.information import Labels, mutual_bits
from fourfutures.analysis.watching.reading import Reading

Reals = NDArray[np.float64]
LEAST = 0.05  # probability of either side: a line that hardly any member crosses rests on too few of them
BELOW, ABOVE = "below", "above"


class Sides(NamedTuple):
    """A line through a figure, on its transformed scale. Crossing it is the side named by `direction`."""

    edge: float  # at most the edge is below, anything more is above
    direction: str
    p: float  # probability of crossing
    crossed: Reals  # (futures,) probability of future and crossing together
    odds: Reals  # (futures,)

    @property
    def given_future(self) -> list[float | None]:
        """Probability of crossing in each future; None for one that no member is in."""
        return [float(j / o) if o > 0.0 else None for j, o in zip(self.crossed, self.odds, strict=True)]

    @property
    def if_crossed(self) -> Reals:
        """Odds of the futures once it is crossed."""
        return self.crossed / self.p if self.p > 0.0 else self.odds

    @property
    def if_not(self) -> Reals:
        """Odds of the futures once it is known not to be crossed."""
        return (self.odds - self.crossed) / (1.0 - self.p) if self.p < 1.0 else self.odds

    @property
    def bits(self) -> float:
        """Information of the side alone."""
        return mutual_bits(np.stack([self.crossed, self.odds - self.crossed]))

    @property
    def other(self) -> Sides:
        """The same line, with the other side as the crossing."""
        turned = ABOVE if self.direction == BELOW else BELOW
        return Sides(self.edge, turned, 1.0 - self.p, self.odds - self.crossed, self.odds)

    def mark(self, stops: Reals | None) -> float:
        """The line as readers say it: of categories, the first one that is across."""
        if stops is None or self.direction == BELOW:
            return self.edge
        return float(stops[np.searchsorted(stops, self.edge, side="right")])

    def over(self, value: float) -> bool:
        """Whether a figure, transformed, has crossed."""
        return value <= self.edge if self.direction == BELOW else value > self.edge


def sides(joint_below: Reals, odds: Reals, edge: float, direction: str | None = None) -> Sides:
    """A line from the probability of each future together with the figure at or below it.

    Without a direction, crossing is the less probable side, the one that would be news.
    """
    below = float(joint_below.sum())
    if direction is None:
        direction = BELOW if below <= 0.5 else ABOVE
    crossed = joint_below if direction == BELOW else odds - joint_below
    return Sides(edge, direction, below if direction == BELOW else 1.0 - below, crossed, odds)


def lines(joint: Reals, edges: Reals) -> list[Sides]:
    """Every line between the cells of a table of cell and future."""
    odds, below = joint.sum(axis=0), np.cumsum(joint, axis=0)
    return [sides(below[at], odds, float(edge)) for at, edge in enumerate(edges)]


def sharpest(found: list[Sides], least: float = LEAST, most: float = 0.5) -> Sides | None:
    """The line whose side says most about the future, of those crossed with a probability between two bounds."""
    inside = [line for line in found if least <= line.p <= most]
    return max(inside, key=lambda line: line.bits, default=None)


def at_value(read: Reading, labels: Labels, value: float, direction: str | None = None) -> Sides:
    """A line at any value, from the members themselves."""
    mass = read.below(np.array([value]))[0] * labels.weights
    below = np.bincount(labels.codes, weights=mass, minlength=labels.classes)
    return sides(np.asarray(below, dtype=np.float64), labels.odds, value, direction)
