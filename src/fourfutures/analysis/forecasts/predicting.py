"""What the kept members of a run say of figures to come: quantiles with observation error, chances of categories."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.forecasts.due import Due
from fourfutures.analysis.forecasts.figures import figures, scaled, short
from fourfutures.analysis.quantile import weighted_quantiles
from fourfutures.analysis.weighing import World
from fourfutures.assimilation import REGIME, Row, category_chances, predict
from fourfutures.ensemble import Stream, normal_quantile
from fourfutures.study import Study

Reals = NDArray[np.float64]
POINTS = 50  # equally likely values that stand for a distribution
LEVELS = tuple((2 * at + 1) / (2 * POINTS) for at in range(POINTS))
NAMED = {"q05": 0.05, "q10": 0.10, "q25": 0.25, "q50": 0.50, "q75": 0.75, "q90": 0.90, "q95": 0.95}
DRAWS = 4  # of the observation error for each member
CATEGORIES = 3  # of the export regime
ANCHOR_MONTHS = 6  # before the origin, in which a figure may serve as anchor


class Numeric(NamedTuple):
    """A number to come, in the indicator's unit."""

    points: tuple[float, ...]
    named: Mapping[str, float]


class Categorical(NamedTuple):
    """Chances of categories 0, 1, ..."""

    chances: tuple[float, ...]


def forecast(
    world: World, due: Due, observables: Mapping[str, Reals], as_of: date
) -> Numeric | Categorical | None:
    """The run's forecast of one figure, from its recorded members and their weights; None for a change without an anchor.

    The weights already hold what the rows in force say of each member. What those rows say of the bias of their own block
    is added here, member by member.
    """
    weights = world.recorded.weights
    row = template(due)
    if due.observable == REGIME:
        chances = (weights[:, None] * category_chances(row, observables, CATEGORIES)).sum(axis=0)
        chances = chances / chances.sum()
        return Categorical(tuple(short(float(p)) for p in chances))
    anchor = anchored(world.study, due, as_of)
    if due.change and anchor is None:
        return None
    earlier = [other for other in world.rows if other.block == row.block]
    found = predict(earlier, row, observables)
    errors = _errors(world, due.release.id, found.freedom)
    values = (found.centre[:, None] + found.scale[:, None] * errors).ravel() + (anchor or 0.0)
    spread = np.repeat(weights / DRAWS, DRAWS)
    ends = weighted_quantiles(values, spread, (*LEVELS, *NAMED.values()))
    frozen = [due.figure(float(end)) for end in ends]
    points = tuple(frozen[:POINTS])
    return Numeric(points, dict(zip(NAMED, frozen[POINTS:], strict=True)))


def anchored(study: Study, due: Due, as_of: date) -> float | None:
    """Place on the scale of the figure at the origin that a change is counted from; 0 for a level, None if there is none."""
    if not due.change:
        return 0.0
    origin = study.meta.origin
    first = origin.year * 12 + origin.month - ANCHOR_MONTHS
    known = [
        figure
        for figure in figures(study, due.release, as_of)
        if figure.end <= origin and figure.end.year * 12 + figure.end.month > first
    ]
    return scaled(known[-1].value, due.indicator.transform) if known else None


def template(due: Due) -> Row:
    """The row that assimilation would make of the figure; its value is not read."""
    indicator, change = due.indicator, due.change
    error = float(indicator.error_sd or 0.0)
    return Row(
        id=due.id,
        indicator=indicator.id,
        block=due.release.block or indicator.id,
        entity=due.release.entity,
        observable=due.observable,
        months=due.months,
        change=change,
        value=0.0,
        error_sd=error,
        bias_sd=error if change else float(indicator.bias_sd or 0.0),
        slope=indicator.slope,
        slope_sd=indicator.slope_sd,
        known_on=due.on,
        source_id="",
        period_end=due.end,
        observed=0.0,
        unit=indicator.unit,
    )


def _errors(world: World, name: str, freedom: int) -> Reals:
    """Draws of a standard t, shape (members, DRAWS), from a stream named after the release."""
    ids = world.recorded.ids
    stream = Stream(world.binding.draws.seed, [("forecast", name)])
    found = np.empty((ids.shape[0], DRAWS))
    for draw in range(DRAWS):
        first = draw * (freedom + 1)
        normal = normal_quantile(stream.uniform(ids, first)[0])
        chi = np.zeros(ids.shape[0])
        for step in range(first + 1, first + 1 + freedom):
            chi += normal_quantile(stream.uniform(ids, step)[0]) ** 2
        found[:, draw] = normal / np.sqrt(chi / freedom)
    return found
