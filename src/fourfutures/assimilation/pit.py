"""Where outcomes fall among the members of a forecast: evenly, if the forecast means what it says."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]


def pit(members: Reals, observed: Reals) -> Reals:
    """Probability integral transform, in (0, 1): (..., members) and (...) give (...).

    The share of members below the outcome, half of those equal to it counted, over members + 1. Uniform where the
    outcome is one more draw of what the members were drawn from.
    """
    count = members.shape[-1]
    below = (members < observed[..., None]).sum(axis=-1)
    level = (members == observed[..., None]).sum(axis=-1)
    return np.asarray((below + 0.5 * level + 0.5) / (count + 1.0))
