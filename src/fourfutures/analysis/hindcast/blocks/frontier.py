"""The frontier of both sides: the gap between their best models, and their largest training runs."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.hindcast.blocks.ask import Ask, drawn, months_between, read
from fourfutures.analysis.hindcast.luck import DT, EPOCH, ROOT
from fourfutures.analysis.hindcast.recentring import recentred, sure, trend, weighed
from fourfutures.model import gap, leap, next_frontier
from fourfutures.study import Prior

Reals = NDArray[np.float64]

EVEN_PACE = 1.0  # years a year: a gap has no trend of its own unless its history is read as one


def capability(ask: Ask) -> dict[str, Reals]:
    """The US lead in points, (times, members): the lead last seen, and both sides at the pace of the frontier.

    Growth of compute is on its trend, so it moves no frontier here.
    """
    ((entity, record),) = ask.known.items()
    indicator = ask.study.indicators[ask.target.indicator]
    level = float(record.values[-1])
    tilt = ask.luck.normal("hindcast:slope", EPOCH, ask.target.indicator)
    slope = indicator.slope + indicator.slope_sd * tilt
    start = float(record.times[-1])
    us, cn = _frontiers(ask, start, level / indicator.slope, {"pace_cn": EVEN_PACE})
    lead = read([a - b for a, b in zip(us, cn, strict=True)], start, ask.times)
    return {entity: level + slope * (lead - level / indicator.slope)}


def training(ask: Ask) -> dict[str, Reals]:
    """Log of the largest run so far of each side, (times, members).

    From the record last seen a frontier moves on at the pace of its last 36 months, with what it cannot explain, and the
    record follows its highest point.
    """
    slope = ask.study.indicators[ask.target.indicator].slope
    us, cn = (trend(ask.known[code]) for code in ("USA", "CHN"))
    start = ask.start()
    noise, width = ask.constant("frontier_noise"), ask.study.uncertainties["pace_cn"].prior.sd or 0.0
    pace = {}
    for code, past in (("USA", us), ("CHN", cn)):
        rate = math.hypot(noise, (ask.discrepancy(code) or 0.0) / slope)
        pace[code] = weighed(past._replace(growth=past.growth / slope), EVEN_PACE, width, rate)
    paces: dict[str, float | Prior] = {"pace_us": sure(pace["USA"]), "pace_cn": pace["CHN"]}
    paths = _frontiers(ask, start, (us.level - cn.level) / slope, paces)
    found = {}
    for code, past, path in zip(("USA", "CHN"), (us, cn), paths, strict=True):
        walk = _walk(ask, code, start)
        risen = _risen([slope * (years - path[0]) + off for years, off in zip(path, walk, strict=True)])
        found[code] = past.level + read(risen, start, ask.times)
    return found


def _walk(ask: Ask, entity: str, start: float) -> list[Reals]:
    """What the frontier cannot explain of one side's runs: a random walk, in logs."""
    rate = ask.discrepancy(entity) or 0.0
    walk = [np.zeros(ask.luck.ids.shape)]
    for month in months_between(start, ask.times):
        walk.append(walk[-1] + rate * ROOT * ask.luck.normal("hindcast:discrepancy", month, entity))
    return walk


def _risen(path: list[Reals]) -> list[Reals]:
    """The highest point so far: a record is never lost."""
    highest = [path[0]]
    for value in path[1:]:
        highest.append(np.maximum(highest[-1], value))
    return highest


def _frontiers(
    ask: Ask, start: float, lead: float, centres: Mapping[str, float | Prior]
) -> tuple[list[Reals], list[Reals]]:
    """Paths of both frontiers in years, the US from 0 and China from minus the lead."""
    study = recentred(ask.study, centres)
    p = drawn(study, ask.luck, ("pace_us", "pace_cn", "catch_up", "leap_hazard_us", "leap_hazard_cn"))
    noise, size = ask.constant("frontier_noise"), ask.constant("leap_size")
    zero = np.zeros(ask.luck.ids.shape)
    levels = {"us": zero, "cn": zero - lead}
    origin = dict(levels)
    paths: dict[str, list[Reals]] = {"us": [zero], "cn": [levels["cn"]]}
    for month in months_between(start, ask.times):
        before = dict(levels)
        for own, rival in (("us", "cn"), ("cn", "us")):
            jump = leap(
                ask.luck.uniform(f"shock:leap_{own}", month),
                ask.luck.uniform(f"shock:leap_size_{own}", month),
                p[f"leap_hazard_{own}"],
                size,
                DT,
            )
            shock = ROOT * ask.luck.normal(f"shock:frontier_{own}", month)
            levels[own] = np.asarray(
                next_frontier(
                    before[own], p[f"pace_{own}"], 0.0, 0.0, 0.0, p["catch_up"], gap(before[own], before[rival]),
                    gap(origin[own], origin[rival]), shock, jump, noise, DT,
                )
            )  # fmt: skip
            paths[own].append(levels[own])
    return paths["us"], paths["cn"]
