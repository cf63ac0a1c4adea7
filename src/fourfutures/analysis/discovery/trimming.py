"""Trimming a box: bounds that do no work are dropped, those that stay are pasted as wide as serves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.discovery.box import Aim, Bound, Box, Fill, fill
from fourfutures.analysis.discovery.chance import effective, quasi_p
from fourfutures.analysis.discovery.inputs import Inputs
from fourfutures.analysis.discovery.loops import loops

Reals = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
SPARE = 0.03  # of a box's score that a sentence without one of its bounds is worth
LIKELY = 0.05  # chance of a bound above which it is dropped


@dataclass(frozen=True, eq=False)
class Members:
    """Members as a box is judged by them; weights sum to 1."""

    inputs: Inputs
    hit: Flags
    weights: Reals

    @cached_property
    def base(self) -> float:
        """The future's share of all."""
        return float(self.weights[self.hit].sum())

    @property
    def hits(self) -> NDArray[np.uint8]:
        """Who is in the future, as 0 or 1."""
        return self.hit.view(np.uint8)

    def fill(self, box: Box) -> Fill:
        """What a box holds of them."""
        return fill(box.holds(self.inputs), self.hit, self.weights)

    def tables(self, chosen: Whole) -> Reals:
        """Weights of some of them in each level of each input, (inputs, levels, 2): without and with the future."""
        return self.inputs.tables(chosen, self.weights, self.hit)


class Broken:
    """How many conditions each member breaks, and the sum of their numbers, which of one is its number."""

    def __init__(self, members: Members) -> None:
        self._members = members
        self._broken = np.zeros(members.weights.shape[0], np.int64)

    def mark(self, number: int, at: int, inside: Flags, sign: int = 1) -> None:
        """Count a condition on an input, which these levels keep; or take it off with a sign of -1."""
        column = self._members.inputs.columns[at]
        loops().mark(column, (~inside).view(np.uint8), number, sign, self._broken)

    def lone(self, conditions: int) -> Reals:
        """Weights of those that break one condition alone, (conditions + 1, 2); of those that break none last."""
        found = np.zeros((conditions + 1, 2))
        loops().lone(self._broken, self._members.weights, self._members.hits, found)
        return found

    def margins(self, places: Whole) -> Reals:
        """By the levels of inputs, (inputs, levels, 2), of those that break no other condition than that input's."""
        found = np.zeros((places.shape[0], self._members.inputs.levels, 2))
        loops().margins(
            self._members.inputs.columns, places, self._broken, self._members.weights, self._members.hits, found
        )  # fmt: skip
        return found


class Bounds:
    """The bounds of a box, and what it would hold without each of them in turn."""

    def __init__(self, members: Members, box: Box) -> None:
        self.box = box
        self._members = members
        self._every = box.bounds(members.inputs)
        self._kept = [box.kept(bound) for bound in self._every]
        self._left = list(range(len(self._every)))
        self._broken = Broken(members)
        for number in self._left:
            self._broken.mark(number, self._every[number].input, self._kept[number])

    @property
    def bounds(self) -> list[Bound]:
        """Those that are left."""
        return [self._every[number] for number in self._left]

    def held(self) -> tuple[Reals, Reals]:
        """Mass and hits without each bound, in their order, and with all of them last."""
        found = self._broken.lone(len(self._every))[[*self._left, -1]]
        found[:-1] += found[-1]
        return found.sum(axis=1), found[:, 1]

    def lifted(self) -> list[Fill]:
        """What the box holds without each bound, in their order."""
        return self._fills()[:-1]

    @property
    def now(self) -> Fill:
        """What the box holds."""
        return self._fills()[-1]

    def _fills(self) -> list[Fill]:
        return [Fill(float(m), float(h), self._members.base) for m, h in zip(*self.held(), strict=True)]

    def drop(self, at: int) -> None:
        """Lift a bound for good."""
        number = self._left.pop(at)
        bound = self._every[number]
        self.box = self.box.without(bound)
        self._broken.mark(number, bound.input, self._kept[number], -1)


def drop(members: Members, box: Box, aim: Aim, most: int) -> Box:
    """The box without the bounds that cost it next to nothing, and with at most `most` of them."""
    bounds = Bounds(members, box)
    while bounds.bounds:
        *scores, now = aim.scores(*bounds.held(), members.base)
        at = int(np.argmax(scores))
        if len(scores) <= most and scores[at] < now - SPARE * abs(now):
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
    places = np.flatnonzero(~box.inside.all(axis=1))
    broken = Broken(members)
    for number, at in enumerate(places):
        broken.mark(number, int(at), box.inside[at])
    while True:
        best: tuple[float, Bound, Box] | None = None
        margins = dict(zip(places.tolist(), broken.margins(places), strict=True))
        for bound in box.bounds(members.inputs):
            score, wider = _wider(members, box, bound, margins[bound.input], aim)
            if score > now and (best is None or score > best[0]):
                best = score, bound, wider
        if best is None:
            return box
        now, bound, wider = best
        number = int(np.searchsorted(places, bound.input))
        broken.mark(number, bound.input, box.inside[bound.input], -1)
        broken.mark(number, bound.input, wider.inside[bound.input])
        box = wider


def _wider(members: Members, box: Box, bound: Bound, margin: Reals, aim: Aim) -> tuple[float, Box]:
    """The best way to move one bound outwards; `margin` holds members that keep the bounds of other inputs."""
    inputs, at, room = members.inputs, bound.input, members.inputs.levels
    mass, hits = margin.sum(axis=1), margin[:, 1]
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
