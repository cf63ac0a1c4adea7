"""A second reading of the same rows: an ensemble smoother, which shifts equally likely members instead of weighing them.

Means and covariances of parameters, indices and what rows see are taken over a sample of the prior, and the update is the
linear one that is exact where everything is Gaussian (van Leeuwen and Evensen 1996). Student errors enter as normal ones
whose precision each block earns: (freedom + rows) / (freedom + squared distance of the block), found by iteration. Rows
that are categories have no distance; they weigh the sample before the update.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation.cholesky import cholesky, forward
from fourfutures.assimilation.likelihood import FREEDOM, deal_columns, regime_columns, scale_matrix
from fourfutures.assimilation.replica import blocks_of
from fourfutures.assimilation.row import DEALS, REGIME, Row

Reals = NDArray[np.float64]
ROUNDS = 30  # of the iteration for the precisions
SETTLED = 1e-6


class Smoothed(NamedTuple):
    """Means and standard deviations of targets after the rows."""

    mean: Reals  # (targets,)
    sd: Reals
    effective: float  # members after the categories
    precision: dict[str, float]  # of each block's errors; below 1 the block is doubted
    miss: dict[
        str, float
    ]  # root mean square of what the update leaves unexplained of a block, in its rows' errors


def smooth(
    targets: Reals,
    rows: Sequence[Row],
    seen: Reals,
    freedom: float | None = FREEDOM,
    start: Reals | None = None,
) -> Smoothed:
    """Update `targets` (targets, members) by rows of which `seen` (members, rows) is what they see of the members.

    `freedom` is that of the errors, None where they are normal; `start` (members,) are log weights of the sample before
    the rows, equal if not given.
    """
    blocks = blocks_of(rows)
    logs = np.zeros(targets.shape[1]) if start is None else start.copy()
    numbers: dict[str, list[int]] = {}
    for block, inside in blocks.items():
        kind = rows[inside[0]].observable
        if kind in (REGIME, DEALS):
            score = regime_columns if kind == REGIME else deal_columns
            logs += score([rows[at] for at in inside], seen[:, inside]).sum(axis=1)
        else:
            numbers[block] = inside
    mass = np.exp(logs - logs.max())
    mass /= mass.sum()
    effective = float(1.0 / (mass**2).sum())
    order = [at for inside in numbers.values() for at in inside]
    prior, spread = _moments(targets, mass)
    if not order:
        return Smoothed(prior, np.sqrt(np.diagonal(spread)), effective, {}, {})
    slope = np.array([rows[at].slope for at in order])
    values = np.array([rows[at].value for at in order])
    heard = (seen[:, order] * slope).T
    whole = np.concatenate([targets, heard])
    mean, covariance = _moments(whole, mass)
    first = targets.shape[0]
    errors = {
        block: _errors([rows[at] for at in inside], seen[:, inside], mass)
        for block, inside in numbers.items()
    }
    precision = dict.fromkeys(numbers, 1.0)
    for _ in range(ROUNDS if freedom is not None else 1):
        after, rest = _update(mean, covariance, first, values, errors, precision)
        if freedom is None:
            break
        changed, at = 0.0, 0
        for block, scale in errors.items():
            part = slice(at, at + scale.shape[0])
            at += scale.shape[0]
            factor = cholesky(scale)
            miss = forward(factor, values[part] - after[first:][part])
            left = rest[first:, first:][part, part]
            distance = float((miss**2).sum()) + float(
                np.einsum("ii->", forward(factor, forward(factor, left).T))
            )
            new = (freedom + scale.shape[0]) / (freedom + distance)
            changed = max(changed, abs(new - precision[block]))
            precision[block] = new
        if changed < SETTLED:
            break
    deviation = np.sqrt(np.maximum(np.diagonal(rest)[:first], 0.0))
    unexplained = (values - after[first:]) ** 2
    missed, at = {}, 0
    for block, scale in errors.items():
        part = slice(at, at + scale.shape[0])
        at += scale.shape[0]
        missed[block] = float(np.sqrt((unexplained[part] / np.diagonal(scale)).mean()))
    return Smoothed(after[:first], deviation, effective, precision, missed)


def _moments(values: Reals, mass: Reals) -> tuple[Reals, Reals]:
    mean = np.einsum("vm,m->v", values, mass)
    apart = values - mean[:, None]
    # einsum adds in one order, whatever the machine's threads
    return mean, np.einsum("vm,wm->vw", apart * mass, apart)


def _errors(rows: Sequence[Row], seen: Reals, mass: Reals) -> Reals:
    """Scale matrix of a block, with the spread that uncertain slopes give it at the sample's mean square."""
    slope_sd = np.array([row.slope_sd for row in rows])
    drift = seen * slope_sd
    return np.asarray(scale_matrix(rows) + np.einsum("mi,mj->ij", drift * mass[:, None], drift))


def _update(
    mean: Reals,
    covariance: Reals,
    first: int,
    values: Reals,
    errors: dict[str, Reals],
    precision: dict[str, float],
) -> tuple[Reals, Reals]:
    """Mean and covariance after the rows, which stand from place `first` on: Kalman's update."""
    total = covariance[first:, first:].copy()
    at = 0
    for block, scale in errors.items():
        part = slice(at, at + scale.shape[0])
        total[part, part] += scale / precision[block]
        at += scale.shape[0]
    factor = cholesky(total)
    gain = forward(factor, covariance[first:])  # (rows, all)
    miss = forward(factor, values - mean[first:])
    return (
        np.asarray(mean + np.einsum("rv,r->v", gain, miss)),
        np.asarray(covariance - np.einsum("rv,rw->vw", gain, gain)),
    )
