"""A choice that holds up: what each option is worth in every future, and how much the best there is missed by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.negotiating.ground import Ground
from fourfutures.analysis.negotiating.options import Option

Reals = NDArray[np.float64]
LEAST = 5.0  # effective members in a future, below which it is not spoken of


def regrets(ground: Ground, options: Sequence[Option]) -> dict[str, Any]:
    """Mean worth at the horizon by option and future, regret, the option with the least greatest regret, and stability.

    The state of the world is the future that a member ends in: that is what nobody can choose. `first` is the weight of
    members in which an option is worth most.
    """
    ids = ground.world.study.frame.ids
    worth = np.stack([option.utility["horizon"] for option in options])  # (options, members)
    futures, means = [], []
    for code, name in enumerate(ids):
        mass = np.where(ground.label == code, ground.weights, 0.0)
        if mass.sum() > 0.0 and mass.sum() ** 2 / (mass**2).sum() >= LEAST:
            futures.append(name)
            means.append((worth * mass).sum(axis=1) / mass.sum())
    table = np.array(means).T if means else np.zeros((len(options), 0))
    regret = table.max(axis=0, initial=-np.inf) - table if means else table
    worst = regret.max(axis=1) if means else np.zeros(len(options))
    best = worth.argmax(axis=0)
    return {
        "futures": futures,
        "rows": [
            {
                "option": option.id,
                "utility": dict(zip(futures, map(float, table[at]), strict=True)),
                "regret": dict(zip(futures, map(float, regret[at]), strict=True)),
                "greatest_regret": float(worst[at]) if means else None,
                "first": float(ground.weights[best == at].sum()),
            }
            for at, option in enumerate(options)
        ],
        "least_regret": options[int(worst.argmin())].id if means else None,
    }
