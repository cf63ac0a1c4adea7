"""The rig as SALib and the EMA Workbench ask for it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.exchange.rig import Rig
from fourfutures.errors import Both

Reals = NDArray[np.float64]
TAIL = 0.01  # of a prior on either side that its range leaves out
MOST_LUCK = 1_000_000
GROUPS = {True: "judgement", False: "measured"}


def salib_problem(rig: Rig) -> dict[str, Any]:
    """A SALib problem: uncertainties as quantiles of their priors, 0 to 1, and levers over their ranges, in groups.

    Quantiles, because SALib has no distribution for some priors, and none for correlated pairs.
    """
    study = rig.study
    return {
        "num_vars": len(rig.uncertain) + len(rig.levers),
        "names": [*rig.uncertain, *rig.levers],
        "bounds": [
            *([0.0, 1.0] for _ in rig.uncertain),
            *(list(study.levers[name].range) for name in rig.levers),
        ],
        "dists": ["unif"] * (len(rig.uncertain) + len(rig.levers)),
        "groups": [
            *(GROUPS[study.uncertainties[name].judgement] for name in rig.uncertain),
            *("levers" for _ in rig.levers),
        ],
        "outputs": list(rig.outcomes),
    }


def ema_model(rig: Rig) -> Any:
    """A Model of the EMA Workbench: X uncertainties and `luck`, L levers, R the rig, M outcomes.

    The Workbench knows ranges and no priors: an uncertainty spans the middle 98 % of its own. Raises AnalysisError where
    the Workbench is not installed.
    """
    try:
        from ema_workbench import BooleanParameter, IntegerParameter, Model, RealParameter, ScalarOutcome
    except ImportError as error:
        raise AnalysisError(
            where="to_ema",
            what=Both("the EMA Workbench is not installed", "未安装 EMA Workbench"),
            remedy=Both(
                "install it with: pip install ema_workbench",
                "请运行 pip install ema_workbench 安装",
            ),
        ) from error
    low, high = (rig.values(np.full((1, len(rig.uncertain)), share))[0] for share in (TAIL, 1.0 - TAIL))

    def fourfutures(luck: int = 0, **inputs: float) -> dict[str, float]:
        values = np.array([[float(inputs[name]) for name in rig.uncertain]])
        pulls = np.array([[float(inputs[name]) for name in rig.levers]])
        found = rig.run(values, pulls, np.array([luck], dtype=np.int64))[0]
        return dict(zip(rig.outcomes, found.tolist(), strict=True))

    model = Model("fourfutures", function=fourfutures)
    uncertainties = []
    for at, name in enumerate(rig.uncertain):
        if rig.study.uncertainties[name].prior.family == "bernoulli":
            uncertainties.append(BooleanParameter(name))
        else:
            uncertainties.append(RealParameter(name, float(low[at]), float(high[at])))
    model.uncertainties = [*uncertainties, IntegerParameter("luck", 0, MOST_LUCK)]
    model.levers = [RealParameter(name, *rig.study.levers[name].range) for name in rig.levers]
    model.outcomes = [ScalarOutcome(name) for name in rig.outcomes]
    return model
