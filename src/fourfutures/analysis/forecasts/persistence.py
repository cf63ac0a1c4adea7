"""The forecast to beat: things stay as they are, with the spread of a random walk."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np

from fourfutures.analysis.forecasts.due import Due, later
from fourfutures.analysis.forecasts.figures import Figure, figures, scaled, short
from fourfutures.analysis.forecasts.predicting import CATEGORIES, LEVELS
from fourfutures.assimilation import REGIME
from fourfutures.ensemble import normal_quantile
from fourfutures.study import Study

LEAST_STEPS = 3  # between figures, below which their spread says too little
WINDOW = 36  # months before the day, whose steps count
SLACK = 0.5  # of the time between releases, by which a step may be longer or shorter
DAYS = 30.4375  # of a month


def persistence(study: Study, due: Due, as_of: date) -> dict[str, Any] | None:
    """The last figure known on the day, carried forward on the transformed scale; None if there is none.

    The variance grows with the months: at the rate of the steps of the last 36 months where there are at least three, else
    at twice the declared variance of the error for each step between releases.
    """
    known = _one_a_period(figures(study, due.release, as_of))
    if not known:
        return None
    last = known[-1]
    if due.observable == REGIME:
        return {"last": last.value, "last_end": last.end.isoformat(), **_stay(known, due)}
    transform = due.indicator.transform
    places = [(figure.end, scaled(figure.value, transform)) for figure in known]
    places = [place for place in places if math.isfinite(place[1])]
    if not places or places[-1][0] != last.end:
        return None
    steps = _steps(places, due.release.every, later(as_of, -WINDOW))
    basis = "history" if len(steps) >= LEAST_STEPS else "declared"
    error = float(due.indicator.error_sd or 0.0)
    rate = sum(steps) / len(steps) if basis == "history" else 2.0 * error**2 / due.release.every
    sd = math.sqrt(rate * max((due.end - last.end).days / DAYS, 0.0))
    normals = normal_quantile(np.asarray(LEVELS))
    return {
        "last": short(last.value),
        "last_end": last.end.isoformat(),
        "sd": short(sd),
        "basis": basis,
        "points": [due.figure(places[-1][1] + sd * float(z)) for z in normals],
    }


def _steps(places: list[tuple[date, float]], every: int, first: date) -> list[float]:
    """Squared steps a month, between figures about one release apart; of closer ones the noise would count many times."""
    found = []
    for day, place in places:
        before = [
            (abs((day - other).days - every * DAYS), other, value) for other, value in places if other < day
        ]
        if not before or day < first:
            continue
        off, other, value = min(before)
        if off <= SLACK * every * DAYS:
            found.append((place - value) ** 2 / ((day - other).days / DAYS))
    return found


def _one_a_period(found: list[Figure]) -> list[Figure]:
    """The first published figure of each period that ends on another day, as a history that does not revise itself."""
    first: dict[date, Figure] = {}
    for figure in found:
        first.setdefault(figure.end, figure)
    return list(first.values())


def _stay(known: list[Figure], due: Due) -> dict[str, Any]:
    """Chances that a category stays: by the share of past months in which it changed, at least one in a hundred."""
    moves = sum(a.value != b.value for a, b in pairwise(known))
    rate = max((moves + 1.0) / (len(known) + 1.0), 0.01)
    months = max(1, round((due.end - known[-1].end).days / DAYS))
    stay = (1.0 - rate) ** months
    spare = (1.0 - stay) / (CATEGORIES - 1)
    chances = [short(stay if at == known[-1].value else spare) for at in range(CATEGORIES)]
    return {"sd": None, "basis": "history", "chances": chances}
