"""Adaptive plans: whether it pays to wait for a figure and to pull a lever only if it falls on one side of a line.

Four ways are compared on the same members: never pulling, pulling now, pulling in the month after the figure whatever it
says, and pulling then only if it tells so. A member's figure is known with its error alone, so each member pulls with the
probability that its figure tells it to: an exact sum, no draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.robustness.criteria import means
from fourfutures.analysis.watching import BELOW, Foreseen, Watched
from fourfutures.study import Study

Reals = NDArray[np.float64]
MOST_SIGNPOSTS = 8
SURE = 0.05  # probability of calling any gain clear where there is none, over all plans tried
WAYS = ("never", "now", "later", "if_crossed", "if_not")


class Signal(NamedTuple):
    """A figure to come and the line through it."""

    series: Watched
    foreseen: Foreseen
    month: int  # number of the first month after it is known
    crossed: Reals  # (members,) probability that a member's figure crosses the line

    @property
    def id(self) -> str:
        """Indicator and entity."""
        return self.series.id


class Plan(NamedTuple):
    """What waiting for a signal is worth for one pull: (replicas,) each, the first as the members are."""

    ways: dict[str, Reals]
    side: str  # if_crossed or if_not: when to pull
    gain: Reals  # over the best of the ways that look at no figure: never, now, later
    worth: Reals  # of the figure to someone who waits anyway, over the better of never and later


def signals(found: Sequence[tuple[Watched, Foreseen]], study: Study, first_month: int) -> list[Signal]:
    """The figures that say most for each month of waiting, that come in time for a lever to act after them."""
    useful = []
    for series, one in sorted(found, key=lambda pair: (-pair[1].per_month, pair[0].id)):
        month = study.month_of(one.due.on) + 1
        if one.line is None or not first_month < month <= study.meta.months:
            continue
        below = one.reading.below(np.array([one.line.edge]))[0]
        useful.append(Signal(series, one, month, below if one.line.direction == BELOW else 1.0 - below))
    return useful[:MOST_SIGNPOSTS]


def plan(mass: Reals, crossed: Reals, never: Reals, now: Reals, later: Reals) -> Plan:
    """A plan from (replicas, members) weights and, for each member, its chance to cross and its aim under each way."""
    own = np.stack(
        [
            never,
            now,
            later,
            crossed * later + (1.0 - crossed) * never,
            crossed * never + (1.0 - crossed) * later,
        ],
        axis=1,
    )
    expected = dict(zip(WAYS, means(mass, own).T, strict=True))
    side = "if_crossed" if expected["if_crossed"][0] >= expected["if_not"][0] else "if_not"
    waited = expected[side]
    worth = waited - np.maximum(expected["never"], expected["later"])
    gain = np.minimum(worth, waited - expected["now"])
    return Plan(expected, side, gain, worth)


def clear(replicas: Reals, tried: int) -> bool:
    """Whether a gain is above 0 beyond chance, given how many plans it was picked from (Bonferroni)."""
    error = float(replicas[1:].std(ddof=1))
    return bool(replicas[0] > NormalDist().inv_cdf(1.0 - SURE / max(1, tried)) * error and replicas[0] > 1e-9)
