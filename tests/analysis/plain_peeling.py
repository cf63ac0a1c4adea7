"""Peeling as it is told, on NumPy's arrays, without a table that is kept up to date: the oracle of the compiled loops."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.discovery.inputs import Inputs
from fourfutures.analysis.discovery.peeling import SLAB

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
Step = tuple[int, str, int]
NOTHING = 1e-12
SIDES = ["low", "high", "values"]


def plain_peel(inputs: Inputs, hit: Flags, weights: Reals, least: float, slab: float = SLAB) -> list[Step]:
    """Input, side and level of each peel down to a mass of `least`: everything is counted again at every step."""
    alive, steps = weights > 0.0, []
    while True:
        mass, struck = weights[alive].sum(), weights[alive & hit].sum()
        offers = [
            offer
            for at in range(inputs.width)
            for offer in _offers(inputs, at, alive, hit, weights, mass * slab * (1.0 + 1e-9))
        ]
        ranked = [
            (
                round(struck / mass - h / m, 12),
                round(m, 12),
                -at,
                -SIDES.index(side),
                level,
            )
            for at, side, level, m, h in offers
            if NOTHING < m < mass - NOTHING
        ]
        ranked = [rank for rank in ranked if rank[0] > 0.0]
        if mass <= least or not ranked:
            return steps
        _, _, at, number, level = max(ranked)
        side, code = SIDES[-number], inputs.columns[-at].astype(np.int64)
        gone = code < level if side == "low" else code > level if side == "high" else code == level
        if mass - weights[alive & gone].sum() < least:
            return steps
        steps.append((-at, side, level))
        alive = alive & ~gone


def _offers(
    inputs: Inputs, at: int, alive: Flags, hit: Flags, weights: Reals, room: float
) -> list[tuple[int, str, int, float, float]]:
    """What may come off an input, with the first or last level left, or the category lost."""
    code = inputs.columns[at].astype(np.int64)
    mass = np.bincount(code[alive], weights[alive], inputs.levels)
    hits = np.bincount(code[alive & hit], weights[alive & hit], inputs.levels)
    held = np.flatnonzero(mass > NOTHING)
    if not inputs.ordered[at]:
        thin = min(held, key=lambda level: (round(hits[level] / mass[level], 12), level))
        return [(at, "values", int(thin), mass[thin], hits[thin])]
    up, down = np.cumsum(mass), np.cumsum(mass[::-1])[::-1]
    low = max([held[0], *(level for level in range(inputs.levels) if up[level] <= room)])
    high = min([held[-1], *(level for level in range(inputs.levels) if down[level] <= room)])
    return [
        (at, "low", int(low) + 1, up[low], hits[: low + 1].sum()),
        (at, "high", int(high) - 1, down[high], hits[high:].sum()),
    ]
