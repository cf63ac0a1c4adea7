"""Service lost by one economy while layers are withheld: week by week, and what follows from it, in members."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.dependence.assumed import WEEKS, Assumptions
from fourfutures.analysis.dependence.on_site import OnSite
from fourfutures.analysis.dependence.withdrawal import Withdrawal
from fourfutures.model import (
    Shares,
    Withheld,
    cloud_left,
    exposed_use,
    layer_lost,
    moved_use,
    output_at_risk,
    revenue_lost,
    service_lost,
    weights_left,
)

Reals = NDArray[np.float64]
INDEX_WEEK = 4
YEAR = 52  # weeks
EVER = 5_200.0  # weeks: by then any layer has been replaced
HALVINGS = 18  # of a bracket in the search for the week of half-recovery


class Economy(NamedTuple):
    """What the test asks of one economy; arrays have shape (members,)."""

    shares: Shares
    adoption: Reals
    gdp: float  # US$ a year
    on_site: OnSite


class Part(NamedTuple):
    """One layer in one economy, (members,) each."""

    exposed: Reals  # share of use that rests on it
    left: Reals  # of that, what capacity in the country does not cover
    severity: float


class Loss:
    """Service lost in one economy under one withdrawal."""

    def __init__(
        self, economy: Economy, withdrawal: Withdrawal, assumed: Assumptions, shift: float = 0.0
    ) -> None:
        self.economy = economy
        self._withdrawal = withdrawal
        self._assumed = assumed
        self._matrix = assumed.matrix(withdrawal, shift)
        self._curve: Reals | None = None
        self.parts = {
            name: Part(
                np.asarray(exposed_use(economy.shares, self._matrix[name])), self._left(name), severity
            )
            for name, severity in withdrawal.severity.items()
        }

    def by_week(self, far: bool = False) -> Reals:
        """Share of service lost, (weeks 0..52, members); with `far` also at the weeks beyond the year."""
        if self._curve is None:
            pace = self._assumed.pace
            self._curve = self._together(lambda name: self._lost(name, 1.0, pace[name]), pace["cloud"].shape)
        return self._curve if far else self._curve[: WEEKS.shape[0]]

    def at(self, weeks: Reals | float) -> Reals:
        """Share of service lost at some weeks, one for all or one a member, (members,)."""
        week = np.asarray(weeks, dtype=np.float64)
        return self._together(
            lambda name: self._lost(
                name, self._assumed.arrived_by(name, week), self._assumed.open_at(name, week)
            )
        )

    def weeks_to_half(self) -> Reals:
        """The week from which the loss stays at or below half of its worst; not a number where nothing is lost."""
        curve, grid = self.by_week(far=True), self._assumed.grid
        half = 0.5 * curve.max(axis=0)
        above = curve > half
        last = above.shape[0] - 1 - np.argmax(above[::-1], axis=0)
        low = grid[last]
        high = np.append(grid, EVER)[last + 1]
        for _ in range(HALVINGS):
            middle = 0.5 * (low + high)
            still = self.at(middle) > half
            low, high = np.where(still, middle, low), np.where(still, high, middle)
        return np.where(half > 0.0, high, np.nan)

    def moved(self, lost_at_end: Reals) -> Shares:
        """Use that has been replaced by week 52, by the option it has gone to."""
        end = float(YEAR)

        def failed(name: str) -> Reals:
            return self._lost(name, self._assumed.arrived_by(name, np.asarray(end)), 1.0)

        def survives(option: str) -> Reals:
            return 1.0 - self._together(
                lambda name: np.asarray(
                    layer_lost(
                        getattr(self._matrix[name], option), self.parts[name].left, self.parts[name].severity,
                        self._assumed.arrived_by(name, np.asarray(end)), 1.0,
                    )
                )
            )  # fmt: skip

        surviving = Shares(*(survives(option) for option in Shares._fields))
        return moved_use(self.economy.shares, surviving, self._together(failed) - lost_at_end)

    def output(self, years_lost: Reals) -> Reals:
        """Output at risk, US$, from lost service times years."""
        return np.asarray(
            output_at_risk(
                self.economy.gdp, self.economy.adoption, self._assumed.number("value_share"), years_lost
            )
        )

    def revenue(self, years_lost: Reals | float, share: Reals | None = None) -> Reals:
        """Revenue the supplier loses, US$: on its present share of use, or on another share of it."""
        own = getattr(self.economy.shares, self._withdrawal.supplier) if share is None else share
        spend = self._assumed.number("spend_share")
        return np.asarray(revenue_lost(self.economy.gdp, self.economy.adoption, own, spend, years_lost))

    def revenue_of_users(self) -> Reals:
        """Revenue the supplier loses, US$, by what the users of its own stack lose."""
        supplier = self._withdrawal.supplier
        share = getattr(self.economy.shares, supplier)
        alone = Shares(**{name: np.full_like(share, float(name == supplier)) for name in Shares._fields})
        curve = Loss(self.economy._replace(shares=alone), self._withdrawal, self._assumed).by_week()
        return self.revenue(area(curve) / YEAR, share)

    def _left(self, layer: str) -> Reals:
        place, ones = self.economy.on_site, np.ones_like(self.economy.adoption)
        if layer == "cloud":
            return np.asarray(
                cloud_left(place.share, place.remote_control, self._assumed.number("local_relief"))
            )
        if layer == "weights":
            return np.asarray(weights_left(place.in_custody, self._assumed.number("held_weights")))
        return ones

    def _lost(self, layer: str, arrived: Reals | float, still: Reals | float) -> Reals:
        part = self.parts[layer]
        return np.asarray(layer_lost(part.exposed, part.left, part.severity, arrived, still))

    def _together(self, lost: Callable[[str], Reals | float], shape: tuple[int, ...] = ()) -> Reals:
        parts = {name: lost(name) if name in self.parts else 0.0 for name in Withheld._fields}
        found = np.asarray(service_lost(Withheld(**parts)))
        return found if found.ndim else np.zeros(shape or self.economy.adoption.shape)


def area(curve: Reals) -> Reals:
    """Lost service over 52 weeks, in weeks of service: the area under the curve by trapezoids, over its first axis."""
    return np.asarray(0.5 * (curve[:-1] + curve[1:]).sum(axis=0))


def dependency_index(
    economy: Economy, withdrawal: Withdrawal, assumed: Assumptions, shift: float = 0.0
) -> Reals:
    """Share of service lost at week 4 if cloud and weights are withheld whole, (members,)."""
    return Loss(economy, withdrawal.of_the_index(), assumed, shift).at(float(INDEX_WEEK))
