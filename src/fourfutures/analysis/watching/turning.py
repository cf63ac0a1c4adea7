"""Turning points: the figures at which another future becomes the most likely one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
TOGETHER = 5  # neighbouring cells looked at as one: a single cell rests on too few members


def turns(joint: Reals, edges: Reals) -> list[tuple[float, int, int]]:
    """Edge, most likely future below it and above it, wherever they differ, in rising order."""
    starts = list(range(0, joint.shape[0], TOGETHER))
    groups = np.stack([joint[start : start + TOGETHER].sum(axis=0) for start in starts])
    first = groups.argmax(axis=1)
    return [
        (float(edges[starts[at] - 1]), int(first[at - 1]), int(first[at]))
        for at in range(1, len(starts))
        if first[at] != first[at - 1]
    ]
