"""Portraits: what one member drew and went through, and what sets the members of a region of the map apart."""

from __future__ import annotations

from calendar import month_abbr
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.cloud import dots
from fourfutures.analysis.discovery import STRENGTHS, described, future_name, inside
from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.live import Live, Under
from fourfutures.analysis.quantile import LEVELS, NAMES, weighted_quantiles
from fourfutures.ensemble import POOL_MONTHS, Engine, parameter_values
from fourfutures.errors import Both
from fourfutures.futures import odds
from fourfutures.study import LeverSetting, Offer, Study

Reals = NDArray[np.float64]
DRIVERS = 3
REGIMES = (Both("tight", "收紧"), Both("partly open", "部分放开"), Both("open", "放开"))
Text = dict[str, str]


class Box(NamedTuple):
    """A region of the map: both indices from and to, in logs."""

    compute: tuple[float, float]
    adoption: tuple[float, float]


def member_portrait(
    live: Live, dot: int, size: int, levers: Sequence[LeverSetting] = (), deals: Sequence[Offer] = ()
) -> dict[str, Any]:
    """The member behind one of `size` dots of a cloud: its way, and the draws that took it where it stands.

    The draws are those whose distance from the mean, in standard deviations, times the correlation with where members
    end, is largest over both axes. Raises AnalysisError for a dot that is not there.
    """
    under = live.under(levers, deals)
    places = dots(under.kept, size)
    if not 0 <= dot < places.shape[0]:
        raise AnalysisError(
            where="dot",
            what=Both(
                f"{dot} is not among the {places.shape[0]} dots", f"{dot}不在{places.shape[0]}个点之内"
            ),
            remedy=Both("count from 0", "请从0起编号"),
        )
    at, study = int(places[dot]), live.world.study
    drawn = _drawn(live, under)
    weights = under.kept.weights
    ends = under.months[-1]
    pulls = {}
    for name, values in drawn.items():
        z = _standard(values, weights)
        share = [abs(float((weights * z * _standard(axis, weights)).sum())) for axis in ends]
        pulls[name] = sum(share) * abs(float(z[at]))
    drivers = []
    for name in _largest(pulls):
        value = float(drawn[name][at])
        below = _below(drawn[name], weights, value)
        drivers.append({**_named(study, name), "value": value, "below": below})
    future = study.frame.ids[int(under.seen.path[at, -1])]
    regimes = _regimes(live, under, at)
    number = int(under.kept.ids[at])
    return {
        "schema": "fourfutures/member/1",
        **under.about(),
        "dot": dot,
        "member": number,
        "future": future,
        "path": [
            {"month": study.month_name(month), "compute": float(one.compute[at]), "adoption": float(one.adoption[at])}
            for month, one in enumerate(under.months, start=1)
        ],
        "drivers": drivers,
        "exports": regimes,
        "sentence": _member_sentence(study, future, drivers, regimes),
    }  # fmt: skip


def region_portrait(
    live: Live, box: Box, levers: Sequence[LeverSetting] = (), deals: Sequence[Offer] = ()
) -> dict[str, Any]:
    """The members that end in a region of the map: how likely it is, their futures, and the draws that set them apart.

    The draws are those whose mean inside lies farthest from the mean of all, in standard deviations of all.
    """
    under = live.under(levers, deals)
    study, weights, end = live.world.study, under.kept.weights, under.months[-1]
    within = (
        (end.compute >= box.compute[0]) & (end.compute <= box.compute[1])
        & (end.adoption >= box.adoption[0]) & (end.adoption <= box.adoption[1])
        & (weights > 0.0)
    )  # fmt: skip
    found = odds(within.astype(np.int8), weights, 2)
    futures, drivers = None, []
    if within.any():
        share = odds(under.seen.path[within, -1], weights[within], len(study.frame.ids)).p
        futures = {name: float(p) for name, p in zip(study.frame.ids, share, strict=True)}
    if within.any() and not within.all():
        drawn = _drawn(live, under)
        own = weights[within] / weights[within].sum()
        apart = {name: float((own * _standard(v, weights)[within]).sum()) for name, v in drawn.items()}
        for name in _largest(apart):
            own_part, whole = _quantiles(drawn[name][within], own), _quantiles(drawn[name], weights)
            typical = {"below": _below(drawn[name], weights, own_part["q50"]), "apart": apart[name]}
            drivers.append({**_named(study, name), **typical, "inside": own_part, "all": whole})
    return {
        "schema": "fourfutures/region/1",
        **under.about(),
        "compute": list(box.compute),
        "adoption": list(box.adoption),
        "p": float(found.p[1]),
        "mc_se": float(found.mc_se[1]),
        "futures": futures,
        "drivers": drivers,
        "sentence": _region_sentence(drivers),
    }


