"""Dimensional check: the equations run on numbers that carry the units the study declares."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from fourfutures.ensemble import Draws
from fourfutures.model import (
    UNTOUCHED,
    BlocParameters,
    BlocShocks,
    Clock,
    Constants,
    CountryParameters,
    Origin,
    Parameters,
    Shocks,
    State,
    Sums,
    WorldParameters,
    start_blocs,
    start_country,
    start_flows,
    step_blocs,
    step_country,
)
from fourfutures.study import Study
from tests.model.quantity import TIME, DimensionError, Quantity, declared, unit

YEAR = {TIME: Fraction(1)}
ROOT = {TIME: Fraction(1, 2)}
NORMAL = {"investment", "discrepancy", "frontier", "home"}


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("million H100e/yr", 1e6),
        ("thousand US$/H100e", 1e3),
        ("GW/yr", 1e9),
        ("kW/H100e", 1e3),
        ("million US$/MW", 1.0),
    ],
)
def test_unit_texts_are_read_as_written(text: str, scale: float):
    assert unit(text)[1] == pytest.approx(scale)


def test_years_do_not_add_to_gigawatts():
    with pytest.raises(DimensionError):
        declared(1.0, "GW") + declared(1.0, "yr")


def parameters(study: Study, changed: dict[str, str]) -> Parameters:
    draws = Draws(study, 0)
    one = np.zeros(1, dtype=np.int64)

    def get(name: str) -> Quantity:
        entry = study.uncertainties[name]
        return declared(float(np.asarray(draws.value(name, one)).ravel()[0]), changed.get(name, entry.unit))

    def bloc(name: str, side: str) -> Quantity:
        if name == "frontier_0":
            return declared(0.0, "yr") if side == "us" else -get("gap_0")
        return get(f"{name}_{side}" if f"{name}_{side}" in study.uncertainties else name)

    return Parameters(
        BlocParameters(*(bloc(name, "us") for name in BlocParameters._fields)),
        BlocParameters(*(bloc(name, "cn") for name in BlocParameters._fields)),
        WorldParameters(*(get(name) for name in WorldParameters._fields)),
        Constants(*(get(name) for name in Constants._fields)),
        0.04,
        0.18,
    )


def one_month(study: Study, changed: dict[str, str] | None = None) -> tuple[Any, ...]:
    p = parameters(study, changed or {})
    dt = Quantity(1 / 12, YEAR)
    shocks = BlocShocks(
        *(Quantity(0.1, ROOT) if name in NORMAL else Quantity(0.4) for name in BlocShocks._fields)
    )
    us, cn, world = start_blocs(p)
    gw = declared(0.5, "GW")
    q = CountryParameters(
        Quantity(0.2), Quantity(0.2), Quantity(0.8), Quantity(0.85), Quantity(0.1), Quantity(0.05), Quantity(0.01),
        gw, gw, gw, gw, gw,
    )  # fmt: skip
    country = start_country(q)
    sums = Sums(Quantity(0.05), Quantity(0.04), declared(0.0, "US$bn"))
    clock = Clock(
        dt,
        dt,
        np.log(us.floor.compute_stock),
        np.log(cn.floor.compute_stock),
        Quantity(1.0, YEAR),
    )
    start_flows(p)
    result = step_blocs(
        p, State(us, cn, world, country, sums), Origin(sums.use_us, sums.use_cn),
        Shocks(shocks, shocks, Quantity(0.4), Quantity(0.4), Quantity(0.4)), UNTOUCHED, clock,
    )  # fmt: skip
    countries = step_country(p, q, country, *result, Quantity(0.001), UNTOUCHED, clock)
    return (*result, *countries)


def test_every_equation_of_a_month_adds_only_like_to_like(study: Study):
    us, cn, world, flows_us, flows_cn, country, _ = one_month(study)
    assert us.floor.compute_stock.dimension == declared(1, "million H100e").dimension
    assert us.floor.compute_stock.scale == pytest.approx(1e6)
    assert flows_us.new_power.dimension == declared(1, "GW/yr").dimension
    assert us.frontier_level.dimension == YEAR
    assert country.deals_us.deal_power.scale == pytest.approx(1e9)
    for pure in (country.adoption, country.shares.us, world.price_gap, flows_cn.open_origin, cn.trust_loss):
        found = Quantity.lift(pure)
        assert found.value == 0.0 or (found.dimension == {} and found.scale == pytest.approx(1.0))
    assert math.isfinite(us.home_intensity.value)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("power_out_us", "GW"), ("investment_0_cn", "US$tn/yr"), ("build_years_us", "1/yr"), ("retire", "yr"),
     ("power_per_h100e_us", "MW/H100e"), ("gap_0", "log"), ("custom_us", "logit"), ("home_noise", "log/yr")],
)  # fmt: skip
def test_a_wrong_unit_in_the_study_is_noticed(study: Study, name: str, wrong: str):
    with pytest.raises(DimensionError):
        one_month(study, {name: wrong})
