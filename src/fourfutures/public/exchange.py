"""A study as other toolkits ask for it: SALib and the EMA Workbench."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis import Pools, Rig, ema_model, kept_pools, salib_problem
from fourfutures.ensemble import Hands
from fourfutures.public.asking import request
from fourfutures.study import LEAST_MEMBERS, Study

Reals = NDArray[np.float64]


class SalibProblem(dict[str, Any]):
    """A SALib problem that can also run SALib's samples."""

    def __init__(self, rig: Rig) -> None:
        super().__init__(salib_problem(rig))
        self._rig = rig

    def run(self, sample: Reals, luck: Sequence[int] | None = None) -> Reals:
        """(rows, outputs) of a sample (rows, inputs); every row has the luck of member 0 unless others are given.

        With luck left alone, what varies is due to the inputs; with `luck=range(rows)` each row has its own.
        """
        rows = np.asarray(sample, dtype=np.float64)
        ids = np.zeros(rows.shape[0], np.int64) if luck is None else np.array(luck, dtype=np.int64)
        inputs = len(self._rig.uncertain)
        inside = np.clip(rows[:, :inputs], 2.0**-24, 1.0 - 2.0**-24)  # samples may touch 0 and 1
        return self._rig.run(self._rig.values(inside), rows[:, inputs:], ids)


def to_salib(
    study: Study | str | Path = "ai-2027",
    *,
    seed: int | None = None,
    as_of: date | str | None = None,
    lens: str = "neutral",
    dials: str = "source",
    pools: Pools | None = None,
) -> SalibProblem:
    """A SALib problem of a study: uncertainties as quantiles of their priors and levers over their ranges; no data.

    Give it to a sampler of SALib, run the sample with its `run`, and give the columns, named in `outputs`, to an analyser.
    SALib itself is not needed here. Levers begin in the first month of the run.
    """
    return SalibProblem(_rig(study, seed, as_of, lens, dials, pools))


def to_ema(
    study: Study | str | Path = "ai-2027",
    *,
    seed: int | None = None,
    as_of: date | str | None = None,
    lens: str = "neutral",
    dials: str = "source",
    pools: Pools | None = None,
) -> Any:
    """A Model of the EMA Workbench, which is to be installed beside it: uncertainties, levers, relation and outcomes of a study; no data.

    Its ranges are the middle 98 % of each prior, whose shape the Workbench does not know; `luck` is whose shocks a row has.
    """
    return ema_model(_rig(study, seed, as_of, lens, dials, pools))


def _rig(
    study: Study | str | Path,
    seed: int | None,
    as_of: date | str | None,
    lens: str,
    dials: str,
    pools: Pools | None,
) -> Rig:
    asked = request(study, members=LEAST_MEMBERS, seed=seed, as_of=as_of, prior=True, lens=lens, dials=dials)
    return Rig(asked, Hands.of(os.cpu_count() or 1), pools or kept_pools(), lambda stage, done, total: None)
