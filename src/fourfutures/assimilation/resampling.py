"""Stationary block bootstrap (Politis and Romano 1994): how far a mean of dependent scores could have been otherwise.

With few blocks the spread of resamples is too small: a record of three independent windows looks surer than it is. The
interval is therefore widened until it is right for scores that mean nothing and overlap as the forecasts do.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Places = NDArray[np.int64]


def stationary_blocks(count: int, mean_block: float, uniforms: Reals) -> Places:
    """Places of `count` resampled entries, (resamples, count), from uniforms of shape (resamples, 2 x count).

    A block starts anywhere, goes on with probability 1 - 1/mean_block, and runs round the end: the resample of a
    stationary series is stationary. `mean_block` is in entries, at least 1.
    """
    anywhere = np.minimum((uniforms[:, :count] * count).astype(np.int64), count - 1)
    fresh = uniforms[:, count:] < 1.0 / mean_block
    places = np.empty_like(anywhere)
    places[:, 0] = anywhere[:, 0]
    for at in range(1, count):
        places[:, at] = np.where(fresh[:, at], anywhere[:, at], (places[:, at - 1] + 1) % count)
    return places


def variance_of_mean(values: Reals, mean_block: float) -> Reals:
    """Variance that the bootstrap gives to the mean of each series, (..., count) -> (...): its closed form."""
    count = values.shape[-1]
    away = values - values.mean(axis=-1, keepdims=True)
    on = 1.0 - 1.0 / mean_block
    total = (away**2).mean(axis=-1)
    for lag in range(1, count):
        share = (1.0 - lag / count) * on**lag + lag / count * on ** (count - lag)
        total = total + 2.0 * share * (away[..., lag:] * away[..., : count - lag]).sum(axis=-1) / count
    return np.asarray(np.maximum(total, 0.0) / count)


def widening(count: int, mean_block: float, overlap: int, level: float, normals: Reals) -> float:
    """Standard deviations of the bootstrap to either side of a mean that hold the truth with probability `level`.

    Measured on series that mean nothing: sums of `overlap` successive normals, as scores of forecasts are whose outcomes
    share so many steps. `normals` has shape (series, count + overlap - 1).
    """
    sums = np.cumsum(np.concatenate([np.zeros((normals.shape[0], 1)), normals], axis=1), axis=1)
    series = sums[:, overlap:] - sums[:, :-overlap]
    spread = np.sqrt(variance_of_mean(series, mean_block))
    return float(np.quantile(np.abs(series.mean(axis=1)) / spread, level))


def skill(score: float, rival: float) -> float | None:
    """1 - score/rival: 1 for a perfect forecast, 0 for one no better than the rival; None where the rival cannot err."""
    return 1.0 - score / rival if rival > 0.0 else None


def skill_interval(scores: Reals, rivals: Reals, places: Places, wide: float) -> tuple[float, float] | None:
    """Interval of the skill of mean scores: `wide` standard deviations of the log of their ratio over resamples.

    `scores` and `rivals` belong to the same forecasts, (forecasts,); `places` resamples them together. A forecast that
    never errs has skill 1 for sure. None where a mean is not above zero otherwise, so that the ratio has no log.
    """
    if not scores.any() and (rivals > 0.0).all():
        return 1.0, 1.0
    own, other = scores[places].mean(axis=1), rivals[places].mean(axis=1)
    if (own <= 0.0).any() or (other <= 0.0).any():
        return None
    middle = math.log(float(scores.mean()) / float(rivals.mean()))
    reach = wide * float(np.log(own / other).std())
    return 1.0 - math.exp(middle + reach), 1.0 - math.exp(middle - reach)
