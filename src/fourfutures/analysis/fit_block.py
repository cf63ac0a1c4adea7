"""Blocks of the summary about how well model and rows agree: surprises, what stays unexplained, a second method."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.outlook import Outlook
from fourfutures.analysis.weighed import systematic
from fourfutures.analysis.weighing import World
from fourfutures.assimilation import Smoothed, smooth
from fourfutures.ensemble import Binding, Hands, LeverPath, Track, normal_quantile, quantile, replay
from fourfutures.futures import classify, indices, odds

Reals = NDArray[np.float64]
AXES = ("compute", "adoption")
DRAWS = 20_000  # of the weighted pool that the means of indices are taken over
TOLERANCE = 0.25  # standard deviations that two methods may differ by
ERRORS = 2.0  # and so many of their own sampling errors
GRID = 4096  # points of a prior that its mean square is read off
DISCREPANCIES = {"build_discrepancy_us": "US", "build_discrepancy_cn": "CN"}
RATE = "build_discrepancy_rate"


class Check:
    """The rows of a run read by the smoother, beside the weights."""

    def __init__(self, world: World, reading: str, hands: Hands) -> None:
        self.world, self.reading = world, reading
        self.found: Smoothed | None = None
        sample = world.weighed.sample
        if sample is not None:
            targets = _indices(world, self._track(sample.ids, hands), reading)
            sound = np.isfinite(targets).all(axis=0)
            self.found = smooth(targets[:, sound], world.rows, sample.seen[sound])

    @cached_property
    def block(self) -> dict[str, Any] | None:
        """Mean and spread of each index by both methods, and whether they differ by more than they may."""
        if self.found is None:
            return None
        world, data = self.world, self.world.data
        at = systematic(data.mass, DRAWS)
        drawn = _indices(world, world.pool.track.take(at), self.reading)
        block = {}
        for row, axis in enumerate(AXES):
            mean, sd = float(drawn[row].mean()), float(drawn[row].std())
            other, noise = (
                float(self.found.mean[row]),
                sd * np.sqrt(1.0 / data.ess + 1.0 / self.found.effective),
            )
            block[axis] = {
                "weights": {"mean": mean, "sd": sd},
                "smoother": {"mean": other, "sd": float(self.found.sd[row])},
                "tolerance": float(TOLERANCE * sd + ERRORS * noise),
                "differs": bool(abs(mean - other) > TOLERANCE * sd + ERRORS * noise),
            }
        return block

    def _track(self, ids: NDArray[np.int64], hands: Hands) -> Track:
        world = self.world
        if world.binding.guide is None:
            return world.pool.track.take(ids)
        plain = Binding(world.study, world.binding.seed)
        idle = LeverPath(world.study, (), 1, plain.partners.codes)
        return replay(plain, ids, idle, world.gammas, hands.blocks)


def fit_block(world: World, check: Check) -> list[dict[str, Any]]:
    """Each block of rows in force: how far it lay from what the prior expected, what was done, what stays unexplained."""
    blocks = []
    for fit in world.weighed.fits:
        names = list(dict.fromkeys(row.indicator for row in world.rows if row.block == fit.block))
        blocks.append(
            {
                "block": fit.block,
                "names": [world.study.indicators[name].name.model_dump() for name in names],
                "p": fit.p,
                "factor": fit.factor,
                "p_after": fit.p_after,
                "unexplained": None if check.found is None else check.found.miss.get(fit.block),
                "precision": None if check.found is None else check.found.precision.get(fit.block),
            }
        )
    return blocks


def collapse_block(world: World) -> dict[str, Any] | None:
    """Which parameters had collapsed and what the odds were before all errors were doubled; None if nothing had."""
    before = world.weighed.undoubled
    if before is None:
        return None
    months, frame = world.study.meta.months, world.study.frame
    futures = {}
    for reading, dials in world.dials.items():
        codes = classify(indices(before.pool.track, months, dials, world.homes), frame)
        p = odds(codes, before.data.mass, len(frame.ids)).p
        futures[reading] = {name: float(value) for name, value in zip(frame.ids, p, strict=True)}
    return {"parameters": list(world.weighed.narrow), "futures_before": futures}


def discrepancies(outlook: Outlook) -> list[dict[str, Any]]:
    """What the model cannot explain of the build-out, at the last month that rows see and at the horizon."""
    world, weights = outlook.world, outlook.world.recorded.weights
    study = world.study
    last = max((month for row in world.rows for month in row.months), default=0)
    prior = study.uncertainties[RATE].prior
    square = float((quantile(prior, normal_quantile((np.arange(GRID) + 0.5) / GRID)) ** 2).mean())
    found = []
    for month in dict.fromkeys((last, study.meta.months)):
        for name, bloc in DISCREPANCIES.items():
            if month == 0:
                continue
            values = outlook.record.series[name][:, month].astype(np.float64)
            carried = weights > 0.0
            mass = weights[carried] / weights[carried].sum()
            mean = float((mass * values[carried]).sum())
            found.append(
                {
                    "name": name,
                    "bloc": bloc,
                    "month": study.month_name(month),
                    "unit": "log",
                    "mean": mean,
                    "sd": float(np.sqrt((mass * (values[carried] - mean) ** 2).sum())),
                    "prior_sd": float(np.sqrt(square * month / 12.0)),
                }
            )
    return found


def _indices(world: World, track: Track, reading: str) -> Reals:
    found = indices(track, world.study.meta.months, world.dials[reading], world.homes)
    return np.stack([found.compute, found.adoption])
