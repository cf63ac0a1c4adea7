"""How much of the spread of an outcome rests on judged numbers, on measured ones, and on luck."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation import backward, cholesky, forward

Reals = NDArray[np.float64]
RIDGE = 1e-9  # of the unit variance of a normal: keeps the fit defined where two parameters nearly coincide
LEAST_PER_PARAMETER = 5.0  # effective members; with fewer the fit would mostly describe its own noise


def variance_split(
    outcome: Reals, weights: Reals, normals: Reals, judged: Sequence[bool]
) -> dict[str, float]:
    """Share of the variance of an outcome, by a weighted linear fit on the members' parameter normals.

    `normals` has shape (parameters, members). Shares of judged and measured parameters are those of the fit less what a
    fit of that many parameters would explain by chance (the adjustment of R^2, with the effective number of members);
    the rest is shocks, partner-level draws and whatever is not linear. First order only: a full split needs more runs.
    Empty where the effective members are too few for the parameters: unknown is not zero.
    """
    carried = weights > 0.0  # a member that failed has no weight, and its outcome means nothing
    outcome, weights, normals = outcome[carried], weights[carried], normals[:, carried]
    mass = weights / weights.sum()
    members, parameters = 1.0 / float((mass**2).sum()), normals.shape[0]
    centred = outcome - (mass * outcome).sum()
    total = float((mass * centred**2).sum())
    if members < LEAST_PER_PARAMETER * parameters or total <= 0.0:
        return {}
    design = normals - (normals * mass).sum(axis=1, keepdims=True)
    weighted = design * mass
    # einsum adds in one order, whatever the machine's threads
    factor = cholesky(np.einsum("pm,qm->pq", weighted, design) + RIDGE * np.eye(parameters))
    slopes = backward(factor, forward(factor, np.einsum("pm,m->p", weighted, centred)))
    unexplained = centred - (slopes[:, None] * design).sum(axis=0)
    chance = (
        float((mass * unexplained**2).sum()) / total / (members - parameters)
    )  # a parameter without effect
    flags = np.asarray(judged, dtype=bool)
    by_kind = {}
    for name, chosen in (("judgement", flags), ("measured", ~flags)):
        part = (slopes[chosen, None] * design[chosen]).sum(axis=0)
        by_kind[name] = max(0.0, float((mass * part**2).sum()) / total - chance * int(chosen.sum()))
    by_kind["shocks_and_rest"] = max(0.0, 1.0 - by_kind["judgement"] - by_kind["measured"])
    return by_kind
