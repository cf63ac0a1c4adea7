"""Triggers that a text states together: what each adds to the odds of its future, alone, last of all, and on average.

The average is over every order in which the triggers could be added (the value of Shapley 1953), so what they add sums up
to what they add together. Intervals are of the delta method on the masses of the cells that triggers and future make.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.discovery.chance import WIDE, effective

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
WAYS = ("alone", "last", "average")
STEP = 1e-6  # of a cell's mass, to see what moves with it


def contributions(met: Mapping[str, Flags], hit: Flags, weights: Reals) -> dict[str, Any] | None:
    """What each of some triggers adds to a future's share of the members that meet them; None where nobody meets all.

    `met` says who meets each, `weights` sum to 1.
    """
    names = list(met)
    cells = sum(
        (flags.astype(np.int64) << at for at, flags in enumerate(met.values())), np.zeros_like(hit, np.int64)
    )
    place, room = 2 * cells + hit, 2 ** (len(names) + 1)
    mass = np.bincount(place, weights, room).astype(np.float64)
    if mass.reshape(-1, 2)[-1].sum() <= 0.0:
        return None
    found = _added(mass, len(names))
    # Masses of cells vary by themselves, each by the squares of the weights in it.
    spread = np.bincount(place, weights**2, room)
    variance = np.zeros_like(found)
    for cell in np.flatnonzero(mass > 0.0):
        moved = mass.copy()
        moved[cell] *= 1.0 + STEP
        variance += ((_added(moved, len(names)) - found) / (STEP * mass[cell])) ** 2 * spread[cell]
    half = WIDE * np.sqrt(variance)
    everywhere = np.logical_and.reduce(list(met.values()))
    return {
        "effective": effective(weights[everywhere]),
        "each": [
            {"id": name}
            | {
                way: {
                    "value": float(found[at, k]),
                    "low": float(found[at, k] - half[at, k]),
                    "high": float(found[at, k] + half[at, k]),
                }
                for k, way in enumerate(WAYS)
            }
            for at, name in enumerate(names)
        ],
    }


def _added(mass: Reals, triggers: int) -> Reals:
    """(triggers, ways) from the masses of cells."""
    table = mass.reshape(-1, 2)
    codes = np.arange(table.shape[0])

    def share(subset: Sequence[int]) -> float:
        """Odds of the future among members that meet these, whatever else they meet."""
        wanted = sum(1 << at for at in subset)
        inside = table[(codes & wanted) == wanted].sum(axis=0)
        return float(inside[1] / inside.sum())

    every = tuple(range(triggers))
    known = {s: share(s) for size in range(triggers + 1) for s in itertools.combinations(every, size)}
    found = np.empty((triggers, len(WAYS)))
    for at in every:
        others = tuple(k for k in every if k != at)
        steps = [
            (s, known[tuple(sorted((*s, at)))] - known[s])
            for size in range(triggers)
            for s in itertools.combinations(others, size)
        ]
        orders = [math.factorial(len(s)) * math.factorial(triggers - len(s) - 1) for s, _ in steps]
        average = sum(n * step for n, (_, step) in zip(orders, steps, strict=True)) / math.factorial(triggers)
        found[at] = steps[0][1], steps[-1][1], average
    return found
