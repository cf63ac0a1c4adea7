"""Collapse: rows that leave parameters almost no spread say more than such rows can; their errors are then doubled."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
NARROW = 0.2  # of the prior's standard deviation
MOST_NARROW = 5  # parameters
FACTOR = 2.0  # on all errors


def spreads(normals: Mapping[str, Reals], mass: Reals) -> dict[str, float]:
    """Standard deviation of each parameter in the weighted members, in units of its prior's; `normals` as drawn."""
    found = {}
    for name, z in normals.items():
        mean = float((mass * z).sum())
        found[name] = float(np.sqrt((mass * (z - mean) ** 2).sum()))
    return found


def collapsed(found: Mapping[str, float]) -> list[str]:
    """The narrow parameters where there are too many of them, else nothing."""
    narrow = sorted(name for name, spread in found.items() if spread < NARROW)
    return narrow if len(narrow) > MOST_NARROW else []
