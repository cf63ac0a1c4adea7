"""Changes of technology alignment that last."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int8]


def settled(codes: Codes, least: int) -> Codes:
    """The side held at the end of each month, shape (months, ...), when only changes that last `least` months count.

    A lasting change counts from its first month; a shorter one is as if it had not been, and so is one that began fewer
    than `least` months before the end, since nobody knows whether it lasts. The first month's side is held to begin with.
    """
    found = codes.copy()
    months = codes.shape[0]
    for month in range(1, months):
        held = found[month - 1]
        until = month + least
        lasts = np.zeros(held.shape, dtype=bool)
        if until <= months:
            lasts = (codes[month:until] == codes[month]).all(axis=0)
        found[month] = np.where(lasts | (codes[month] == held), codes[month], held)
    return found
