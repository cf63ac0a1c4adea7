"""The range of a probability: other priors for judged numbers, and other definitions, within one reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from fourfutures.futures.classes import Codes, odds
from fourfutures.futures.dials import Dials

Reals = NDArray[np.float64]
SHIFT = 1.0  # standard deviations of a prior
STRETCH = 1.5  # factor on a prior's standard deviation
CERTAIN = 2.0  # a shift counts when its effect exceeds this many of its own sampling errors


def prior_shifts(normals: Mapping[str, Reals]) -> dict[str, Reals]:
    """Importance ratios, shape (members,), of each judged prior moved by one sd either way and widened by half.

    `normals` are the standard normals behind the draws: a prior's value rises with its normal, so moving the normal by
    one moves the prior's centre by one sd on the scale on which it is normal. Method: ratio of two normal densities.
    """
    found = {}
    for name, z in normals.items():
        for sign, mark in ((1.0, "+1 sd"), (-1.0, "-1 sd")):
            found[f"{name} {mark}"] = np.exp(sign * SHIFT * z - 0.5 * SHIFT**2)
        found[f"{name} sd x{STRETCH:g}"] = np.exp(0.5 * z**2 * (1.0 - STRETCH**-2)) / STRETCH
    return found


def moved_dials(dials: Dials, moves: Mapping[str, tuple[float, float]]) -> dict[str, Dials]:
    """The definitions moved one at a time to the study's other values."""
    return {f"{name} {value:g}": dials.moved(name, value) for name, ends in moves.items() for value in ends}


def envelope(
    weights: Reals,
    codes: Codes,
    shifts: Mapping[str, Reals],
    dials: Mapping[str, Dials],
    classify: Callable[[Dials], Codes],
    classes: int,
) -> tuple[Reals, Reals]:
    """Lowest and highest probability of each class; never inside the probability itself.

    A prior shift whose effect on a class lies within twice its own sampling error is noise and does not widen the range.
    """
    mass = weights / weights.sum()
    p = odds(codes, mass, classes).p
    low, high = p.copy(), p.copy()
    if shifts:
        ratios = np.stack(list(shifts.values()))  # (shifts, members)
        moved = mass * ratios
        moved = moved / moved.sum(axis=1, keepdims=True)
        for code in range(classes):
            inside = codes == code
            change = moved[:, inside].sum(axis=1) - p[code]
            # error of a paired difference of two self-normalised means over the same members
            own = moved * (inside - (p[code] + change)[:, None]) - mass * (inside - p[code])
            certain = np.abs(change) > CERTAIN * np.sqrt((own**2).sum(axis=1))
            reached = p[code] + change[certain]
            if reached.size:
                low[code] = min(low[code], float(reached.min()))
                high[code] = max(high[code], float(reached.max()))
    for other in dials.values():
        reached = odds(classify(other), mass, classes).p
        low, high = np.minimum(low, reached), np.maximum(high, reached)
    return low, high
