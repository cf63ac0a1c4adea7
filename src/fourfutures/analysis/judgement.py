"""How much of the spread of an outcome rests on judged numbers, on measured ones, and on luck."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]


def variance_split(
    outcome: Reals, weights: Reals, normals: Reals, judged: Sequence[bool]
) -> dict[str, float]:
    """Share of the variance of an outcome, by a weighted linear fit on the members' parameter normals.

    `normals` has shape (parameters, members). Shares of judged and measured parameters are those of the fit; the rest
    is shocks, partner-level draws and whatever is not linear. First order only: a full split needs more runs.
    """
    mass = weights / weights.sum()
    centred = outcome - (mass * outcome).sum()
    design = normals - (normals * mass).sum(axis=1, keepdims=True)
    root = np.sqrt(mass)
    slopes, *_ = np.linalg.lstsq((design * root).T, centred * root, rcond=None)
    total = float((mass * centred**2).sum())
    flags = np.asarray(judged, dtype=bool)
    by_kind = {}
    for name, chosen in (("judgement", flags), ("measured", ~flags)):
        part = slopes[chosen] @ design[chosen]
        by_kind[name] = float((mass * part**2).sum()) / total if total > 0 else 0.0
    by_kind["shocks_and_rest"] = max(0.0, 1.0 - by_kind["judgement"] - by_kind["measured"])
    return by_kind
