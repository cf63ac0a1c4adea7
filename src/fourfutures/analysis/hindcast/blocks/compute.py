"""Chips, trade and power of both sides, run by the simulation itself from a start that continues the record.

The record gives each side a stock C and its growth g over 36 months. The start lies on the flows of that growth: budgets
pay for (g + what retires) C chips a year, and budgets, chips and halls all go on growing as the stock did. One thing
binds each side at the start, so that the median member continues its record: its budget, and under a rule for China the
chips to be had. Of everything else there is half as much again. (Setting all limits equal makes the least of several
uncertain numbers bind: the side with more limits then falls behind for no reason in its record.) Before there was a rule,
chips were for sale to anyone: the share of the other side's output that may be bought is 1 and no rule changes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.hindcast.blocks.ask import Ask, months_between, read
from fourfutures.analysis.hindcast.luck import DT, CalendarChance
from fourfutures.analysis.hindcast.recentring import Trend, recentred, sure, trend, weighed
from fourfutures.ensemble import Binding, Moment, simulate
from fourfutures.model import UNTOUCHED, CountryParameters
from fourfutures.study import Prior, Study

Reals = NDArray[np.float64]
Centres = dict[str, float | Prior]

NEVER = 1e-9  # a hazard or a share that stands for none, where a prior must be above zero
LEAST_GROWTH = 0.05  # log a year, of purchases: a record that stood still is still one of purchases for wear
OWN_BEFORE_RULES = 0.1  # of Chinese purchases, made at home while anything could be bought; a judgement
LEAST_OWN = 0.1  # of Chinese purchases under a rule
SLACK = 1.5  # of chips and halls over what budgets pay for; a judgement
RATIO = "USA-CHN"


def clusters(ask: Ask) -> dict[str, Reals]:
    """Log of US over Chinese stock, (times, members)."""
    us, cn = (trend(ask.known[code]) for code in ("USA", "CHN"))
    rate = ask.discrepancy(RATIO)
    if rate is None:
        rate = ask.study.uncertainties["build_discrepancy_rate"].prior.centre
    us, cn = _grown(ask, us, cn, rate)
    centres = _rule(ask) | flows_of(ask.study, us, cn, _share_allowed(ask))
    centres["build_discrepancy_rate"] = max(rate, NEVER)
    start = ask.start()
    path = [
        np.log(moment.state.us.floor.compute_stock) - np.log(moment.state.cn.floor.compute_stock)
        for moment in _run(ask, centres, start)
    ]
    ratio = us.level - cn.level
    return {RATIO: ratio + read([step - path[0] for step in path], start, ask.times)}


def imports(ask: Ask) -> dict[str, Reals]:
    """Log of the chips that China has bought under licence, (times, members): the sum so far and a share of US output."""
    ((entity, record),) = ask.known.items()
    sold = next(iter(ask.beside.values()))
    both = np.intersect1d(record.months, sold.months)
    to_china, to_all = (
        np.diff(np.exp(each.only(np.isin(each.months, both)).values)) for each in (record, sold)
    )
    flows = sold.only(np.isin(sold.months, both[1:]))
    output = trend(flows, np.log(to_all))
    quarters = 12.0 / ask.target.step  # in a year
    centres: Centres = _rule(ask)
    # A quarter's mean rate lies half a quarter back.
    centres["chip_output_us"] = quarters * math.exp(output.level + output.growth / (2.0 * quarters)) / 1e6
    for limb in ("growth_logic_us", "growth_memory_us"):
        centres[limb] = output.growth
    under = (
        both[1:] - ask.target.step >= ask.rule_since - 1
    )  # quarters that lie wholly under the rule in force
    if ask.rule is not None and under.sum() >= 2:
        seen = float(to_china[under].sum() / to_all[under].sum())
        centres |= _allowed_as_seen(ask.study, ask.rule, seen)
    start = float(record.times[-1])
    bought = np.exp(record.values[-1])
    path: list[Reals] = []
    for moment in _run(ask, centres, start):
        flow = np.asarray(moment.flows.cn.imports_licensed) * 1e6 * DT
        path.append(np.zeros_like(flow) + bought if not path else path[-1] + flow)
    return {entity: np.log(read(path, start, ask.times))}


def _grown(ask: Ask, us: Trend, cn: Trend, rate: float) -> tuple[Trend, Trend]:
    """Both trends with their growth weighed against that of the two together: neither side is expected to gain."""
    both = np.intersect1d(ask.known["USA"].months, ask.known["CHN"].months)
    kept = [ask.known[code].only(np.isin(ask.known[code].months, both)) for code in ("USA", "CHN")]
    together = trend(kept[0], np.log(sum(np.exp(record.values) for record in kept))).growth
    widths = [ask.study.uncertainties[f"growth_2025_{side}"].prior.sd or 0.0 for side in ("us", "cn")]
    grown = [weighed(past, together, width, rate) for past, width in zip((us, cn), widths, strict=True)]
    return us._replace(growth=grown[0]), cn._replace(growth=grown[1])


def flows_of(study: Study, us: Trend, cn: Trend, allowed: float) -> Centres:
    """Centres of the parameters that put both sides on the flows of their recorded growth; stocks in H100e, as logs."""
    fixed = {name: study.uncertainties[name].prior.centre for name in ("retire", "pipeline_3")}
    stock = {"us": math.exp(us.level) / 1e6, "cn": math.exp(cn.level) / 1e6}
    growth = {"us": us.growth, "cn": cn.growth}
    bought = {side: stock[side] * max(growth[side] + fixed["retire"], LEAST_GROWTH) for side in ("us", "cn")}
    if allowed >= 1.0:
        own = OWN_BEFORE_RULES * bought["cn"]
        abroad, margin = bought["cn"] - own, 1.0
    else:
        abroad = min((1.0 - LEAST_OWN) * bought["cn"], allowed / (1.0 - allowed) * bought["us"])
        own, margin = bought["cn"] - abroad, _margin(study, "cn", allowed)
    output = {"us": SLACK * (bought["us"] + abroad), "cn": own}
    # While anyone may buy, the maker's output keeps up with the buyer that grows faster.
    makes = {"us": max(growth.values()) if allowed >= 1.0 else growth["us"], "cn": growth["cn"]}
    demand = {"us": bought["us"], "cn": margin * bought["cn"]}
    found: Centres = {}
    for side in ("us", "cn"):
        of = _centres(study, side)
        power = growth[side] - of["power_decline"]
        stage = max(0.5, 1.0 + power * of["build_years"] / 3.0)
        found |= {
            f"compute_stock_0_{side}": stock[side],
            f"growth_2025_{side}": growth[side],
            f"chip_output_{side}": output[side],
            f"growth_logic_{side}": makes[side],
            f"growth_memory_{side}": makes[side],
            f"investment_0_{side}": of["cost_per_h100e"] * demand[side],
            f"growth_boom_{side}": growth[side] - of["cost_decline"],
            f"power_out_{side}": SLACK * bought[side] * of["power_per_h100e"] / fixed["pipeline_3"],
            f"start_ratio_{side}": fixed["pipeline_3"] * stage**3 / (1.0 - of["cancel_share"]),
        }
        if side == "us":  # both sides share the shape of the pipeline; the US one is where power binds
            found |= {"pipeline_2": fixed["pipeline_3"] * stage, "pipeline_1": fixed["pipeline_3"] * stage**2}
    # Halls that stand idle are as large beside the stock as in the study.
    idle = study.uncertainties["idle_halls_0_cn"].prior.centre
    found["idle_halls_0_cn"] = idle / study.uncertainties["compute_stock_0_cn"].prior.centre * stock["cn"]
    return found


def _centres(study: Study, side: str) -> dict[str, float]:
    names = (
        "power_decline",
        "build_years",
        "cancel_share",
        "cost_per_h100e",
        "cost_decline",
        "power_per_h100e",
    )
    return {name: study.uncertainties[f"{name}_{side}"].prior.centre for name in names}


def _margin(study: Study, side: str, allowed: float) -> float:
    """How far the study's budgets go beyond the chips to be had."""
    centre = {name: entry.prior.centre for name, entry in study.uncertainties.items()}
    supply = centre[f"chip_output_{side}"] + allowed * centre["chip_output_us"]
    return max(1.0, centre[f"investment_0_{side}"] / centre[f"cost_per_h100e_{side}"] / supply)


