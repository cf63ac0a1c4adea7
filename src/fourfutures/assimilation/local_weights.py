"""Weights for one economy at a time: the run's own, times what the rows about that economy say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation.likelihood import seen_by, student_columns
from fourfutures.assimilation.row import Row

Reals = NDArray[np.float64]


def local_weights(
    weights: Reals, rows: Sequence[Row], economies: Sequence[str], paths: Mapping[str, Reals]
) -> Reals:
    """Weights (economies, members), each row summing to 1; the given ones where there is no row about an economy.

    `paths` hold monthly values by observable, shape (members, economies, months + 1), from runs without levers: what
    was observed happened without them. Rows of an economy in order of the day they were known.
    """
    found = np.repeat((weights / weights.sum())[None, :], len(economies), axis=0)
    for at, economy in enumerate(economies):
        own = [row for row in rows if row.entity == economy]
        if own:
            seen = np.stack([seen_by(row, paths[row.observable][:, at]) for row in own], axis=1)
            logs = student_columns(own, seen).sum(axis=1)
            mass = weights * np.exp(logs - logs[weights > 0.0].max())
            found[at] = mass / mass.sum()
    return found
