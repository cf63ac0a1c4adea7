"""Inputs of members as levels: each is sorted once, and peeling, pasting and trees then only count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Whole = NDArray[np.int64]
Kind = Literal["ordered", "category"]
LEVELS = 1000  # of an input at most; an input with no more different values keeps them all
COARSE = 100


class Column(NamedTuple):
    """One input of some members, shape (members,); whole numbers are ordered like any others."""

    name: str
    values: Reals
    kind: Kind = "ordered"


class Ranked(NamedTuple):
    """A column sorted once."""

    name: str
    kind: Kind
    order: Whole  # (members,) members in rising order of values
    values: Reals  # (members,) values in that order
    place: Whole  # (members,) number of each of them among the different values

    @classmethod
    def of(cls, column: Column) -> Ranked:
        """Sort it."""
        order = np.argsort(column.values, kind="stable")
        values = column.values[order]
        place = np.cumsum(np.concatenate([[0], values[1:] != values[:-1]]), dtype=np.int64)
        return cls(column.name, column.kind, order, values, place)

    def levels(self, weights: Reals, most: int) -> Whole:
        """Level of each member in rising order: one for each value where there are few, else shares of equal weight."""
        count = int(self.place[-1]) + 1
        if count <= most or self.kind == "category":
            return self.place
        mass = np.bincount(self.place, weights=weights[self.order], minlength=count)
        middle = (np.cumsum(mass) - 0.5 * mass) / mass.sum()
        share = np.minimum((middle * most + 1e-9).astype(np.int64), most - 1)
        dense = np.cumsum(
            np.concatenate([[0], share[1:] != share[:-1]]), dtype=np.int64
        )  # none without a value
        return np.asarray(dense[self.place])


class Inputs(NamedTuple):
    """Inputs in order of their names, cut into levels of about equal weight that no value straddles.

    Levels depend on the order of values alone, so a rising transformation of an input changes nothing but the figures
    at which they begin and end.
    """

    names: tuple[str, ...]
    ordered: NDArray[np.bool_]  # (inputs,) whether a level lies between others
    cells: Whole  # (members, inputs) level of each member, counted through over all inputs: input x levels + level
    levels: int  # room for each input
    lowest: Reals  # (inputs, levels) smallest value in a level; nan where the input has no such level
    highest: Reals

    @classmethod
    def of(cls, columns: Sequence[Column], weights: Reals, levels: int = LEVELS) -> Inputs:
        """Levels of members by their weights. A category keeps each of its values."""
        return cls.cut([Ranked.of(column) for column in columns], weights, levels)

    @classmethod
    def cut(cls, columns: Sequence[Ranked], weights: Reals, levels: int) -> Inputs:
        """The same of columns that were sorted before."""
        columns = sorted(columns, key=lambda column: column.name)
        cuts = [column.levels(weights, levels) for column in columns]
        room = max((int(codes[-1]) + 1 for codes in cuts), default=1)
        lowest = np.full((len(columns), room), np.nan)
        highest = np.full((len(columns), room), np.nan)
        cells = np.empty((weights.shape[0], len(columns)), np.int64)
        for at, (column, codes) in enumerate(zip(columns, cuts, strict=True)):
            cells[column.order, at] = at * room + codes
            first = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]]))
            last = np.concatenate([first[1:], [codes.shape[0]]]) - 1
            lowest[at, : first.shape[0]], highest[at, : last.shape[0]] = (
                column.values[first],
                column.values[last],
            )
        ordered = np.array([column.kind == "ordered" for column in columns], dtype=bool)
        return cls(tuple(c.name for c in columns), ordered, cells, room, lowest, highest)

    @property
    def width(self) -> int:
        """How many inputs."""
        return len(self.names)

    def codes(self, at: int) -> Whole:
        """Level of each member in one input, (members,)."""
        return np.asarray(self.cells[:, at] - at * self.levels)

    def table(self, members: Whole | slice, mass: Reals) -> Reals:
        """Mass of some members in each level of each input, (inputs, levels); `mass` has one entry for each of them."""
        cells = self.cells[members]
        spread = np.broadcast_to(mass[:, None], cells.shape)
        found = np.bincount(cells.ravel(), weights=spread.ravel(), minlength=self.width * self.levels)
        return np.asarray(found, dtype=np.float64).reshape(self.width, self.levels)

    def only(self, chosen: Sequence[int]) -> Inputs:
        """Some of the inputs, by their places."""
        kept = np.asarray(sorted(chosen), dtype=np.int64)
        cells = self.cells[:, kept] + (np.arange(kept.shape[0]) - kept)[None, :] * self.levels
        return Inputs(
            tuple(self.names[at] for at in kept),
            self.ordered[kept],
            np.ascontiguousarray(cells),
            self.levels,
            self.lowest[kept],
            self.highest[kept],
        )

    def among(self, members: NDArray[np.bool_] | Whole) -> Inputs:
        """The same levels for some of the members."""
        return self._replace(cells=np.ascontiguousarray(self.cells[members]))
