"""How far one term can move before a side loses: break-evens of the mean, with the members that lose on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.dealing.assumption import Assumptions
from fourfutures.analysis.dealing.offering import with_term
from fourfutures.analysis.dealing.root import first_crossing
from fourfutures.analysis.dealing.valuation import Valuation, chance, phases, value
from fourfutures.analysis.quantile import weighted_mean
from fourfutures.model import list_price
from fourfutures.study import Offer, Study

Reals = NDArray[np.float64]
STEPS = 9  # places at which a curve is read
PRICE = "price"  # the list price, no term of an offer
DEAREST = 3.0  # times the list price
TERMS = ("offtake_share", "price_discount", "reciprocal_ratio", "partner_share")
# Sides that break even: the partner's both parties together at the common rate, and single parties at their own.
SIDES = ("partner", "partner_government", "partner_firms", "provider", "third_party")


class Axis(NamedTuple):
    """One number that is moved, all else equal."""

    id: str
    unit: str
    now: float
    low: float
    high: float
    scale: float  # from the axis to what is reported
    at: Callable[[float], Valuation]


def break_evens(offer: Offer, assumed: Assumptions, weights: Reals, study: Study) -> list[dict[str, Any]]:
    """Break-evens of each side by each term that bears on money here; of a side that has any money in the deal."""
    return [entry for axis in _axes(offer, assumed, weights, study) for entry in _along(axis, weights)]


def worth_to(side: str, found: Valuation) -> Reals:
    """Present value to a side, (members,)."""
    return found.partner if side == "partner" else found.npv[side]


def _axes(offer: Offer, assumed: Assumptions, weights: Reals, study: Study) -> list[Axis]:
    axes, now = [], phases(offer, assumed)
    for name in TERMS if offer.capacity_mw > 0.0 else ("price_discount",) if offer.access_users > 0.0 else ():
        if name == "reciprocal_ratio" and offer.stack != "us":
            continue
        term = study.offers.term[name]
        low, high = term.range or (0.0, 1.0)

        def at(place: float, name: str = name) -> Valuation:
            return value(with_term(offer, name, place), assumed, now=now)

        axes.append(Axis(name, term.unit, float(getattr(offer, name)), low, high, 1.0, at))
    if offer.capacity_mw > 0.0:
        price = weighted_mean(np.asarray(list_price(assumed.conditions(offer.stack)))[:, 0], weights)
        unit = study.offers.ledger["service_cost"].unit
        axes.append(
            Axis(PRICE, unit, 1.0, 0.0, DEAREST, price, lambda factor: value(offer, assumed, factor, now))
        )
    return axes


def _along(axis: Axis, weights: Reals) -> list[dict[str, Any]]:
    kept: dict[float, Valuation] = {}

    def at(place: float) -> Valuation:
        if place not in kept:
            kept[place] = axis.at(place)
        return kept[place]

    grid = np.linspace(axis.low, axis.high, STEPS)
    found = []
    for side in SIDES:

        def height(place: float, side: str = side) -> float:
            return weighted_mean(worth_to(side, at(place)), weights)

        heights = [height(float(place)) for place in grid]
        if not any(heights) or max(heights) == min(heights):
            continue
        crossing = first_crossing(height, grid, heights)
        here = worth_to(side, at(axis.now))
        found.append(
            {
                "term": axis.id,
                "unit": axis.unit,
                "side": side,
                "now": axis.now * axis.scale,
                "range": [axis.low * axis.scale, axis.high * axis.scale],
                "value": None if crossing is None else crossing * axis.scale,
                # On which side of the break-even the mean is a loss; throughout the range where there is none.
                "loses": _loses(heights, crossing),
                "mean_now": weighted_mean(here, weights),
                "p_loses_now": chance(here < 0.0, weights),
                "curve": [
                    {
                        "value": float(place) * axis.scale,
                        "mean": mean,
                        "p_loses": chance(worth_to(side, at(float(place))) < 0.0, weights),
                    }
                    for place, mean in zip(grid, heights, strict=True)
                ],
            }
        )
    return found


def _loses(heights: list[float], crossing: float | None) -> str:
    if crossing is None:
        return "always" if max(heights) <= 0.0 else "never"
    # What is above 0 before the first change of sign is below it after.
    first = next(height for height in heights if height != 0.0)
    return "above" if first > 0.0 else "below"
