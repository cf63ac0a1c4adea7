"""States of the world: members grouped by what nobody here decides, so that a policy can be asked how it does in each.

A group is told by how its members end where no lever is pulled: which chips China may buy, whether partners trust the US
stack more or less than the Chinese one, and how far ahead US compute is. A member is no state of its own: its luck would
be known in advance, and the best answer to known luck is nobody's policy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Codes = NDArray[np.int64]
LEAST = 15.0  # effective members without which nothing is said of a state
REGIMES = ("tight", "partial", "open")
HALVES = ("low", "high")
OBSERVED = ("regime", "trust_us", "trust_cn")


class States(NamedTuple):
    """Where each member belongs; -1 for those of states with too few members to speak of."""

    codes: Codes  # (members,)
    parts: tuple[dict[str, str], ...]  # one for each state: what it is
    mass: Reals  # (states,) share of the weight
    effective: Reals  # (states,) effective members
    left_out: float  # share of the weight in no state
    cuts: dict[str, float]  # where the halves meet

    @property
    def ids(self) -> list[str]:
        """Names such as tight.low.high."""
        return [".".join(part.values()) for part in self.parts]


def states(ends: Mapping[str, Reals], compute: Reals, weights: Reals) -> States:
    """Export rule x trust x compute, from observables at the horizon without levers, (members,) each."""
    sound = np.isfinite(compute) & (weights > 0.0)
    trust = ends["trust_us"] - ends["trust_cn"]
    regime = np.clip(np.rint(np.nan_to_num(ends["regime"])), 0, len(REGIMES) - 1).astype(np.int64)
    cuts = {"trust": middle(trust[sound], weights[sound]), "compute": middle(compute[sound], weights[sound])}
    halves = [
        (values > cuts[name]).astype(np.int64) for name, values in (("trust", trust), ("compute", compute))
    ]
    cell = np.where(sound, (regime * 2 + halves[0]) * 2 + halves[1], -1)
    total = float(weights[sound].sum())
    codes = np.full(cell.shape, -1, np.int64)
    parts: list[dict[str, str]] = []
    mass: list[float] = []
    effective: list[float] = []
    for number in range(len(REGIMES) * 4):
        own = weights[cell == number]
        size = float(own.sum() ** 2 / (own**2).sum()) if own.size else 0.0
        if size < LEAST:
            continue
        codes[cell == number] = len(parts)
        parts.append(
            {"regime": REGIMES[number // 4], "trust": HALVES[number // 2 % 2], "compute": HALVES[number % 2]}
        )
        mass.append(float(own.sum()) / total)
        effective.append(size)
    return States(codes, tuple(parts), np.array(mass), np.array(effective), max(0.0, 1.0 - sum(mass)), cuts)


def middle(values: Reals, weights: Reals) -> float:
    """Weighted median: half the weight is at it or below."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    at = int(np.searchsorted(reached, 0.5 * reached[-1] * (1.0 - 1e-12)))
    return float(values[order][min(at, values.shape[0] - 1)])
