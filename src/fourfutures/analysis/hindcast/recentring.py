"""A study as it might have been written at an origin: levels and growth rates from the 36 months before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.hindcast.record import Record
from fourfutures.errors import Both
from fourfutures.study import Prior, Study

Reals = NDArray[np.float64]

MONTHS = 36


class Trend(NamedTuple):
    """Where a series stood, and how it grew: the rule for every level and every growth rate."""

    level: float  # the last value
    growth: float  # per year, least squares over the last 36 months known
    mean: float  # over the same months
    years: float  # of them


def trend(record: Record, of: Reals | None = None) -> Trend:
    """Trend of a record, or of `of`, another reading of its values. It needs two values."""
    values = record.values if of is None else of
    first = len(values) - len(record.window(MONTHS).values)
    times, values = record.times[first:] / 12.0, values[first:]
    away = times - times.mean()
    growth = float((away * values).sum() / (away**2).sum())
    return Trend(float(values[-1]), growth, float(values.mean()), float(times[-1] - times[0]))


def weighed(seen: Trend, expected: float, width: float, rate: float) -> float:
    """Growth per year between what was seen and what the model expects without it, each by its precision.

    The model holds that a log drifts by `rate` a root year beside its growth. The least-squares slope of such a walk over
    T years has a variance of 6/5 rate^2/T, however long the growth before it lasted; `width` is the standard deviation of
    the growth itself. Without this, a few large machines on one side would be read as its growth for good.
    """
    error = 1.2 * rate**2 / seen.years
    share = width**2 / (width**2 + error) if width or error else 1.0
    return expected + share * (seen.growth - expected)


def sure(value: float) -> Prior:
    """A number without a spread."""
    return Prior(family="fixed", value=float(value))


def recentred(study: Study, centres: Mapping[str, float | Prior]) -> Study:
    """The study with other centres and its own widths, or with other priors. Raises AnalysisError."""
    entries = dict(study.uncertainties)
    for name, centre in centres.items():
        if name not in entries:
            raise AnalysisError(
                where=f"{study.meta.files.uncertainties}, {name}",
                what=Both(
                    "a hindcast re-centres it, and the study does not declare it",
                    "回溯预测须调整其中心，研究未声明",
                ),
                remedy=Both(
                    "add the entry with its unit, prior and source", "请补上该项及其单位、先验和来源"
                ),
            )
        moved = centre if isinstance(centre, Prior) else entries[name].prior.moved("set", float(centre))
        entries[name] = entries[name].model_copy(update={"prior": moved})
    return study.model_copy(update={"uncertainties": entries})
