"""Pareto-smoothed importance weights: the largest ones are replaced by the order statistics of a fitted tail.

Method: Vehtari, Simpson, Gelman, Yao and Gabry 2015; tail fit by Zhang and Stephens 2009.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation.errors import AssimilationError
from fourfutures.errors import Both

Reals = NDArray[np.float64]
LEAST_TAIL = 5  # fewer weights than this are not smoothed
PRIOR_SHAPES = 10  # weight of the weak prior that pulls the shape towards a half
PRIOR_SHAPE = 0.5


class Weights(NamedTuple):
    """Weights of members, summing to 1, and how far they can be trusted."""

    mass: Reals
    ess: float  # effective number of members
    max_weight: float
    pareto_k: (
        float | None
    )  # shape of the tail; above 0.7 the weights are not to be trusted; None if nothing to fit


def psis(log_weights: Reals) -> Weights:
    """Smoothed, normalised weights from log weights of any constant. Raises AssimilationError if none is finite."""
    finite = np.isfinite(log_weights)
    if not finite.any():
        raise AssimilationError(
            where=Both("weights of the pool", "成员池的权重"),
            what=Both("no member is compatible with the rows in force", "没有成员与生效的观测相容"),
            remedy=Both(
                "look at the rows with the largest errors of prediction, or widen their errors",
                "请查看预测误差最大的观测，或放宽其误差",
            ),
        )
    logs = np.where(finite, log_weights - log_weights[finite].max(), -np.inf)
    size = logs.shape[0]
    tail = math.floor(3.0 * math.sqrt(size)) if size > 225 else size // 5
    shape: float | None = None
    if tail >= LEAST_TAIL and np.ptp(logs[finite]) > 0.0:
        largest = np.argpartition(logs, size - tail - 1)[size - tail - 1 :]
        largest = largest[np.lexsort((largest, logs[largest]))]
        top = largest[1:]
        cut = max(float(logs[largest[0]]), math.log(np.finfo(np.float64).tiny))
        excess = np.exp(logs[top]) - math.exp(cut)
        if np.ptp(excess) > 0.0:
            shape, scale = fit_tail(excess)
            if math.isfinite(shape):
                middles = (np.arange(tail) + 0.5) / tail
                smooth = np.log(math.exp(cut) + _tail_quantile(middles, shape, scale))
                logs = logs.copy()
                logs[top] = np.minimum(smooth, 0.0)
    mass = np.exp(logs - logs.max())
    mass = mass / mass.sum()
    return Weights(mass, float(1.0 / (mass**2).sum()), float(mass.max()), shape)


def even(size: int) -> Weights:
    """Equal weights: nothing is known."""
    return Weights(np.full(size, 1.0 / size), float(size), 1.0 / size, None)


def fit_tail(excess: Reals) -> tuple[float, float]:
    """Shape and scale of a generalised Pareto distribution for exceedances in increasing order."""
    size = excess.shape[0]
    grid = 30 + int(math.sqrt(size))
    steps = np.arange(1, grid + 1, dtype=np.float64)
    quartile = excess[int(size / 4 + 0.5) - 1]
    theta = (1.0 - np.sqrt(grid / (steps - 0.5))) / (3.0 * quartile) + 1.0 / excess[-1]
    shapes = np.log1p(-theta[:, None] * excess).mean(axis=1)
    profile = size * (np.log(-theta / shapes) - shapes - 1.0)
    weights = np.exp(profile - profile.max())
    weights = weights / weights.sum()
    keep = weights >= 10.0 * np.finfo(np.float64).eps
    weights, theta = weights[keep], theta[keep]
    mean = float((theta * weights).sum() / weights.sum())
    shape = float(np.log1p(-mean * excess).mean())
    scale = -shape / mean
    shape = (shape * size + PRIOR_SHAPE * PRIOR_SHAPES) / (size + PRIOR_SHAPES)
    return shape, scale


def _tail_quantile(p: Reals, shape: float, scale: float) -> Reals:
    if abs(shape) < 1e-12:
        return np.asarray(-scale * np.log1p(-p))
    return np.asarray(scale * np.expm1(-shape * np.log1p(-p)) / shape)
