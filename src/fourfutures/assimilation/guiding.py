"""When a pool needs a guide, where it points, and which rows stand in its way."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation.errors import AssimilationError
from fourfutures.assimilation.psis import Weights, psis
from fourfutures.assimilation.row import Row
from fourfutures.ensemble import Binding, Guide, own_normals
from fourfutures.errors import Both, listed

Reals = NDArray[np.float64]
Ids = NDArray[np.int64]
Singles = NDArray[np.float32]
LEAST_SHARE = 0.25  # effective members for each one kept, below which a guide is tried
WORST_SHAPE = 0.7  # of the weights' tail, above which it is
MOST = 12  # normals that a guide moves
LEAST_MEAN = 0.25  # of a normal, for a guide to move it
HEAVY = 20_000  # members, the heaviest, that means are taken over
LEAST_EFFECTIVE = 500  # members, below which a guided run is refused
NAMED = 3  # conflicting blocks that a refusal names
PARAMETER, SHOCK = "parameter", "shock"
SHOCKS = tuple(
    f"{name}_{bloc}" for bloc in ("us", "cn") for name in ("investment", "discrepancy", "frontier", "home")
)


def weak(weights: Weights, members: int) -> bool:
    """Whether too few members are effective for those kept, or the weights have too long a tail."""
    shape = weights.pareto_k
    return weights.ess < LEAST_SHARE * members or (shape is not None and shape > WORST_SHAPE)


def least_effective(members: int) -> float:
    """Effective members below which a run is refused: 500, or a quarter of the members kept where those are few."""
    return min(LEAST_EFFECTIVE, LEAST_SHARE * members)


def steer(
    binding: Binding, ids: Ids, mass: Reals, parameters: Sequence[str], months: int, number: int
) -> Guide | None:
    """The guide of round `number` from a weighted pool: its largest weighted means; None where none is large.

    `parameters` are the names whose own normals may be moved; streams are summed over `months` months.
    """
    heaviest = np.sort(np.argsort(-mass, kind="stable")[:HEAVY])
    heaviest = heaviest[mass[heaviest] > 0.0]
    weights = mass[heaviest] / mass[heaviest].sum()
    normals = own_normals(binding, parameters, SHOCKS, months, ids[heaviest])
    means = (normals * weights).sum(axis=1)
    names = [(PARAMETER, name) for name in parameters] + [(SHOCK, name) for name in SHOCKS]
    order = sorted(range(len(names)), key=lambda at: (-abs(means[at]), names[at]))
    chosen = [at for at in order[:MOST] if abs(means[at]) > LEAST_MEAN]
    if not chosen:
        return None
    shifts = {kind: tuple((names[at][1], round(float(means[at]), 4)) for at in chosen if names[at][0] == kind)
              for kind in (PARAMETER, SHOCK)}  # fmt: skip
    return Guide(shifts[PARAMETER], shifts[SHOCK], months, number)


def refuse(rows: Sequence[Row], columns: Singles | Reals, start: Reals, found: Weights, members: int) -> None:
    """Raise AssimilationError with the blocks without which most members would be effective, where too few are.

    `columns` (rows, members) are log likelihoods, `start` (members,) log weights before any row.
    """
    if found.ess >= least_effective(members):
        return
    total = start + columns.sum(axis=0, dtype=np.float64)
    without: dict[str, float] = {}
    for block in dict.fromkeys(row.block for row in rows):
        inside = [number for number, row in enumerate(rows) if row.block == block]
        without[block] = psis(total - columns[inside].sum(axis=0, dtype=np.float64)).ess
    worst = sorted(without, key=lambda block: (-without[block], block))[:NAMED]
    said = [f"{block} ({without[block]:,.0f})" for block in worst]
    raise AssimilationError(
        where=Both("weights of the pool", "成员池的权重"),
        what=Both(
            f"only {found.ess:,.0f} members are effective with all rows in force; "
            f"these conflict most with the rest (effective members without each): {listed(said)}",
            f"全部观测生效时只有{found.ess:,.0f}个有效成员；与其余观测冲突最大的是（括号内为去掉后的有效成员数）：{listed(said).zh}",
        ),
        remedy=Both(
            "look at those rows and their errors in indicators.toml, ask for more members, or run with --prior",
            "请检查这些观测及其在 indicators.toml 中的误差，增加成员数，或用 --prior 运行",
        ),
    )
