"""Cholesky factors by elementwise arithmetic: a linear-algebra library splits its sums by the machine's threads and
kernels, so its last digits, and with them a run's bytes, would depend on where it runs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]


def cholesky(matrix: Reals) -> Reals:
    """Lower factor L of symmetric positive definite matrices L L', shape (n, n) or (n, n, members).

    Method: column by column (outer products). The caller vouches for positive definiteness.
    """
    rest = np.array(matrix, dtype=np.float64)
    factor = np.zeros_like(rest)
    for at in range(rest.shape[0]):
        factor[at:, at] = rest[at:, at] / np.sqrt(rest[at, at])
        below = factor[at + 1 :, at]
        rest[at + 1 :, at + 1 :] -= below[:, None] * below[None, :]
    return factor


def forward(factor: Reals, right: Reals) -> Reals:
    """Solution y of L y = right; `right` has shape (n,) or (n, members), the factor (n, n) or (n, n, members)."""
    rest = np.array(right, dtype=np.float64)
    found = np.zeros_like(rest)
    for at in range(rest.shape[0]):
        found[at] = rest[at] / factor[at, at]
        below = factor[at + 1 :, at]
        if below.ndim < rest.ndim:
            below = below[..., None]
        rest[at + 1 :] -= below * found[at]
    return found


def backward(factor: Reals, right: Reals) -> Reals:
    """Solution x of L' x = right, both of shape (n,); with `forward` it solves L L' x = right."""
    rest = np.array(right, dtype=np.float64)
    found = np.zeros_like(rest)
    for at in reversed(range(rest.shape[0])):
        found[at] = rest[at] / factor[at, at]
        rest[:at] -= factor[at, :at] * found[at]
    return found
