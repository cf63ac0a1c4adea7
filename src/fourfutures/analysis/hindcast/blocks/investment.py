"""Capital spending of the US side: boom, bust, after."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.hindcast.blocks.ask import Ask, drawn, months_between, read
from fourfutures.analysis.hindcast.luck import DT, ROOT
from fourfutures.analysis.hindcast.recentring import recentred, trend
from fourfutures.model import Cycle, next_cycle, next_log_investment

Reals = NDArray[np.float64]


def investment(ask: Ask) -> dict[str, Reals]:
    """Log spending, (times, members): the level last seen, growth in a boom as over the 36 months before it."""
    ((entity, record),) = ask.known.items()
    past = trend(record)
    study = recentred(ask.study, {"growth_boom_us": past.growth})
    p = drawn(study, ask.luck, ("growth_boom_us", "bust_hazard_us", "bust_depth_us"))
    noise, after, years = (
        ask.constant(name) for name in ("investment_noise", "after_bust_growth", "bust_years")
    )
    start = float(record.times[-1])
    zero = np.zeros(ask.luck.ids.shape)
    cycle, log = Cycle(zero, zero), zero + past.level
    path = [log]
    for month in months_between(start, ask.times):
        cycle = next_cycle(
            cycle, ask.luck.uniform("shock:bust_us", month), p["bust_hazard_us"], 0.0, years, DT
        )
        shock = ROOT * ask.luck.normal("shock:investment_us", month)
        log = np.asarray(
            next_log_investment(
                log,
                cycle.investment_phase,
                shock,
                p["growth_boom_us"],
                p["bust_depth_us"],
                after,
                0.0,
                noise,
                DT,
            )
        )
        path.append(log)
    return {entity: read(path, start, ask.times)}
