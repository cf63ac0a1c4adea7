"""Parameters of many members and the standard normals behind them, by the compiled kernel, without running anybody."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.draws import Ids, Reals
from fourfutures.ensemble.kernel import Engine, first_call, kernel
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.streams import stream_key


def parameter_normals(binding: Binding, names: Sequence[str], ids: Ids) -> dict[str, Reals]:
    """Normals of uncertainties drawn once a member, (members,) each: what `Draws.normal` says, to twelve digits."""
    mates = {pair.b: (pair.a, pair.rho) for pair in binding.study.correlations}
    wanted = list(dict.fromkeys([*names, *(mates[name][0] for name in names if name in mates)]))
    keys = np.array(
        [stream_key(binding.seed, f"parameter:{name}", "") for name in wanted], dtype=np.uint32
    ).reshape(-1, 2)
    z = np.empty((len(wanted), ids.shape[0]))
    with first_call():
        kernel().normals(keys, ids.astype(np.uint32), z)
    own = dict(zip(wanted, z, strict=True))
    found = {}
    for name in names:
        found[name] = own[name]
        if name in mates:
            other, rho = mates[name]
            found[name] = rho * own[other] + np.sqrt(1.0 - rho * rho) * own[name]
    return found


def parameter_values(binding: Binding, ids: Ids) -> dict[str, Reals]:
    """Every uncertainty that is drawn once a member, as drawn, (members,) each."""
    idle = LeverPath(binding.study, (), 1, binding.partners.codes)
    return Engine(binding, 0.0, (0.0,), (0,), idle).parameters(ids)