def _rule(ask: Ask) -> Centres:
    """The export rule at the origin; without one, no limit and no change."""
    if ask.rule is None:
        hazards = ("regime_up_0", "regime_up_1", "regime_down_1", "regime_down_2")
        return {
            "regime_0": sure(0.0),
            "import_cap_0_cn": sure(1.0),
            "import_cap_1_cn": NEVER,
            "import_cap_2_cn": NEVER,
            **dict.fromkeys(hazards, NEVER),
        }
    return {"regime_0": sure(float(ask.rule)), "shipped_regime_0": float(ask.rule)}


def _share_allowed(ask: Ask) -> float:
    """Share of US output that China may buy at the origin, grey supply included."""
    if ask.rule is None:
        return 1.0
    names = [f"import_cap_{rule}_cn" for rule in range(ask.rule + 1)]
    return sum(ask.study.uncertainties[name].prior.centre for name in (*names, "grey_share_cn"))


def _allowed_as_seen(study: Study, rule: int, seen: float) -> Centres:
    """The licensed share of the rule in force as it was seen; shares of tighter rules stay below it."""
    below = [study.uncertainties[f"import_cap_{lower}_cn"].prior.centre for lower in range(rule)]
    if sum(below) >= seen:
        scale = 0.5 * seen / sum(below) if below else 1.0
        tighter: Centres = {f"import_cap_{lower}_cn": scale * cap for lower, cap in enumerate(below)}
        return tighter | {f"import_cap_{rule}_cn": max(NEVER, seen - scale * sum(below))}
    return {f"import_cap_{rule}_cn": max(NEVER, seen - sum(below))}


def _run(ask: Ask, centres: Centres, start: float) -> Iterator[Moment]:
    """Both blocs month by month, without partners."""
    binding = Binding(recentred(ask.study, centres), ask.luck.seed)
    p = binding.parameters(ask.luck.ids)
    nobody = CountryParameters(*(np.zeros((0, 1)) for _ in CountryParameters._fields))
    months = len(months_between(start, ask.times))
    chance = CalendarChance(ask.luck, math.floor(start))
    return simulate(p, nobody, chance, [UNTOUCHED] * months, DT)
