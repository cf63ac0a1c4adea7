"""Another frame read off the leaders of the two axes."""

from __future__ import annotations

import numpy as np

from fourfutures.futures.classes import LEADERS, Codes
from fourfutures.study import CELLS, OtherFrame


def recode(compute: Codes, adoption: Codes, frame: OtherFrame) -> Codes:
    """Number of each member's outcome in `frame.ids`, from who leads each axis."""
    owners = np.array([frame.owner(cell) for cell in CELLS], dtype=np.int8)
    return np.asarray(owners[compute.astype(np.int64) * len(LEADERS) + adoption])
