"""Sobol' indices from pairs of samples that differ in one input: shares of variance, with bootstrap intervals.

First order by Saltelli et al. 2010 (b times the difference that one input makes), total effect by Jansen 1999 (half the
mean square of that difference); both over the variance of the two plain samples, outcomes centred on their common mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.difference import NORMAL_95
from fourfutures.ensemble import Stream

Reals = NDArray[np.float64]


class Indices(NamedTuple):
    """Shares of variance of each outcome, (inputs, outcomes), and half-widths of their 95 % intervals."""

    first: Reals
    first_error: Reals
    total: Reals
    total_error: Reals


BLOCKS = 128  # of rows, resampled whole: an interval from so many is itself known to about 6 %


def bootstrap(blocks: int, count: int, seed: int, name: str) -> Reals:
    """How often each block of rows stands in each resample, (count, blocks), over the number of blocks."""
    stream, places = Stream(seed, [(name, "")]), np.arange(blocks, dtype=np.int64)
    lines = [
        np.bincount((stream.uniform(places, step)[0] * blocks).astype(np.int64), minlength=blocks)
        for step in range(count)
    ]
    return np.array(lines, dtype=np.float64).reshape(count, blocks) / blocks


def weighted(draws: Reals, sums: Reals) -> Reals:
    """Sums of blocks (blocks, columns) in each resample; einsum adds in one order, whatever the machine's threads."""
    return np.asarray(np.einsum("rb,bc->rc", draws, sums))


def half_width(replicas: Reals) -> Reals:
    """Half of a 95 % interval from resamples along the first axis; not known where some resample has no share at all."""
    known = np.isfinite(replicas).all(axis=0)
    return np.where(known, NORMAL_95 * np.where(known, replicas, 0.0).std(axis=0, ddof=1), np.nan)


def sobol(a: Reals, b: Reals, mixed: Iterable[Reals], draws: Reals) -> Indices:
    """Indices of inputs from outcomes (rows, outcomes) of two samples and, for each input, of a third one.

    The third is the first sample with that input taken from the second; `draws` are the resamples of `bootstrap`, for
    which rows are parted into blocks of neighbours. A row with a member that broke down, whose outcomes are not numbers,
    is left out. An outcome that never varies has no shares: they are not a number.
    """
    sound = np.isfinite(a).all(axis=1) & np.isfinite(b).all(axis=1)
    a, b = a[sound], b[sound]
    rows, outcomes = a.shape
    blocks = min(draws.shape[1], rows)
    draws = draws[:, :blocks]
    edges = np.arange(blocks, dtype=np.int64) * rows // blocks
    sums, done = a.sum(axis=0) + b.sum(axis=0), 2 * rows
    centre = sums / done  # so that squares lose no digits; the common mean of all samples is known at the end
    a, b = a - centre, b - centre
    plain = a + centre
    points: list[Reals] = []
    replicas: list[Reals] = []
    for given in mixed:
        c = given if sound.all() else given[sound]
        step = c - plain
        whole = np.isfinite(step).all(axis=1)
        sizes = np.add.reduceat(whole.astype(np.float64), edges)
        if not whole.all():
            step = np.where(whole[:, None], step, 0.0)
        found = np.concatenate(
            [np.add.reduceat(part, edges, axis=0) for part in (b * step, step, step * step)], axis=1
        )
        points.append(found.sum(axis=0) / sizes.sum())
        replicas.append(weighted(draws, found) / weighted(draws, sizes[:, None]))
        sums, done = sums + step.sum(axis=0) + plain[whole].sum(axis=0), done + int(whole.sum())
    shift = sums / done - centre
    variance = np.concatenate([a, b]).var(axis=0)
    size = weighted(draws, np.diff(np.append(edges, rows)).astype(np.float64)[:, None])
    means, squares = (
        weighted(draws, np.add.reduceat(0.5 * (one + two), edges, axis=0)) / size
        for one, two in ((a, b), (a * a, b * b))
    )
    replica_variance = squares - means**2

    def shares(found: Reals, over: Reals) -> tuple[Reals, Reals]:
        product, moved, square = np.split(found, 3, axis=-1)
        with np.errstate(divide="ignore", invalid="ignore"):
            return (product - shift * moved) / over, 0.5 * square / over

    first, total = shares(np.array(points).reshape(-1, 3 * outcomes), variance)
    errors = [[half_width(share) for share in shares(replica, replica_variance)] for replica in replicas]
    nothing = variance == 0.0
    first_error, total_error = (
        np.array([error[kind] for error in errors]).reshape(first.shape) for kind in (0, 1)
    )
    for values in (first, first_error, total, total_error):
        values[:, nothing] = np.nan
    return Indices(first, first_error, total, total_error)