def _drawn(live: Live, under: Under) -> dict[str, Reals]:
    """What the kept members drew once each; the strength of a lever only where it is pulled."""
    pulled = {f"{STRENGTHS}{setting.lever}" for setting in under.asked.levers}
    drawn = parameter_values(live.world.binding, under.kept.ids)
    return {
        name: values
        for name, values in drawn.items()
        if np.ptp(values) > 0.0 and (not name.startswith(STRENGTHS) or name in pulled)
    }


def _standard(values: Reals, weights: Reals) -> Reals:
    """Values in standard deviations from their mean, members weighted; those without weight count for nothing."""
    carried = np.where(weights > 0.0, values, 0.0)
    mean = float((weights * carried).sum())
    away = np.where(weights > 0.0, values - mean, 0.0)
    return np.asarray(away / np.sqrt((weights * away**2).sum()))


def _largest(pulls: Mapping[str, float]) -> list[str]:
    return sorted(pulls, key=lambda name: -abs(pulls[name]))[:DRIVERS]


def _quantiles(values: Reals, weights: Reals) -> dict[str, float]:
    return dict(zip(NAMES, map(float, weighted_quantiles(values, weights, LEVELS)), strict=True))


def _named(study: Study, name: str) -> dict[str, Any]:
    return described(study, [name])[name].item()


def _regimes(live: Live, under: Under, at: int) -> list[dict[str, Any]]:
    """Months in which the member's export rules changed, and to what."""
    world = live.world
    gamma = world.dials[under.asked.reading].gamma
    engine = Engine(world.binding, gamma, world.gammas, POOL_MONTHS, under.levers)
    part = engine.run(under.kept.ids[at : at + 1])
    levels = np.rint(part.month_by_month("series.export_regime")[:, 0]).astype(int).tolist()
    return [
        {"month": world.study.month_name(month), "from": before, "to": after}
        for month, (before, after) in enumerate(pairwise(levels), start=1)
        if after != before
    ]


def _member_sentence(
    study: Study, future: str, drivers: Sequence[Mapping[str, Any]], regimes: Sequence[Mapping[str, Any]]
) -> Text:
    name = future_name(study, future)
    english, chinese = [], []
    for one in regimes[-1:]:
        rule, (year, month) = REGIMES[one["to"]], one["month"].split("-")
        english.append(f"export rules {rule} from {month_abbr[int(month)]} {year}")
        chinese.append(f"自{year}年{int(month)}月起出口规则{rule.zh}")
    for driver in drivers:
        side, n = _side(driver["below"])
        english.append(f"{inside(driver['label']['en'])} {side} {n} of 100 members")
        chinese.append(f"{driver['label']['zh']}{side.zh}每百个成员中的{n}个")
    return {
        "en": f"This member ends in {name}: {'; '.join(english)}.",
        "zh": f"该成员的结果为{name.zh}：{'；'.join(chinese)}。",
    }


def _region_sentence(drivers: Sequence[Mapping[str, Any]]) -> Text:
    if not drivers:
        return {"en": "No draw sets these members apart.", "zh": "没有哪项抽样值使这些成员与众不同。"}
    english, chinese = [], []
    for driver in drivers:
        side, n = _side(driver["below"])
        english.append(f"{inside(driver['label']['en'])} typically {side} {n} of 100 members")
        chinese.append(f"{driver['label']['zh']}通常{side.zh}每百个成员中的{n}个")
    return {
        "en": f"What sets these members apart: {'; '.join(english)}.",
        "zh": f"这些成员的不同之处：{'；'.join(chinese)}。",
    }


def _side(below: float) -> tuple[Both, int]:
    """Above or below how many of 100 members a value stands; never above or below all."""
    high = below >= 0.5
    return Both(*(("above", "高于") if high else ("below", "低于"))), min(
        99, round(100.0 * max(below, 1.0 - below))
    )


def _below(values: Reals, weights: Reals, value: float) -> float:
    """Share of members below a value, half of those that have it."""
    return float(weights[values < value].sum() + 0.5 * weights[values == value].sum())
