"""Parameters of many members and the standard normals behind them, by the compiled kernel, without running anybody."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.crew import Threads
from fourfutures.ensemble.draws import Ids, Reals
from fourfutures.ensemble.guide import moved
from fourfutures.ensemble.kernel import Engine, first_call, kernel
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.streams import stream_key
from fourfutures.ensemble.tile import tiles


def parameter_normals(binding: Binding, names: Sequence[str], ids: Ids) -> dict[str, Reals]:
    """Normals of uncertainties drawn once a member, (members,) each: what `Draws.normal` says, to twelve digits."""
    mates = {pair.b: (pair.a, pair.rho) for pair in binding.study.correlations}
    wanted = list(dict.fromkeys([*names, *(mates[name][0] for name in names if name in mates)]))
    keys = _keys(binding.seed, [f"parameter:{name}" for name in wanted])
    z = np.empty((len(wanted), ids.shape[0]))
    with first_call():
        kernel().normals(keys, ids.astype(np.uint32), z)
    if binding.guide is not None:
        for row, name in enumerate(wanted):
            z[row] += binding.guide.shift(name) * moved(ids)
    own = dict(zip(wanted, z, strict=True))
    found = {}
    for name in names:
        found[name] = own[name]
        if name in mates:
            other, rho = mates[name]
            found[name] = rho * own[other] + np.sqrt(1.0 - rho * rho) * own[name]
    return found


def own_normals(
    binding: Binding, parameters: Sequence[str], streams: Sequence[str], months: int, ids: Ids
) -> Reals:
    """Normals that a guide may move, where members have them, (parameters and streams, members).

    Correlated parameters have their own normals here, before they share them. Those of a stream are summed over the months
    1 .. months and divided by the root of their number.
    """
    guide, root = binding.guide, math.sqrt(max(months, 1))
    members = ids.astype(np.uint32)
    found = np.empty((len(parameters) + len(streams), ids.shape[0]))
    z, total = found[: len(parameters)], found[len(parameters) :]
    with first_call():
        kernel().normals(_keys(binding.seed, [f"parameter:{name}" for name in parameters]), members, z)
        kernel().sums(_keys(binding.seed, [f"shock:{name}" for name in streams]), members, months, total)
    total /= root
    if guide is not None:
        shifts = [guide.shift(name) for name in parameters] + [
            sum(guide.nudge(name, step) for step in range(1, months + 1)) / root for name in streams
        ]
        found += np.array(shifts)[:, None] * moved(ids)
    return found


def mixture_log_weights(binding: Binding, ids: Ids, crew: Threads) -> Reals:
    """Log of prior density over the density that members of a pool were drawn from, (members,); zeros without a guide."""
    guide = binding.guide
    if guide is None:
        return np.zeros(ids.shape[0])
    found = np.empty(ids.shape[0])

    def weigh(piece: Ids) -> None:
        at = slice(int(piece[0] - ids[0]), int(piece[-1] - ids[0]) + 1)
        found[at] = guide.log_weight(own_normals(binding, *guide.names, guide.months, piece))

    for _ in crew.each(weigh, tiles(ids)):
        pass
    return found


def parameter_values(binding: Binding, ids: Ids) -> dict[str, Reals]:
    """Every uncertainty that is drawn once a member, as drawn, (members,) each."""
    idle = LeverPath(binding.study, (), 1, binding.partners.codes)
    return Engine(binding, 0.0, (0.0,), (0,), idle).parameters(ids)


def _keys(seed: int, names: Sequence[str]) -> NDArray[np.uint32]:
    keys = [stream_key(seed, name, "") for name in names]
    return np.array(keys, dtype=np.uint32).reshape(-1, 2)
