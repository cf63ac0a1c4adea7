"""Trimming a box: bounds that do no work are dropped, those that stay are pasted as wide as serves."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.discovery.box import Aim, Bound, Box, Fill, fill
from fourfutures.analysis.discovery.chance import effective, quasi_p
from fourfutures.analysis.discovery.inputs import Inputs

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
SPARE = 0.03  # of a box's score that a sentence without one of its bounds is worth
LIKELY = 0.05  # chance of a bound above which it is dropped


class Members(NamedTuple):
    """Members as a box is judged by them; weights sum to 1."""

    inputs: Inputs
    hit: Flags
    weights: Reals

    @property
    def base(self) -> float:
        """The future's share of all."""
        return float(self.weights[self.hit].sum())

    def fill(self, box: Box) -> Fill:
        """What a box holds of them."""
        return fill(box.holds(self.inputs), self.hit, self.weights)


class Bounds:
    """The bounds of a box, and what it would hold without each of them in turn."""

    def __init__(self, members: Members, box: Box) -> None:
        self.box = box
        self._members = members
        self._every = box.bounds(members.inputs)
        self._broken = [~_within(members.inputs, box, bound) for bound in self._every]
        self._left = list(range(len(self._every)))
        self._count = np.zeros(members.weights.shape[0], np.int64)
        self._sum = np.zeros(
            members.weights.shape[0], np.int64
        )  # of the numbers of broken bounds: of one, its number
        for number, flags in enumerate(self._broken):
            self._count += flags
            self._sum += number * flags

    @property
    def bounds(self) -> list[Bound]:
        """Those that are left."""
        return [self._every[number] for number in self._left]

    @property
    def now(self) -> Fill:
        """What the box holds."""
        return fill(self._count == 0, self._members.hit, self._members.weights)

    def lifted(self) -> list[Fill]:
        """The same without each bound, in their order: members that break no other one come in."""
        now, single = self.now, self._count == 1
        number, weights = self._sum[single], self._members.weights[single]
        room = len(self._every)
        mass = np.bincount(number, weights=weights, minlength=room)
        hits = np.bincount(number, weights=weights * self._members.hit[single], minlength=room)
        return [Fill(now.mass + float(mass[n]), now.hits + float(hits[n]), now.base) for n in self._left]

    def drop(self, at: int) -> None:
        """Lift a bound for good."""
        number = self._left.pop(at)
        self.box = self.box.without(self._every[number])
        self._count -= self._broken[number]
        self._sum -= number * self._broken[number]


def drop(members: Members, box: Box, aim: Aim, most: int) -> Box:
    """The box without the bounds that cost it next to nothing, and with at most `most` of them."""
    bounds = Bounds(members, box)
    while bounds.bounds:
        now = aim(bounds.now)
        others = bounds.lifted()
        mass, hits = (np.array([getattr(found, name) for found in others]) for name in ("mass", "hits"))
        scores = aim.scores(mass, hits, members.base)
        at = int(np.argmax(scores))
        if len(others) <= most and scores[at] < now - SPARE * abs(now):
            break
        bounds.drop(at)
    return bounds.box


def beyond_chance(members: Members, box: Box) -> Box:
    """The box without bounds that chance alone might have put there, the likeliest of them first."""
    bounds = Bounds(members, box)
    while bounds.bounds:
        now = bounds.now
        worth = effective(members.weights[box.holds(members.inputs)])
        chances = [quasi_p(now, lifted, worth) for lifted in bounds.lifted()]
        at = int(np.argmax(chances))
        if chances[at] <= LIKELY:
            break
        bounds.drop(at)
        box = bounds.box
    return bounds.box


def paste(members: Members, box: Box, aim: Aim) -> Box:
    """The box with bounds moved outwards, one after another, as long as that makes it better."""
    now = aim(members.fill(box))
    while True:
        best: tuple[float, Box] | None = None
        for bound in box.bounds(members.inputs):
            score, wider = _wider(members, box, bound, aim)
            if score > now and (best is None or score > best[0]):
                best = score, wider
        if best is None:
            return box
        now, box = best


def _wider(members: Members, box: Box, bound: Bound, aim: Aim) -> tuple[float, Box]:
    """The best way to move one bound outwards."""
    inputs, at, room = members.inputs, bound.input, members.inputs.levels
    flags = box.holds(inputs, but=at)
    codes, weights = inputs.codes(at)[flags], members.weights[flags]
    mass = np.bincount(codes, weights=weights, minlength=room)
    hits = np.bincount(codes, weights=weights * members.hit[flags], minlength=room)
    inside = box.inside[at]
    own = np.array([mass[inside].sum(), hits[inside].sum()])
    outside = np.flatnonzero(~inside & (mass > 0.0))
    if bound.side != "values":
        first, last = int(np.flatnonzero(inside)[0]), int(np.flatnonzero(inside)[-1])
        outside = outside[outside < first][::-1] if bound.side == "low" else outside[outside > last]
    if not outside.size:
        return -np.inf, box
    added = mass[outside], hits[outside]
    if bound.side != "values":
        added = np.cumsum(added[0]), np.cumsum(added[1])
    scores = aim.scores(own[0] + added[0], own[1] + added[1], members.base)
    best = int(np.argmax(scores))
    wider = box.inside.copy()
    if bound.side == "low":
        wider[at, outside[best] :] |= np.arange(outside[best], room) <= first
    elif bound.side == "high":
        wider[at, : outside[best] + 1] |= np.arange(outside[best] + 1) >= last
    else:
        wider[at, outside[best]] = True
    if bound.side == "low" and not (inputs.lowest[at, : outside[best]] <= np.inf).any():
        wider[at, : outside[best]] = True  # nothing is left below it
    if bound.side == "high" and not (inputs.lowest[at, outside[best] + 1 :] <= np.inf).any():
        wider[at, outside[best] + 1 :] = True
    return float(scores[best]), Box(wider)


def _within(inputs: Inputs, box: Box, bound: Bound) -> Flags:
    """Which members keep one bound."""
    inside, codes = box.inside[bound.input], inputs.codes(bound.input)
    if bound.side == "values":
        return np.asarray(inside[codes])
    places = np.flatnonzero(inside)
    return np.asarray(codes >= places[0] if bound.side == "low" else codes <= places[-1])
