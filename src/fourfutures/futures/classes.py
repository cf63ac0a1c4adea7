"""From indices to named futures, and from members to odds."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.futures.indices import Indices
from fourfutures.study import Frame

Reals = NDArray[np.float64]
Codes = NDArray[np.signedinteger[Any]]  # class numbers are small: eight bits hold them
Strata = NDArray[np.int64]
LEADERS = ("us", "contested", "cn")


class Odds(NamedTuple):
    """Probabilities in the order of the frame's futures, contested last, and their sampling errors."""

    p: Reals
    mc_se: Reals


def leaders(index: Reals, band: float) -> Codes:
    """Who leads an axis: 0 the US, 1 nobody, 2 China. A lead is strictly outside the band."""
    return np.where(index > band, 0, np.where(index < -band, 2, 1)).astype(np.int8)


def classify(found: Indices, frame: Frame, band: float | None = None) -> Codes:
    """Number of each member's future in `frame.ids`; contested where no named future claims the pair of leaders."""
    width = frame.band if band is None else band
    compute, adoption = leaders(found.compute, width), leaders(found.adoption, width)
    codes = np.full(compute.shape, len(frame.futures), dtype=np.int8)
    for number, future in enumerate(frame.futures):
        hit = np.ones(compute.shape, dtype=bool)
        for leader, lead in ((future.compute, compute), (future.adoption, adoption)):
            if leader is not None:
                hit &= lead == LEADERS.index(leader)
        codes[hit] = number
    return codes


def odds(codes: Codes, weights: Reals, classes: int) -> Odds:
    """Weighted shares of the classes, summing to 1, with the error of self-normalised weights."""
    mass = weights / weights.sum()
    p = np.bincount(codes, weights=mass, minlength=classes)
    p = p / p.sum()
    squares = np.bincount(codes, weights=mass**2, minlength=classes)
    total = float((mass**2).sum())
    variance = np.maximum(squares * (1.0 - p) ** 2 + (total - squares) * p**2, 0.0)
    return Odds(p, np.sqrt(variance))


def axis_odds(index: Reals, weights: Reals, band: float) -> dict[str, float]:
    """Probability that the US, nobody or China leads an axis."""
    p = odds(leaders(index, band), weights, len(LEADERS)).p
    return {name: float(value) for name, value in zip(LEADERS, p, strict=True)}


def near_boundary(found: Indices, weights: Reals, frame: Frame) -> float:
    """Share of members within the frame's distance of a boundary on either axis."""
    gap = np.minimum(np.abs(np.abs(found.compute) - frame.band), np.abs(np.abs(found.adoption) - frame.band))
    return float((weights * (gap < frame.near_boundary)).sum() / weights.sum())


def strata(by_reading: list[Codes], classes: int) -> Strata:
    """One number for each member's classes under all readings."""
    joint = np.zeros(by_reading[0].shape, dtype=np.int64)
    for codes in by_reading:
        joint = joint * classes + codes
    return joint
