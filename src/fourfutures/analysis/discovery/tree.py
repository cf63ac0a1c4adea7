"""A shallow tree of yes-or-no questions about inputs: weighted CART with the Gini index (Breiman and others 1984)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.discovery.box import Box
from fourfutures.analysis.discovery.inputs import Inputs
from fourfutures.analysis.discovery.trimming import Members

Reals = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
DEPTH = 3
LEAST = 0.02  # mass of a leaf


class Leaf(NamedTuple):
    """Members that gave the same answers."""

    box: Box
    members: Whole
    inputs: tuple[int, ...]  # asked about on the way


def grow(members: Members, depth: int = DEPTH, least: float = LEAST) -> list[Leaf]:
    """Leaves of the tree of one future, from left to right.

    A question splits an input at a level, or the values of a category in two; the one that lowers the Gini index most,
    ties to names in order. No leaf is lighter than `least`.
    """
    alive = np.flatnonzero(members.weights > 0.0)
    tables = members.tables(alive)
    return _grown(members, Leaf(Box.whole(members.inputs), alive, ()), tables, depth, least)


def _grown(members: Members, leaf: Leaf, tables: Reals, depth: int, least: float) -> list[Leaf]:
    split = _split(members.inputs, tables.sum(axis=2), tables[:, :, 1], least) if depth else None
    if split is None:
        return [leaf]
    at, left = split
    goes = left[members.inputs.columns[at][leaf.members]]
    asked = (*leaf.inputs, at)
    sides = [
        Leaf(_answered(leaf.box, at, left), leaf.members[goes], asked),
        Leaf(_answered(leaf.box, at, ~left), leaf.members[~goes], asked),
    ]
    if depth == 1:
        return sides
    # The tables of the larger side are what the smaller one leaves.
    small = int(sides[1].members.shape[0] < sides[0].members.shape[0])
    counted = members.tables(sides[small].members)
    own = [counted, tables - counted] if small == 0 else [tables - counted, counted]
    return [
        found
        for side, table in zip(sides, own, strict=True)
        for found in _grown(members, side, table, depth - 1, least)
    ]


def _answered(box: Box, at: int, answer: Flags) -> Box:
    inside = box.inside.copy()
    inside[at] &= answer
    return Box(inside)


def _split(inputs: Inputs, mass: Reals, hits: Reals, least: float) -> tuple[int, Flags] | None:
    """Input, and the levels that go left; None where no question helps."""
    order = np.broadcast_to(np.arange(inputs.levels), mass.shape)
    if not inputs.ordered.all():
        held = mass > 1e-12
        share = np.where(held, hits / np.where(held, mass, 1.0), np.inf)
        by_share = np.argsort(np.round(share, 12), axis=1, kind="stable")
        order = np.where(inputs.ordered[:, None], order, by_share)
        mass, hits = np.take_along_axis(mass, order, axis=1), np.take_along_axis(hits, order, axis=1)
    m, h = np.cumsum(mass, axis=1), np.cumsum(hits, axis=1)
    whole, struck = m[:, -1:], h[:, -1:]
    sound = (m >= least - 1e-12) & (whole - m >= least - 1e-12)
    # The Gini index falls by the squares of the hits over the masses of both sides.
    gain = np.where(
        sound,
        h**2 / np.where(sound, m, 1.0)
        + (struck - h) ** 2 / np.where(sound, whole - m, 1.0)
        - struck**2 / whole,
        -np.inf,
    )
    gain = np.round(gain, 13)
    at, level = (int(k) for k in np.unravel_index(int(np.argmax(gain)), gain.shape))
    if not gain[at, level] > 0.0:
        return None
    left = np.zeros(inputs.levels, dtype=bool)
    left[order[at, : level + 1]] = True
    return at, left
