"""Predicates of a path: what a member must do for an item of evidence to be true of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
Comparison = Literal["at_least", "at_most"]
WINDOW = 6  # months that a default predicate looks ahead
THETA = 0.5  # credit for the origin of open weights in use led abroad, whatever the dials

# Monthly quantities behind each variable; where there are several, `_DERIVED` says how they make one.
_SERIES = (
    "compute_stock_us", "compute_stock_cn", "compute_ratio", "investment_us", "investment_cn", "chip_supply_us",
    "chip_supply_cn", "chip_imports_cn", "power_added_us", "power_added_cn", "export_regime", "frontier_gap", "price_gap",
    "adoption_us", "adoption_cn", "share_us", "share_cn", "share_own", "open_origin_us", "open_origin_cn",
)  # fmt: skip
QUANTITIES: dict[str, tuple[str, ...]] = {
    **{name: (f"series.{name}",) for name in _SERIES},
    **{f"home_{bloc}": (f"standing.home_{bloc}",) for bloc in ("us", "cn")},
    **{f"{what}_{bloc}": (f"observable.{what}_{bloc}",) for what in ("deal_power", "trust") for bloc in ("us", "cn")},
    "open_origin_gap": ("series.open_origin_us", "series.open_origin_cn"),
    "led_abroad_ratio": (
        "weighted_us", "weighted_cn", "weighted_own", "series.open_origin_us", "series.open_origin_cn",
    ),
}  # fmt: skip


class Predicate(NamedTuple):
    """A variable reaches a threshold at the end of some month after the origin, up to a day."""

    variable: str
    comparison: Comparison
    threshold: float
    by: date


class Sight(NamedTuple):
    """One number of each member: a change between two months, or the highest or lowest value of some months."""

    kind: Literal["change", "highest", "lowest"]
    variable: str
    first: int  # months after the origin
    last: int

    @property
    def name(self) -> str:
        """What the number is, for the name of a stored column."""
        return f"{self.kind} {self.variable} {self.first}-{self.last}"


class Sights:
    """Reads sights off members; columns follow `sights`."""

    def __init__(self, sights: Sequence[Sight]) -> None:
        self.sights = tuple(sights)
        self.count = len(self.sights)
        self.quantities = frozenset(name for sight in self.sights for name in QUANTITIES[sight.variable])
        self.months = max((sight.last for sight in self.sights), default=0)

    def __call__(self, monthly: Mapping[str, Reals]) -> Reals:
        """(members, sights) from monthly quantities of shape (members, months + 1)."""
        columns = []
        for sight in self.sights:
            path = variable(sight.variable, monthly)
            if sight.kind == "change":
                columns.append(path[:, sight.last] - path[:, sight.first])
            else:
                months = path[:, sight.first : sight.last + 1]
                columns.append(months.max(axis=1) if sight.kind == "highest" else months.min(axis=1))
        return np.stack(columns, axis=1)


def variable(name: str, monthly: Mapping[str, Reals]) -> Reals:
    """Monthly values of a variable of the path, in its unit."""
    parts = [monthly[part] for part in QUANTITIES[name]]
    if name == "open_origin_gap":
        us, cn = parts
        return np.asarray(cn - us)
    if name == "led_abroad_ratio":
        us, cn, own, origin_us, origin_cn = parts
        return np.asarray(np.log((us + THETA * origin_us * own) / (cn + THETA * origin_cn * own)))
    return parts[0]


def explicit(predicate: Predicate, last: int) -> Sight:
    """What must be read off a member for a predicate, over months 1 to `last`."""
    kind: Literal["highest", "lowest"] = "highest" if predicate.comparison == "at_least" else "lowest"
    return Sight(kind, predicate.variable, 1, last)


def reached(predicate: Predicate, seen: Reals) -> Flags:
    """Members of which the predicate holds."""
    if predicate.comparison == "at_least":
        return np.asarray(seen >= predicate.threshold)
    return np.asarray(seen <= predicate.threshold)


def further(seen: Reals, sign: float, mass: Reals) -> Flags:
    """Members whose change goes further one way than that of the median member, which `mass` weighs."""
    return np.asarray(sign * seen > sign * _median(seen, mass))


def _median(values: Reals, mass: Reals) -> float:
    order = np.argsort(values, kind="stable")
    ends = np.cumsum(mass[order])
    return float(values[order[min(int(np.searchsorted(ends, 0.5 * ends[-1])), values.shape[0] - 1)]])
