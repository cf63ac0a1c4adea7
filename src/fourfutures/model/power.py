"""Power under construction, powered halls, chips waiting, chips energised."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number, exp, minimum


class Grid(NamedTuple):
    """AI data-centre power under construction in one bloc."""

    build_stage_1: Number  # GW
    build_stage_2: Number  # GW
    build_stage_3: Number  # GW


class Floor(NamedTuple):
    """Chips and halls of one bloc, million H100e."""

    compute_stock: Number
    origin_stock: Number  # the part of the stock that stood at the origin; only this part retires
    chip_queue: Number  # delivered, not energised
    idle_halls: Number  # powered space without chips


def starts(start_ratio: Number, power_out: Number, investment: Number, investment_0: Number) -> Number:
    """Construction started, GW per year: in proportion to investment."""
    return start_ratio * power_out * (investment / investment_0)


def connect(grid: Grid, started: Number, build_years: Number, dt: float) -> tuple[Grid, Number]:
    """Advance the pipeline by one step; return it and the GW per year leaving it, as an Erlang-3 delay [forrester-1961].

    Three stages and not one: construction times are gamma-like, and an exponential delay would connect power on day
    one. No stage gives out more in a step than it holds, however short the build.
    """
    rate = minimum(3.0 / build_years, 1.0 / dt)
    first = rate * grid.build_stage_1
    second = rate * grid.build_stage_2
    third = rate * grid.build_stage_3
    return Grid(
        grid.build_stage_1 + (started - first) * dt,
        grid.build_stage_2 + (first - second) * dt,
        grid.build_stage_3 + (second - third) * dt,
    ), third


def halls(
    new_power: Number, power_per_h100e: Number, power_decline: Number, years: float, discrepancy: Number
) -> Number:
    """Powered space delivered, million H100e per year: GW over kW per chip of that month.

    A hall is provisioned for the chips of its month, so later chips do not shrink it.
    """
    return exp(discrepancy) * new_power / (power_per_h100e * exp(-power_decline * years))


def energise(
    floor: Floor, purchases: Number, hall: Number, install_years: float, retire: float, dt: float
) -> tuple[Floor, Number]:
    """Fit queued chips into free halls; return the floor and the chips energised, million H100e per year.

    Chips wait for power or halls wait for chips, and neither is lost by waiting: that storage keeps the stock monotone
    in chip supply and in build speed. Only the origin stock retires, since service life exceeds the horizon.
    """
    queue = floor.chip_queue + purchases * dt
    free = floor.idle_halls + hall * dt
    energised = minimum(queue, free) / install_years
    retired = retire * floor.origin_stock
    return Floor(
        floor.compute_stock + (energised - retired) * dt,
        floor.origin_stock - retired * dt,
        queue - energised * dt,
        free - energised * dt,
    ), energised
