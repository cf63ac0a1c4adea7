"""Scores of a target's forecasts beside its rivals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from fourfutures.analysis.hindcast.baseline import BASELINES
from fourfutures.analysis.hindcast.forecast import Forecast
from fourfutures.analysis.hindcast.record import month_text
from fourfutures.analysis.hindcast.sureness import Windows, judged
from fourfutures.assimilation import covered, crps, log_score, pit

LEVELS = (0.5, 0.8, 0.9)
QUANTILES = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)
Region = Callable[[str], str]


class Scored(NamedTuple):
    """A forecast with its scores; rivals that are missing are not in `rivals`."""

    forecast: Forecast
    crps: float
    log: float
    pit: float
    rivals: Mapping[str, float]

    @property
    def origin(self) -> int:
        """The month of the origin."""
        return self.forecast.wanted.origin


def scored(forecasts: Sequence[Forecast]) -> list[Scored]:
    """Score every forecast and its rivals."""
    found = []
    for each in forecasts:
        observed = np.array(each.wanted.observed)
        rivals = {
            name: float(crps(members, observed))
            for name, members in each.rivals.items()
            if members is not None
        }
        found.append(
            Scored(
                each,
                float(crps(each.members, observed)),
                float(log_score(each.members, observed)),
                float(pit(each.members, observed)),
                rivals,
            )
        )
    return found


def windows_of(rows: Sequence[Scored]) -> Windows:
    """When the forecasts stood and how far they reached."""
    wanted = [row.forecast.wanted for row in rows]
    return Windows(
        np.array([each.origin for each in wanted], dtype=np.int64),
        np.array([each.horizon for each in wanted], dtype=np.int64),
        np.array(
            [row.origin + row.forecast.wanted.horizon - row.forecast.last for row in rows], dtype=np.int64
        ),
    )


def summary(rows: Sequence[Scored], seed: int, name: str, region: Region) -> dict[str, Any]:
    """Mean scores, rivals, interval coverage and PIT of some forecasts."""
    places = np.array([row.pit for row in rows])
    logs = [row.log for row in rows]
    rivals = sorted({rival for row in rows for rival in row.rivals} - set(BASELINES))
    return {
        "origins": [month_text(origin) for origin in sorted({row.origin for row in rows})],
        "n": len(rows),
        "n_effective": windows_of(rows).independent,
        "crps": float(np.mean([row.crps for row in rows])),
        "log_score": float(np.mean(logs)) if np.isfinite(logs).all() else None,
        "baselines": {rival: beside(rows, rival, seed, name, region) for rival in BASELINES},
        "rivals": {rival: beside(rows, rival, seed, name, region) for rival in rivals},
        "coverage": {f"{100 * level:.0f}": covered(places, level) for level in LEVELS},
        "pit": places.tolist(),
    }


def beside(rows: Sequence[Scored], rival: str, seed: int, name: str, region: Region) -> dict[str, Any]:
    """Skill against one rival, over the forecasts that it has made too."""
    both = [row for row in rows if rival in row.rivals]
    if not both:
        empty = dict.fromkeys(("crps", "model_crps", "skill", "skill_low", "skill_high"))
        return {"n": 0, "n_effective": 0, **empty, "claim": "none"}
    own, other = (
        np.array([row.crps for row in both]),
        np.array([row.rivals[rival] for row in both]),
    )
    windows = windows_of(both)
    regions = [region(row.forecast.wanted.entity) for row in both]
    found = judged(own, other, windows, regions, seed, f"{name}/{rival}")
    return {
        "n": len(both),
        "n_effective": windows.independent,
        "crps": float(other.mean()),
        "model_crps": float(own.mean()),
        "skill": found.skill,
        "skill_low": found.low,
        "skill_high": found.high,
        "claim": found.claim,
    }


def row(each: Scored, tested: bool) -> dict[str, Any]:
    """A forecast as other programs read it."""
    wanted = each.forecast.wanted
    values = np.quantile(each.forecast.members, QUANTILES)
    return {
        "entity": wanted.entity,
        "origin": month_text(wanted.origin),
        "horizon": wanted.horizon,
        "last_known": month_text(each.forecast.last),
        "target_month": month_text(wanted.origin + wanted.horizon),
        "tested": tested,
        "observed": wanted.observed,
        **{f"q{100 * level:02.0f}": float(value) for level, value in zip(QUANTILES, values, strict=True)},
        "crps": each.crps,
        "log_score": each.log if np.isfinite(each.log) else None,
        "pit": each.pit,
        "rivals": dict(each.rivals),
        "source_id": wanted.source_id,
    }
