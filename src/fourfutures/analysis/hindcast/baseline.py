"""Rivals that know nothing but the series: persistence, log trend, AR(1) with drift, damped trend.

Each sees what the model sees, the values known at the origin, on the same scale, and gives a Student t round its own
mean. A rival that lacks values at an origin is missing there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.hindcast.damped_trend import LEAST as LEAST_SMOOTHED
from fourfutures.analysis.hindcast.damped_trend import fit
from fourfutures.analysis.hindcast.record import Record
from fourfutures.analysis.hindcast.student import members_of

Reals = NDArray[np.float64]

BASELINES = ("persistence", "log_trend", "ar1_drift", "damped_ets")
TREND_MONTHS = 36  # of the trend and of the variance of the walk, as for the model's own re-centring
MEMORY_MONTHS = 120  # of the two fitted rivals
LEAST_WALK, LEAST_LINE, LEAST_AR = 2, 5, 8  # values
LEAST_FREEDOM = 3  # of the t, so that its mean error is finite
FEW, MANY = 5, 5  # records of fewer values than FEW, of more than MANY entities, share their variance


class Spread(NamedTuple):
    """A forecast of a rival: where it lies and how wide, and the degrees of freedom of its t."""

    centre: float
    width: float
    freedom: int

    def members(self, count: int) -> Reals:
        """The forecast as so many members, in order."""
        return self.centre + self.width * members_of(max(LEAST_FREEDOM, self.freedom), count)


def spreads(known: Sequence[Record], time: float, step: int) -> dict[str, list[Spread | None]]:
    """Forecasts of each rival for each record at a time (a month, perhaps with a fraction); None where it has none."""
    together = len(known) > MANY and max(len(record.values) for record in known) < FEW
    walk = _pooled_walk(known, time) if together else [_walk(record, time) for record in known]
    line = [None if together else _line(record, time) for record in known]
    auto = _pooled_auto(known, time, step) if together else [_auto(record, time, step) for record in known]
    return dict(zip(BASELINES, (walk, line, auto, _damped(known, time, step)), strict=True))


def _walk(record: Record, time: float) -> Spread | None:
    """The last value, with the variance of a random walk; a stretch without any change borrows the whole record's."""
    if len(record.values) < LEAST_WALK:
        return None
    for part in (record.window(TREND_MONTHS), record):
        moves = np.diff(part.values) / np.sqrt(np.diff(part.times))
        if len(moves) and (moves != 0.0).any():
            width = math.sqrt(float((moves**2).mean()) * (time - record.times[-1]))
            return Spread(float(record.values[-1]), width, len(moves))
    return None


def _pooled_walk(known: Sequence[Record], time: float) -> list[Spread | None]:
    """The same with one variance for all."""
    moves = np.concatenate([np.diff(record.values) / np.sqrt(np.diff(record.times)) for record in known])
    rate = math.sqrt(float((moves**2).mean())) if len(moves) else 0.0
    return [
        Spread(float(record.values[-1]), rate * math.sqrt(time - record.times[-1]), len(moves))
        if rate > 0.0
        else None
        for record in known
    ]


def _line(record: Record, time: float) -> Spread | None:
    """Least squares over the last stretch, with the error of its two parameters."""
    part = record.window(TREND_MONTHS)
    count = len(part.values)
    if count < LEAST_LINE:
        return None
    middle = float(part.times.mean())
    away = part.times - middle
    square = float((away**2).sum())
    slope = float((away * part.values).sum()) / square
    mean = float(part.values.mean())
    error = math.sqrt(float(((part.values - mean - slope * away) ** 2).sum()) / (count - 2))
    if error <= 0.0:
        return None
    width = error * math.sqrt(1.0 + 1.0 / count + (time - middle) ** 2 / square)
    return Spread(mean + slope * (time - middle), width, count - 2)


def _auto(record: Record, time: float, step: int) -> Spread | None:
    """y' = c + rho y + e by least squares, rho at most 1 either way; values count as evenly spaced."""
    part = record.window(MEMORY_MONTHS)
    if len(part.values) < LEAST_AR:
        return None
    return _regressed(
        part.values[:-1], part.values[1:], float(part.values[-1]), (time - part.times[-1]) / step
    )


def _pooled_auto(known: Sequence[Record], time: float, step: int) -> list[Spread | None]:
    """The same with one c, rho and variance for all."""
    before = np.concatenate([record.values[:-1] for record in known])
    after = np.concatenate([record.values[1:] for record in known])
    if len(before) < LEAST_AR:
        return [None] * len(known)
    return [
        _regressed(before, after, float(record.values[-1]), (time - record.times[-1]) / step)
        for record in known
    ]


def _regressed(before: Reals, after: Reals, last: float, steps: float) -> Spread | None:
    away = before - before.mean()
    square = float((away**2).sum())
    rho = float((away * after).sum()) / square if square > 0.0 else 1.0
    rho = min(1.0, max(-1.0, rho))
    drift = float((after - rho * before).mean())
    freedom = len(before) - 2
    variance = float(((after - drift - rho * before) ** 2).sum()) / freedom
    if variance <= 0.0:
        return None
    whole = steps if rho > 0.0 else float(round(steps))  # a negative rho has no meaning between two steps
    power = rho**whole if rho > 0.0 or whole else 1.0
    if abs(1.0 - rho) < 1e-9:
        return Spread(last + drift * whole, math.sqrt(variance * whole), freedom)
    centre = drift * (1.0 - power) / (1.0 - rho) + power * last
    spread = whole if abs(1.0 - rho * rho) < 1e-9 else (1.0 - power * power) / (1.0 - rho * rho)
    return Spread(centre, math.sqrt(variance * spread), freedom)


def _damped(known: Sequence[Record], time: float, step: int) -> list[Spread | None]:
    """Records of one length and one last value are fitted side by side; values count as evenly spaced."""
    found: list[Spread | None] = [None] * len(known)
    alike: dict[tuple[int, int], list[int]] = {}
    for number, record in enumerate(known):
        count = len(record.window(MEMORY_MONTHS).values) if len(record.values) else 0
        if count >= LEAST_SMOOTHED:
            steps = max(1, round((time - record.times[-1]) / step))
            alike.setdefault((count, steps), []).append(number)
    for (_, steps), numbers in alike.items():
        fitted = fit(np.stack([known[number].window(MEMORY_MONTHS).values for number in numbers]))
        centre, width = fitted.ahead(steps)
        for at, number in enumerate(numbers):
            if width[at] > 0.0:
                found[number] = Spread(float(centre[at]), float(width[at]), fitted.freedom)
    return found
