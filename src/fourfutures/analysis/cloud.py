"""Dots for a map: a few members, drawn by their weights, where they stand on both axes at the horizon."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation import Kept
from fourfutures.futures import Codes, Indices

MOST = 2_000  # dots that a map can still show apart
STEP = 0.01  # log units: finer than a dot is wide


def dots(kept: Kept, size: int) -> NDArray[np.int64]:
    """Places, among the kept members, of the dots of a cloud."""
    count = min(size, MOST)
    ends = np.cumsum(kept.weights)
    return np.asarray(
        np.searchsorted(ends, (np.arange(count) + 0.5) / count * ends[-1]).clip(0, ends.shape[0] - 1)
    )


def cloud(found: Indices, codes: Codes, kept: Kept, size: int) -> dict[str, Any]:
    """At most `size` dots of equal weight: both indices in steps of `step`, and the place of their future in the frame.

    `found` and `codes` are of the kept members. Drawn systematically from the weights alone, so the same members are
    drawn whatever levers do, unless one of them breaks down.
    """
    drawn = dots(kept, size)
    return {
        "step": STEP,
        "compute": np.rint(found.compute[drawn] / STEP).astype(int).tolist(),
        "adoption": np.rint(found.adoption[drawn] / STEP).astype(int).tolist(),
        "future": codes[drawn].astype(int).tolist(),
    }
