"""Peeling: from everything towards the members of one future, a thin slab at a time.

The patient rule induction method of Friedman and Fisher 1999. Each step takes off the slab that holds the future least
often for its weight, so that an input with few values is not preferred for the size of its slabs; this is the lenient
criterion that Kwakkel and Jaxa-Rozen 2016 recommend where inputs are of several kinds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.discovery.box import Aim, Box, Fill
from fourfutures.analysis.discovery.inputs import Inputs
from fourfutures.analysis.discovery.loops import loops

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
SLAB = 0.05  # of the members in the box that one step takes off, where levels are fine enough
PATIENCE = 20  # steps without a better box
SIDES = ("low", "high", "values")


class Peel(NamedTuple):
    """One step: an input loses its levels below or above one, or one category; and what the box then holds."""

    input: int
    side: str  # "low", "high" or "values"
    level: int  # the first or last level left, or the category taken off
    fill: Fill


def peel(
    inputs: Inputs, hit: Flags, weights: Reals, least: float, aim: Aim | None = None, slab: float = SLAB
) -> list[Peel]:
    """Steps down to a mass of `least`, or until no slab is thinner in the future than the box.

    With an aim, also until boxes have been no better for some steps. `hit` says which members are in the future; weights
    sum to 1. Ties go to the heavier slab, then to names in order.
    """
    alive = np.flatnonzero(weights > 0.0)
    base = float(weights[hit].sum())
    most = inputs.width * inputs.levels
    peels, fills = np.empty((most, 3), np.int64), np.empty((most, 2))
    threshold = math.nan if aim is None or aim.threshold is None else aim.threshold
    steps = loops().walk(
        inputs.cells, inputs.columns, inputs.ordered, inputs.levels, alive, weights, hit.view(np.uint8), least, slab,
        0 if aim is None else PATIENCE, threshold, peels, fills,
    )  # fmt: skip
    return [
        Peel(int(at), SIDES[side], int(level), Fill(float(mass), float(hits), base))
        for (at, side, level), (mass, hits) in zip(peels[:steps], fills[:steps], strict=True)
    ]


def boxes(steps: Sequence[Peel], inputs: Inputs) -> Iterator[Box]:
    """The box after each step."""
    inside = Box.whole(inputs).inside
    for step in steps:
        _cut(inside, step)
        yield Box(inside.copy())


def chosen(steps: Sequence[Peel], inputs: Inputs, aim: Aim) -> Box:
    """The best box of a way, the earlier one of equals; everything where no step is better than none."""
    if not steps:
        return Box.whole(inputs)
    mass, hits = (np.array([getattr(step.fill, name) for step in steps]) for name in ("mass", "hits"))
    at = int(np.argmax(aim.scores(mass, hits, steps[0].fill.base)))
    inside = Box.whole(inputs).inside
    for step in steps[: at + 1]:
        _cut(inside, step)
    return Box(inside)


def _cut(inside: Flags, step: Peel) -> None:
    if step.side == "low":
        inside[step.input, : step.level] = False
    elif step.side == "high":
        inside[step.input, step.level + 1 :] = False
    else:
        inside[step.input, step.level] = False
