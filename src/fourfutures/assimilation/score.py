"""Scores of forecasts that came true or did not: CRPS, log, Brier and energy score. Smaller is better for each.

All are proper: nobody gains by forecasting anything but what they believe [gneiting-raftery]. The CRPS and the energy
score are in their fair form, so that a forecast is not punished for the finite number of members that stand for it.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]

LEAST_CHANCE = (
    0.01  # what the log score of classes takes a smaller probability for, so that one miss is not infinite
)


def crps(members: Reals, observed: Reals) -> Reals:
    """Continuous ranked probability score, in the unit of the members: (..., members) and (...) give (...).

    E|X - y| - E|X - X'|/2 over pairs of different members. For a forecast of one sure number it is the absolute error.
    """
    count = members.shape[-1]
    away = np.abs(members - observed[..., None]).mean(axis=-1)
    ordered = np.sort(members, axis=-1)
    rank = 2.0 * np.arange(1, count + 1) - count - 1.0
    apart = 2.0 * (ordered * rank).sum(axis=-1) / (count * (count - 1.0))
    return np.asarray(away - 0.5 * apart)


def log_score(members: Reals, observed: Reals) -> Reals:
    """Minus the log density at what was observed, of a Gaussian kernel over the members: (..., members) -> (...).

    The width is 1.06 min(sd, interquartile range / 1.34) / members^(1/5). A forecast without spread has no density:
    infinite.
    """
    count = members.shape[-1]
    low, high = np.quantile(members, [0.25, 0.75], axis=-1)
    width = 1.06 * np.minimum(members.std(axis=-1), (high - low) / 1.34) * count**-0.2
    sure = width <= 0.0
    safe = np.where(sure, 1.0, width)
    exponent = -0.5 * ((members - observed[..., None]) / safe[..., None]) ** 2
    top = exponent.max(axis=-1)
    mean = np.exp(exponent - top[..., None]).mean(axis=-1)
    score = -(top + np.log(mean)) + np.log(safe) + 0.5 * math.log(2.0 * math.pi)
    return np.where(sure, np.inf, score)


def energy_score(members: Reals, observed: Reals) -> float:
    """Energy score of a joint forecast: members (members, variables), observed (variables,). Scale the variables first."""
    count = members.shape[0]
    away = np.sqrt(((members - observed) ** 2).sum(axis=-1)).mean()
    apart = sum(float(np.sqrt(((members - one) ** 2).sum(axis=-1)).sum()) for one in members)
    return float(away - 0.5 * apart / (count * (count - 1.0)))


def brier(chances: Reals, happened: Reals) -> Reals:
    """Brier score over all classes: chances (..., classes), happened (...) as numbers of classes; from 0 to 2."""
    truth = np.arange(chances.shape[-1]) == happened[..., None]
    return np.asarray(((chances - truth) ** 2).sum(axis=-1))


def class_log_score(chances: Reals, happened: Reals) -> Reals:
    """Minus the log probability of the class that happened; a probability under LEAST_CHANCE counts as that."""
    truth = np.arange(chances.shape[-1]) == happened[..., None]
    given = (chances * truth).sum(axis=-1)
    return np.asarray(-np.log(np.maximum(given, LEAST_CHANCE)))
