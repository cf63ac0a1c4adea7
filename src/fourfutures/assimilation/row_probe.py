"""Rows read off members of a pool when they are asked for: what each row sees, or its log likelihood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation.likelihood import RowScore, seen_by
from fourfutures.assimilation.row import Row

Reals = NDArray[np.float64]
PREFIX = "observable."


class SeenProbe:
    """What rows see of members, on the scale of the observable; columns follow the rows."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(rows)
        self.count = len(self.rows)
        self.quantities = frozenset(PREFIX + row.observable for row in self.rows)
        self.months = max((month for row in self.rows for month in row.months), default=0)

    def __call__(self, monthly: Mapping[str, Reals]) -> Reals:
        """(members, rows) from monthly quantities of shape (members, months + 1)."""
        return np.stack([seen_by(row, monthly[PREFIX + row.observable]) for row in self.rows], axis=1)


class RowProbe(SeenProbe):
    """Log likelihoods of rows; columns follow the rows, each given the earlier ones of its block."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__(rows)
        self._score = RowScore(self.rows)

    def __call__(self, monthly: Mapping[str, Reals]) -> Reals:
        """(members, rows) from monthly quantities of shape (members, months + 1)."""
        return self._score({row.observable: monthly[PREFIX + row.observable] for row in self.rows})
