"""Fans of countries from histograms: shares lie in (0, 1), so cells of a thousandth say enough and memory stays flat."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.draws import Reals

CELLS = 1000
WEIGHT_UNIT = 2.0**-40  # weights and sums are counted in whole units, so that order never changes a total
VALUE_UNIT = 2.0**-20


class CountryFan:
    """Weighted histograms and sums by variable, month and partner."""

    def __init__(self, variables: Sequence[str], partners: int, months: int) -> None:
        self.variables = tuple(variables)
        self._partners = partners
        self._months = months
        self._counts = np.zeros((len(self.variables), months, partners, CELLS), dtype=np.int64)
        self._sums = np.zeros((len(self.variables), months, partners), dtype=np.int64)

    def part(self, weights: Reals) -> _Part:
        """An empty part for the members of one tile; `weights` (members,) or (partners, members)."""
        return _Part(np.rint(weights / WEIGHT_UNIT).astype(np.int64), self._partners)

    def merge(self, part: _Part) -> None:
        """Add a tile's part; whole numbers, so the order of tiles does not matter."""
        for (variable, month), (cells, totals) in part.months.items():
            flat = self._counts[variable, month].reshape(-1)
            flat += cells
            self._sums[variable, month] += totals

    def mean(self) -> Reals:
        """Weighted means, shape (variables, months, partners)."""
        total = self._counts.sum(axis=3)
        return np.asarray(self._sums * VALUE_UNIT / total)

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
        return np.stack(found)


class _Part:
    """Histograms of one tile."""

    def __init__(self, weights: NDArray[np.int64], partners: int) -> None:
        self._weights = weights
        self._partners = partners
        self.months: dict[tuple[int, int], tuple[NDArray[np.int64], NDArray[np.int64]]] = {}

    def add(self, month: int, values: Sequence[Reals]) -> None:
        """Add one month; each array has shape (partners, members). What is not finite, of a failed member, is left out."""
        base = (np.arange(self._partners) * CELLS)[:, None]
        for variable, given in enumerate(values):
            finite = np.isfinite(given)
            array, weights = np.where(finite, given, 0.0), np.where(finite, self._weights, 0)
            cell = np.clip((array * CELLS).astype(np.int64), 0, CELLS - 1) + base
            # bincount adds in float64, which is exact here: a tile's whole units stay far below 2**53
            counts = np.bincount(cell.ravel(), weights=weights.ravel(), minlength=self._partners * CELLS)
            totals = (weights * np.rint(array / VALUE_UNIT).astype(np.int64)).sum(axis=1)
            self.months[variable, month] = (counts.astype(np.int64), totals)
