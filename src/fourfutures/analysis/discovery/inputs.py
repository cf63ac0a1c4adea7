"""Inputs of members as levels: each is sorted once, and peeling, pasting and trees then only count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.discovery.loops import loops

Reals = NDArray[np.float64]
Whole = NDArray[np.int64]
Places = NDArray[Any]  # levels, in the narrowest whole numbers that hold them
Kind = Literal["ordered", "category"]
Each = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]  # as `map`, or with many hands
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
    values: Reals  # the different values, rising
    place: NDArray[np.int32]  # (members,) number of each member's value among them

    @classmethod
    def of(cls, column: Column) -> Ranked:
        """Sort it. How equal values come to stand decides nothing: they have one number."""
        order = np.argsort(column.values)
        values = column.values[order]
        first = np.concatenate([[True], values[1:] != values[:-1]])
        place = np.empty(values.shape[0], np.int32)
        place[order] = np.cumsum(first, dtype=np.int32) - 1
        return cls(column.name, column.kind, values[first], place)

    def levels(self, weights: Reals, most: int) -> Whole:
        """Level of each different value: its own where there are few, else shares of equal weight."""
        count = self.values.shape[0]
        if count <= most or self.kind == "category":
            return np.arange(count, dtype=np.int64)
        mass = np.bincount(self.place, weights=weights, minlength=count)
        middle = (np.cumsum(mass) - 0.5 * mass) / mass.sum()
        share = np.minimum((middle * most + 1e-9).astype(np.int64), most - 1)
        return np.cumsum(
            np.concatenate([[0], share[1:] != share[:-1]]), dtype=np.int64
        )  # none without a value


class Inputs(NamedTuple):
    """Inputs in order of their names, cut into levels of about equal weight that no value straddles.

    Levels depend on the order of values alone, so a rising transformation of an input changes nothing but the figures
    at which they begin and end.
    """

    names: tuple[str, ...]
    ordered: NDArray[np.bool_]  # (inputs,) whether a level lies between others
    cells: Places  # (members, inputs) level of each member
    columns: Places  # (inputs, members) the same, turned
    levels: int  # room for each input
    lowest: Reals  # (inputs, levels) smallest value in a level; nan where the input has no such level
    highest: Reals

    @classmethod
    def of(cls, columns: Sequence[Column], weights: Reals, levels: int = LEVELS) -> Inputs:
        """Levels of members by their weights. A category keeps each of its values."""
        return cls.cut([Ranked.of(column) for column in columns], weights, levels)

    @classmethod
    def cut(cls, columns: Sequence[Ranked], weights: Reals, levels: int, each: Each = map) -> Inputs:
        """The same of columns that were sorted before; `each` runs many at a time."""
        columns = sorted(columns, key=lambda column: column.name)
        cuts = list(each(lambda column: column.levels(weights, levels), columns))
        room = max((int(cut[-1]) + 1 for cut in cuts), default=1)
        lowest = np.full((len(columns), room), np.nan)
        highest = np.full((len(columns), room), np.nan)
        turned = np.empty((len(columns), weights.shape[0]), _narrowest(room))
        for at, (column, cut) in enumerate(zip(columns, cuts, strict=True)):
            turned[at] = cut.astype(turned.dtype)[column.place]
            first = np.flatnonzero(np.concatenate([[True], cut[1:] != cut[:-1]]))
            last = np.concatenate([first[1:], [cut.shape[0]]]) - 1
            lowest[at, : first.shape[0]] = column.values[first]
            highest[at, : last.shape[0]] = column.values[last]
        ordered = np.array([column.kind == "ordered" for column in columns], dtype=bool)
        cells = np.ascontiguousarray(turned.T)
        return cls(tuple(c.name for c in columns), ordered, cells, turned, room, lowest, highest)

    @property
    def width(self) -> int:
        """How many inputs."""
        return len(self.names)

    @property
    def members(self) -> int:
        """How many members."""
        return int(self.columns.shape[1])

    def tables(self, members: Whole, weights: Reals, hit: NDArray[np.bool_]) -> Reals:
        """Weights of some members in each level of each input, (inputs, levels, 2): without and with the future."""
        found = np.zeros((self.width, self.levels, 2))
        loops().add(self.cells, members, weights, hit.view(np.uint8), 1.0, found)
        return found

    def only(self, chosen: Sequence[int]) -> Inputs:
        """Some of the inputs, by their places."""
        kept = np.asarray(sorted(chosen), dtype=np.int64)
        turned = self.columns[kept]
        return Inputs(
            tuple(self.names[at] for at in kept),
            self.ordered[kept],
            np.ascontiguousarray(turned.T),
            turned,
            self.levels,
            self.lowest[kept],
            self.highest[kept],
        )


def _narrowest(levels: int) -> type[np.unsignedinteger[Any]]:
    """Whole numbers that hold so many levels: members are read over and over, and half the bytes are half the reading."""
    return next(kind for kind in (np.uint8, np.uint16, np.uint32) if levels <= np.iinfo(kind).max)
