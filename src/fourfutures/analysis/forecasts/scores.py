"""Scores of single forecasts: small is good for all of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

LEAST_CHANCE = 1e-6  # below which a chance counts as this, so that one surprise does not end all comparison


def crps(points: Sequence[float], observed: float) -> float:
    """Continuous ranked probability score of equally likely values: E|X - y| - E|X - X'| / 2, in the unit of the figure."""
    ranked = sorted(points)
    count = len(ranked)
    distance = sum(abs(point - observed) for point in ranked) / count
    spread = sum((2 * at - count + 1) * point for at, point in enumerate(ranked)) / count**2
    return distance - spread


def rank(points: Sequence[float], observed: float) -> float:
    """Share of the values below the figure, those equal to it counted half: even over many forecasts that are right."""
    below = sum(point < observed for point in points) + 0.5 * sum(point == observed for point in points)
    return below / len(points)


def log_score(chances: Mapping[str, float], happened: str) -> float:
    """Minus the logarithm of the chance given to what happened."""
    return -math.log(max(chances[happened], LEAST_CHANCE))


def brier(chances: Mapping[str, float], happened: str) -> float:
    """Squared distance between the chances and what happened: 0 to 2."""
    return sum((chance - (name == happened)) ** 2 for name, chance in chances.items())
