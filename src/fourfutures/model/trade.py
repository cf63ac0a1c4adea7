"""Who buys which chips."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number, exp, maximum, minimum


class Imports(NamedTuple):
    """Chips bought from the other bloc, million H100e per year."""

    total: Number
    licensed: Number  # without grey supply


def chip_demand(investment: Number, cost_per_h100e: Number, cost_decline: Number, years: float) -> Number:
    """Chips a budget buys, million H100e per year: US$bn per year over thousand US$ each."""
    return investment / (cost_per_h100e * exp(-cost_decline * years))


def chip_imports(
    demand: Number, supply: Number, rival_supply: Number, licensed_share: Number, grey_share: Number
) -> Imports:
    """Imports up to the licensed and grey share of the other bloc's output, never beyond it or unmet demand.

    Licences are written as shares of the other side's volume, so imports are too.
    """
    allowed = minimum(1.0, licensed_share + grey_share) * rival_supply
    total = minimum(allowed, maximum(0.0, demand - supply))
    licensed = total * licensed_share / maximum(licensed_share + grey_share, 1e-12)
    return Imports(total, licensed)


def chip_purchases(
    demand: Number, supply: Number, imports: Number, exports: Number, discrepancy: Number
) -> Number:
    """Chips added to the queue, million H100e per year; chips sold to one bloc are not available to the other."""
    return minimum(demand, supply + imports - exports) * exp(discrepancy)


def next_discrepancy(discrepancy: Number, shock: Number, rate: Number, dt: float) -> Number:
    """Model discrepancy on build-out (log points): what is unreported, rented abroad or mis-measured.

    The drift keeps the mean of its exponential at one; `shock` is a standard normal scaled by the root of dt.
    """
    return discrepancy + rate * shock - 0.5 * rate * rate * dt
