"""Fans of countries from histograms: shares lie in (0, 1), so cells of a thousandth say enough and memory stays flat."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.draws import Reals
from fourfutures.ensemble.kernel import kernel

CELLS = 1000
WEIGHT_UNIT = 2.0**-40  # weights and sums are counted in whole units, so that order never changes a total
VALUE_UNIT = 2.0**-20


class CountryFan:
    """Weighted histograms and sums by month, variable and partner. Any thread may add to it, in any order."""

    def __init__(self, variables: Sequence[str], partners: int, months: int) -> None:
        self.variables = tuple(variables)
        shape = (months, len(self.variables), partners)
        self._counts = np.zeros((*shape, CELLS), dtype=np.int64)
        self._sums = np.zeros(shape, dtype=np.int64)
        self._guard = threading.Lock()

    def add(self, values: NDArray[np.float32], weights: Reals) -> None:
        """Add some members: `values` (months, variables, partners, members), `weights` (members,) or (partners, members).

        What is not finite, of a failed member, is left out.
        """
        units = np.rint(weights / WEIGHT_UNIT).astype(np.int64)
        shape = (values.shape[2], values.shape[3])
        with self._guard:  # also: one thread compiles, the others wait
            kernel().count(
                values, np.ascontiguousarray(np.broadcast_to(units, shape)), self._counts, self._sums
            )

    def mean(self) -> Reals:
        """Weighted means, shape (variables, months, partners)."""
        total = self._counts.sum(axis=3)
        return np.asarray(self._sums * VALUE_UNIT / total).transpose(1, 0, 2)

    def quantiles(self, levels: Sequence[float]) -> Reals:
        """Weighted quantiles within half a cell, shape (levels, variables, months, partners)."""
        below = np.cumsum(self._counts, axis=3)
        total = below[..., -1:]
        found = []
        for level in levels:
            target = level * total[..., 0]
            cell = (below < target[..., None]).sum(axis=3).clip(0, CELLS - 1)
            before = np.take_along_axis(below, np.maximum(cell - 1, 0)[..., None], axis=3)[..., 0]
            before = np.where(cell == 0, 0, before)
            inside = np.take_along_axis(self._counts, cell[..., None], axis=3)[..., 0]
            found.append(
                (cell + np.where(inside > 0, (target - before) / np.maximum(inside, 1), 0.5)) / CELLS
            )
        return np.stack(found).transpose(0, 2, 1, 3)
