"""What a block cannot explain: one number a target or entity, set once on early origins by coverage alone."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fourfutures.analysis.hindcast.forecast import forecasts
from fourfutures.analysis.hindcast.luck import Luck
from fourfutures.analysis.hindcast.past import Past
from fourfutures.analysis.hindcast.record import month_text
from fourfutures.assimilation import covered, pit
from fourfutures.study import HindcastTarget, Study

Reals = NDArray[np.float64]

STEP, MOST = 0.05, 4.0  # per root year
LEVEL = 0.8  # the interval, and the share of early outcomes that should lie inside it
ENOUGH = 0.95  # share from which a wider one is not tried
ALL = "all"  # the key of a number that every entity of a target shares


def early(target: HindcastTarget, origin: int) -> bool:
    """Whether an origin is one of those that set the discrepancy."""
    return target.set_until is not None and month_text(origin) <= target.set_until


def settled(
    study: Study, series: pd.DataFrame, target: HindcastTarget, luck: Luck, together: bool
) -> dict[str, float]:
    """The multiple of STEP with which the 80 percent intervals come closest to holding 80 percent of early outcomes.

    The smallest of equals. One number for all entities, or one for each in turn.
    """
    past = Past.of(study, series, target)
    found: dict[str, float] = {}
    for name in [ALL] if together else list(past.outcomes):
        best = math.inf
        for step in range(round(MOST / STEP) + 1):
            rate = round(step * STEP, 2)
            inside = _inside(past, {**found, name: rate}, luck)
            held = float(np.concatenate([*inside.values()] if name == ALL else [inside[name]]).mean())
            if abs(held - LEVEL) < best - 1e-9:
                best, chosen = abs(held - LEVEL), rate
            if held >= ENOUGH:
                break
        found[name] = chosen
    return found


def _inside(past: Past, rates: Mapping[str, float], luck: Luck) -> dict[str, Reals]:
    """Whether each early outcome lay inside its interval, by entity."""
    target = past.target.model_copy(update={"discrepancy": dict(rates)})
    tried = past._replace(target=target)
    found: dict[str, list[float]] = {}
    for origin, wanted in tried.origins():
        if not early(target, origin):
            break
        for made in forecasts(tried, origin, wanted, luck, rivals=False):
            place = pit(made.members, np.array(made.wanted.observed))
            found.setdefault(made.wanted.entity, []).append(covered(place, LEVEL))
    return {entity: np.array(held) for entity, held in found.items()}
