"""First-order shares of variance read off weighted members that are there already: no new run.

Members are parted by an input into classes of equal weight; the spread of the class means is the input's share of the
variance, less what chance alone would spread them (Plischke, Borgonovo and Smith 2013 on partitions; the correction is
that of an analysis of variance with the effective number of members in each class).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.apportioning.saltelli import bootstrap, half_width
from fourfutures.ensemble import Stream

Reals = NDArray[np.float64]
Ids = NDArray[np.int64]
MOST_CLASSES, LEAST_CLASSES = 20, 2
PER_CLASS = 25.0  # effective members
GROUPS = 64  # of members, resampled whole
REPLICAS = 200


class Shares(NamedTuple):
    """First-order shares, half-widths of their 95 % intervals, and rank correlations, (inputs, outcomes) each."""

    share: Reals
    error: Reals
    correlation: Reals


def merged(ids: Ids, weights: Reals) -> tuple[Ids, Reals]:
    """Places of the members, each once and in order of number, and their weights: a member twice weighs double."""
    _, places, owner = np.unique(ids, return_index=True, return_inverse=True)
    return places.astype(np.int64), np.bincount(owner, weights=weights).astype(np.float64)


def first_order(inputs: Reals, outcomes: Reals, weights: Reals, ids: Ids, seed: int) -> Shares:
    """Shares of inputs (inputs, members) in outcomes (members, outcomes).

    A share may come out below zero where there is none. Groups of members are told by their numbers, so the order of
    members or of inputs changes nothing.
    """
    places, mass = merged(ids, weights)
    inputs, outcomes, ids = inputs[:, places], outcomes[places], ids[places]
    sound = np.isfinite(outcomes).all(axis=1) & (mass > 0.0)
    inputs, outcomes, ids, mass = inputs[:, sound], outcomes[sound], ids[sound], mass[sound]
    mass = mass / mass.sum()
    outcomes = outcomes - (mass[:, None] * outcomes).sum(axis=0)
    group = (Stream(seed, [("sensitivity:group", "")]).uniform(ids)[0] * GROUPS).astype(np.int64)
    draws = bootstrap(GROUPS, REPLICAS, seed, "sensitivity:groups") * GROUPS
    classes = int(np.clip(1.0 / (mass**2).sum() / PER_CLASS, LEAST_CLASSES, MOST_CLASSES))
    columns = np.concatenate(
        [np.stack([mass, mass**2]), (mass[:, None] * outcomes).T, (mass[:, None] * outcomes**2).T]
    )
    found = [_shares(row, columns, group, draws, classes) for row in inputs]
    share = np.array([point for point, _, _ in found])
    error = np.array([spread for _, spread, _ in found])
    ranks = np.array([rank for _, _, rank in found])
    return Shares(share, error, _correlations(ranks, outcomes, mass))


def _shares(
    values: Reals, columns: Reals, group: Ids, draws: Reals, classes: int
) -> tuple[Reals, Reals, Reals]:
    """Shares of one input, their half-widths, and the members' ranks in (0, 1)."""
    part, rank = _parted(values, columns[0], classes)
    count = int(part.max()) + 1
    cell = group * count + part
    sums = np.stack([np.bincount(cell, weights=c, minlength=GROUPS * count) for c in columns])
    sums = sums.reshape(-1, GROUPS, count)
    point = _corrected(sums.sum(axis=1)[:, None])[0]
    replicas = _corrected(np.einsum("rg,cgk->crk", draws, sums))
    return point, half_width(replicas), rank


def _parted(values: Reals, mass: Reals, classes: int) -> tuple[Ids, Reals]:
    """Class of each member, and its rank: the middle of the weight of all members with its value. Equal values stay together."""
    distinct, owner = np.unique(values, return_inverse=True)
    own = np.bincount(owner, weights=mass)
    middle = np.cumsum(own) - 0.5 * own
    if distinct.shape[0] <= classes:
        return owner.astype(np.int64), middle[owner]
    part = np.minimum((middle * classes).astype(np.int64), classes - 1)
    _, part = np.unique(part, return_inverse=True)  # a class that nobody is in is none
    return part[owner].astype(np.int64), middle[owner]


def _corrected(sums: Reals) -> Reals:
    """Shares (replicas, outcomes) from sums (2 + 2 outcomes, replicas, classes) of weights, squares and outcomes."""
    weight, square = sums[0], sums[1]
    first, second = np.split(sums[2:], 2)
    whole = weight.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = weight / whole[:, None]
        mean = np.where(weight > 0.0, first / weight, 0.0)
        within = np.where(weight > 0.0, second / weight - mean**2, 0.0)
        effective = np.where(square > 0.0, weight**2 / square, 0.0)
        centre = first.sum(axis=-1) / whole
        variance = second.sum(axis=-1) / whole - centre**2
        between = (p * (mean - centre[..., None]) ** 2).sum(axis=-1)
        chance = np.where(effective > 1.0, within / (effective - 1.0), 0.0)
        every = whole**2 / square.sum(axis=-1)
        share = (between - (p * (1.0 - p) * chance).sum(axis=-1)) / (variance * every / (every - 1.0))
    return np.asarray(share.T)


def _correlations(ranks: Reals, outcomes: Reals, mass: Reals) -> Reals:
    """Weighted correlation of the ranks of inputs with outcomes, (inputs, outcomes): which way it goes."""
    centred = ranks - (mass * ranks).sum(axis=1, keepdims=True)
    spread = np.sqrt((mass * centred**2).sum(axis=1))
    outer = np.sqrt((mass[:, None] * outcomes**2).sum(axis=0))
    product = np.einsum("im,mo->io", mass * centred, outcomes)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(product / spread[:, None] / outer)
