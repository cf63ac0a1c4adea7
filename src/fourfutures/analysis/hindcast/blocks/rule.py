"""The export rule as a class."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.hindcast.blocks.ask import Ask, drawn, months_between, read
from fourfutures.analysis.hindcast.luck import DT
from fourfutures.model import next_regime

Reals = NDArray[np.float64]

HAZARDS = ("regime_up_0", "regime_up_1", "regime_down_1", "regime_down_2")


def export_rule(ask: Ask) -> dict[str, Reals]:
    """Class 0, 1 or 2, (times, members): the rule last seen, and the model's hazards."""
    ((entity, record),) = ask.known.items()
    p = drawn(ask.study, ask.luck, HAZARDS)
    up_0, up_1, down_1, down_2 = (p[name] for name in HAZARDS)
    start = float(record.times[-1])
    rule = np.zeros(ask.luck.ids.shape) + float(record.values[-1])
    path = [rule]
    for month in months_between(start, ask.times):
        uniform = ask.luck.uniform("shock:regime", month)
        rule = np.asarray(next_regime(rule, uniform, up_0, up_1, down_1, down_2, 0.0, DT))
        path.append(rule)
    return {entity: read(path, start, ask.times)}
