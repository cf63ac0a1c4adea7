"""Fronts: which of some points no other one beats, how far apart they lie, and how much they cover. Less is better."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Places = NDArray[np.int64]


def beats(points: Reals) -> NDArray[np.bool_]:
    """(points, points) whether the one of the row is nowhere worse than that of the column, and somewhere better."""
    one, other = points[:, None, :], points[None, :, :]
    return np.asarray((one <= other).all(axis=2) & (one < other).any(axis=2))


def ranks(points: Reals) -> Places:
    """Front of each point: 0 where nothing beats it, 1 where only points of front 0 do, and so on."""
    beaten = beats(points)
    found = np.full(points.shape[0], -1, np.int64)
    front = 0
    while (found < 0).any():
        open_to = found < 0
        first = open_to & ~beaten[open_to].any(axis=0)
        found[first] = front
        front += 1
    return found


def crowding(points: Reals) -> Reals:
    """How much room each point of one front has: the sum of its neighbours' distances; without bound at the ends."""
    count, objectives = points.shape
    room = np.zeros(count)
    for objective in range(objectives):
        order = np.argsort(points[:, objective], kind="stable")
        values = points[order, objective]
        span = values[-1] - values[0]
        room[order[[0, -1]]] = np.inf
        if span > 0.0 and count > 2:
            room[order[1:-1]] += (values[2:] - values[:-2]) / span
    return room


def hypervolume(points: Reals, reference: Reals) -> float:
    """Volume between some points and a reference that is worse than they are, counted once where they overlap.

    What each point covers alone is taken off the points behind it (While, Bradstreet and Barone 2012). Points that are
    not better than the reference everywhere cover nothing.
    """
    inside = np.unique(points[(points < reference).all(axis=1)], axis=0)
    return _covered(inside[ranks(inside) == 0] if inside.size else inside, reference)


def _covered(points: Reals, reference: Reals) -> float:
    """Volume covered by points none of which beats another."""
    if points.shape[0] == 0:
        return 0.0
    if points.shape[0] == 1:
        return float(np.prod(reference - points[0]))
    if points.shape[1] == 2:
        ordered = points[np.argsort(points[:, 0], kind="stable")]
        tops = np.concatenate([reference[1:], ordered[:-1, 1]])
        return float(((reference[0] - ordered[:, 0]) * (tops - ordered[:, 1])).sum())
    total = 0.0
    for at, point in enumerate(points):
        behind = np.unique(np.maximum(points[at + 1 :], point), axis=0)
        shared = behind[ranks(behind) == 0] if behind.size else behind
        total += float(np.prod(reference - point)) - _covered(shared, reference)
    return total
