"""From a weighted pool to the members of a run: systematic sampling inside strata, so that odds agree to the last digit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Ids = NDArray[np.int64]


class Kept(NamedTuple):
    """Members of a run, in order of their number, and their weights, which sum to 1."""

    ids: Ids
    weights: Reals


def everyone(size: int) -> Kept:
    """Members 0 .. size-1 with equal weights: a run without data."""
    return Kept(np.arange(size, dtype=np.int64), np.full(size, 1.0 / size))


def ranking(strata: Ids, order: Reals) -> Ids:
    """Members of the pool sorted by stratum and then by `order`, (pool,) numbers; the same for any weights."""
    return np.lexsort((np.arange(strata.shape[0]), order, strata))


def keep(mass: Reals, strata: Ids, ranking: Ids, size: int, uniform: float) -> Kept:
    """Draw `size` positions along the cumulated mass of the pool in the order of its `ranking`.

    `mass` (pool,) sums to 1; `uniform` in (0, 1) is the only chance. Weights are counts, scaled so that every stratum
    keeps exactly the pool's mass; a stratum too thin to be drawn gives its heaviest member.
    """
    ends = np.cumsum(mass[ranking])
    positions = (np.arange(size) + uniform) / size * ends[-1]
    hits = np.searchsorted(ends, positions, side="right").clip(0, mass.shape[0] - 1)
    counts = np.bincount(ranking[hits], minlength=mass.shape[0]).astype(np.float64)
    kinds, of = np.unique(strata, return_inverse=True)
    held = np.bincount(of, weights=mass, minlength=kinds.shape[0])
    drawn = np.bincount(of, weights=counts, minlength=kinds.shape[0])
    for kind in np.flatnonzero((drawn == 0.0) & (held > 0.0)):
        inside = np.flatnonzero(of == kind)
        counts[inside[mass[inside].argmax()]] = 1.0
        drawn[kind] = 1.0
    ids = np.flatnonzero(counts > 0.0).astype(np.int64)
    share = np.where(drawn > 0.0, held / np.where(drawn > 0.0, drawn, 1.0), 0.0)
    weights = counts[ids] * share[of[ids]]
    return Kept(ids, weights / weights.sum())


def without(kept: Kept, failed: NDArray[np.bool_], strata: Ids) -> Kept:
    """The same members with no weight on those that failed; others of their stratum take it over, if there are any."""
    sound = np.where(failed, 0.0, kept.weights)
    _, of = np.unique(strata, return_inverse=True)
    held, left = np.bincount(of, weights=kept.weights), np.bincount(of, weights=sound)
    share = np.where(left > 0.0, held / np.where(left > 0.0, left, 1.0), 0.0)
    weights = sound * share[of]
    return Kept(kept.ids, weights / weights.sum())
