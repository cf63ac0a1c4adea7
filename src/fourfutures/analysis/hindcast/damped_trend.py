"""Exponential smoothing with a damped additive trend, ETS(A,Ad,N) of Hyndman and others 2008, by maximum likelihood.

y = l + phi b + e, l' = l + phi b + alpha e, b' = phi b + beta e. Given alpha, beta and phi the errors are linear in the
first level and trend, so these are solved for; the other three are searched on a grid that is drawn closer five times,
inside the customary bounds. Many series of one length are fitted side by side.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]

LEAST = 10  # values; there are five parameters
SMOOTHING = (1e-4, 0.9999)  # alpha; beta is at most alpha
DAMPING = (0.8, 0.98)
_GRID, _CLOSER = 9, 6


class DampedTrend(NamedTuple):
    """Fitted smoothing of each series, shape (series,) each."""

    alpha: Reals
    beta: Reals
    phi: Reals
    level: Reals  # at the end
    trend: Reals
    squares: Reals  # sum of squared one-step errors
    times: int  # values fitted

    @property
    def freedom(self) -> int:
        """Values less parameters."""
        return self.times - 5

    def ahead(self, steps: int) -> tuple[Reals, Reals]:
        """Mean and standard deviation so many steps after the last value."""
        damped = np.cumsum(self.phi[:, None] ** np.arange(1, steps + 1), axis=1)
        weights = self.alpha[:, None] + self.beta[:, None] * damped[:, : steps - 1]
        variance = self.squares / self.freedom * (1.0 + (weights**2).sum(axis=1))
        return self.level + damped[:, -1] * self.trend, np.sqrt(variance)


def fit(values: Reals) -> DampedTrend:
    """Fit each series of `values`, shape (series, times), at least LEAST times."""
    count = values.shape[0]
    low = np.tile(np.array([SMOOTHING[0], 0.0, DAMPING[0]]), (count, 1))
    high = np.tile(np.array([SMOOTHING[1], 1.0, DAMPING[1]]), (count, 1))
    bottom, top = low, high
    best = np.empty((count, 3))
    for _ in range(_CLOSER):
        points = _points(low, high)
        squares = _smoothed(values, points)[0]
        winner = squares.argmin(axis=1)
        best = points[np.arange(count), winner]
        reach = (high - low) / (_GRID - 1)
        low, high = np.maximum(bottom, best - reach), np.minimum(top, best + reach)
    squares, level, trend = (part[:, 0] for part in _smoothed(values, best[:, None, :]))
    alpha, beta = best[:, 0], best[:, 0] * best[:, 1]
    return DampedTrend(alpha, beta, best[:, 2], level, trend, squares, values.shape[1])


def _points(low: Reals, high: Reals) -> Reals:
    """A grid between two corners for each series, (series, points, 3)."""
    place = np.linspace(0.0, 1.0, _GRID)
    grid = np.stack(np.meshgrid(place, place, place, indexing="ij"), axis=-1).reshape(-1, 3)
    return np.asarray(low[:, None, :] + grid[None, :, :] * (high - low)[:, None, :])


def _smoothed(values: Reals, points: Reals) -> tuple[Reals, Reals, Reals]:
    """Sum of squared errors, last level and last trend at each point, the first level and trend solved for."""
    alpha, phi = points[..., 0], points[..., 2]
    beta = alpha * points[..., 1]
    zero, one = np.zeros_like(alpha), np.ones_like(alpha)
    # Errors for the data with nothing to start from, and what a unit of level or of trend at the start takes off them.
    level, trend = [zero, one, zero], [zero, zero, one]
    errors: list[list[Reals]] = [[], [], []]
    for at in range(values.shape[1]):
        data = values[:, at, None]
        for part in range(3):
            carried = phi * trend[part]
            error = (data if part == 0 else 0.0) - level[part] - carried
            level[part] = level[part] + carried + alpha * error
            trend[part] = carried + beta * error
            errors[part].append(error)
    of_data, of_level, of_trend = (np.stack(part) for part in errors)
    ll, tt, lt = (
        (a * b).sum(axis=0) for a, b in ((of_level, of_level), (of_trend, of_trend), (of_level, of_trend))
    )
    ly, ty = (of_level * of_data).sum(axis=0), (of_trend * of_data).sum(axis=0)
    spread = np.maximum(ll * tt - lt * lt, 1e-300)
    first_level, first_trend = (lt * ty - tt * ly) / spread, (lt * ly - ll * ty) / spread
    left = of_data + first_level * of_level + first_trend * of_trend
    return (
        (left**2).sum(axis=0),
        level[0] + first_level * level[1] + first_trend * level[2],
        trend[0] + first_level * trend[1] + first_trend * trend[2],
    )
