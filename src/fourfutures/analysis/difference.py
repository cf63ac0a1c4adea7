"""Paired differences of probabilities: the same members, two worlds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Labels = NDArray[np.int64]

NORMAL_95 = 1.959963984540054


def paired_change(weights: Reals, before: Labels, after: Labels, classes: int) -> list[dict[str, float]]:
    """Change in each class probability with a 95 % interval for sampling, members paired.

    The interval is normal with the variance of the weighted mean of the member's own change, sum w^2 (d - mean)^2:
    shared luck cancels inside each member, which is what makes the difference sharp.
    """
    changes = []
    for code in range(classes):
        own = (after == code).astype(np.float64) - (before == code)
        mean = float((weights * own).sum())
        error = float(np.sqrt((weights**2 * (own - mean) ** 2).sum()))
        changes.append({"p": mean, "low": mean - NORMAL_95 * error, "high": mean + NORMAL_95 * error})
    return changes


def between_weights(
    ids_before: NDArray[np.int64],
    weights_before: Reals,
    labels_before: Labels,
    ids_after: NDArray[np.int64],
    weights_after: Reals,
    labels_after: Labels,
    classes: int,
) -> list[dict[str, float]]:
    """The same where members carry other weights too, as under a lens: pairs by member number."""
    ids = np.union1d(ids_before, ids_after)
    at_before, at_after = np.searchsorted(ids, ids_before), np.searchsorted(ids, ids_after)
    changes = []
    for code in range(classes):
        own = np.zeros(ids.shape[0])
        hit_before, hit_after = labels_before == code, labels_after == code
        p_before = float(weights_before[hit_before].sum())
        p_after = float(weights_after[hit_after].sum())
        np.add.at(own, at_after, weights_after * (hit_after - p_after))
        np.add.at(own, at_before, -weights_before * (hit_before - p_before))
        error = float(np.sqrt((own**2).sum()))
        change = p_after - p_before
        changes.append({"p": change, "low": change - NORMAL_95 * error, "high": change + NORMAL_95 * error})
    return changes
