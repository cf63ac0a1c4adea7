"""Published figures since the origin beside what members say of them: a fan in the figure's own unit, its points, its sources."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.cards import card
from fourfutures.analysis.live import Live
from fourfutures.analysis.quantile import NAMES, weighted_quantiles
from fourfutures.assimilation import Row, predict, student_distribution
from fourfutures.ensemble import POOL_MONTHS, Engine, Ids, LeverPath
from fourfutures.study import Study

Reals = NDArray[np.float64]
COMPUTE_AREA = 1  # the founding text's areas: China's compute, market shares, adoption at home
STRETCH = 2_048  # members run at once
OUTSIDE = 0.05  # a figure this far in the tails of what is expected of it is a surprise
Key = tuple[str, str, bool]


def published(live: Live) -> dict[str, Any]:
    """Series of figures in force as of the request's day that measure a quantity of the model, by driver.

    Of each: by month the quantiles of what members say the figure would be, without its errors, in the unit it is
    published in; and its points. A row used as a change since the origin stands on its own level of then. `surprise` says
    that a point lies outside the 95 % interval of the weighted members with the row's error and bias, each row by itself.
    """
    under = live.under()
    study = live.world.study
    grouped: dict[Key, list[Row]] = {}
    for row in live.world.rows:
        if row.kind == "indicator" and row.indicator in study.indicators:
            grouped.setdefault((row.indicator, row.entity, row.change), []).append(row)
    carried = under.kept.weights > 0.0  # a member that failed has no numbers
    weights = under.kept.weights[carried] / under.kept.weights[carried].sum()
    paths = _paths(
        live, under.kept.ids[carried], sorted({row.observable for rows in grouped.values() for row in rows})
    )
    cited = {row.source_id for rows in grouped.values() for row in rows}
    return {
        "schema": "fourfutures/published/1",
        **under.about(),
        "series": [_series(study, key, rows, paths, weights) for key, rows in grouped.items()],
        "sources": {name: card(study.sources[name]) for name in sorted(cited) if name in study.sources},
    }


def _paths(live: Live, ids: Ids, observables: list[str]) -> dict[str, Reals]:
    """Observables of members without levers, (members, months + 1) each."""
    world = live.world
    idle = LeverPath(world.study, (), 1, world.binding.partners.codes)
    gamma = world.dials[live.request.reading].gamma
    engine = Engine(world.binding, gamma, world.gammas, POOL_MONTHS, idle)
    parts: dict[str, list[Reals]] = {name: [] for name in observables}
    for first in range(0, ids.shape[0], STRETCH):
        part = engine.run(ids[first : first + STRETCH])
        for name in observables:
            parts[name].append(part.month_by_month(f"observable.{name}").T.astype(np.float64))
    return {name: np.concatenate(pieces) for name, pieces in parts.items()}


def _series(
    study: Study, key: Key, rows: list[Row], paths: dict[str, Reals], weights: Reals
) -> dict[str, Any]:
    indicator = study.indicators[key[0]]
    first, path = rows[0], paths[rows[0].observable]
    transform = indicator.transform
    anchor = float(_forward(transform, first.observed)) - first.value if first.change else 0.0
    told = anchor + first.slope * (path - path[:, :1] if first.change else path)
    return {
        "indicator": key[0],
        "entity": key[1],
        "name": indicator.name.model_dump(),
        "driver": "compute" if indicator.area == COMPUTE_AREA else "adoption",
        "unit": _unit(study, indicator.unit),
        "log": transform == "log",
        "change": first.change,
        "months": [
            {
                "month": study.month_name(month),
                **dict(zip(NAMES, map(float, _back(transform, weighted_quantiles(told[:, month], weights))), strict=True)),
            }
            for month in range(told.shape[1])
        ],
        "points": [_point(study, row, paths, weights) for row in sorted(rows, key=lambda row: row.period_end)],
    }  # fmt: skip


def _unit(study: Study, unit: str) -> dict[str, str]:
    name = study.units[unit].name if unit in study.units else None
    return {"en": unit, "zh": unit} if name is None else name.model_dump()


def _point(study: Study, row: Row, paths: dict[str, Reals], weights: Reals) -> dict[str, Any]:
    expected = predict([], row, paths)
    below = float(
        (
            weights * student_distribution((row.value - expected.centre) / expected.scale, expected.freedom)
        ).sum()
    )
    return {
        "month": study.month_name(row.months[-1]),
        "period_end": row.period_end.isoformat(),
        "known_on": row.known_on.isoformat(),
        "value": row.observed,
        "below": below,
        "surprise": 2.0 * min(below, 1.0 - below) < OUTSIDE,
        "source_id": row.source_id,
    }  # fmt: skip


def _forward(transform: str, value: float) -> float:
    if transform == "log":
        return float(np.log(value))
    return float(np.log(value / (1.0 - value))) if transform == "logit" else value


def _back(transform: str, values: Reals) -> Reals:
    if transform == "log":
        return np.exp(values)
    return 1.0 / (1.0 + np.exp(-values)) if transform == "logit" else values
