"""Rows of the arrays that a kernel reads and writes: named tuples of the model, flattened in their own order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from fourfutures.ensemble.kernel.tracing import Graph, Symbol
from fourfutures.model import (
    Bloc,
    BlocChannels,
    BlocFlows,
    BlocParameters,
    BlocShocks,
    Capacity,
    Constants,
    Country,
    CountryChannels,
    Cycle,
    Deals,
    Floor,
    Grid,
    Measured,
    Observables,
    PartnerErrors,
    Series,
    Shares,
    Standing,
    World,
    WorldChannels,
    WorldParameters,
)

Tree = TypeVar("Tree")

LANES = 32  # members side by side: two vectors of the widest kind, and a partner's numbers of all lanes in the nearest cache

PARTS: Mapping[type[Any], Mapping[str, type[Any]]] = {
    Bloc: {"floor": Floor, "grid": Grid, "cycle": Cycle, "capacity": Capacity},
    Country: {"shares": Shares, "deals_us": Deals, "deals_cn": Deals},
}


def leaves(shape: type[Any], prefix: str = "") -> list[str]:
    """Dotted names of the numbers in a named tuple, in order."""
    names: list[str] = []
    for field in shape._fields:
        part = PARTS.get(shape, {}).get(field)
        names += [f"{prefix}{field}"] if part is None else leaves(part, f"{prefix}{field}.")
    return names


def values(tree: Any) -> list[Any]:
    """Numbers of a named tuple in the order of `leaves`."""
    found: list[Any] = []
    for value in tree:
        found += values(value) if hasattr(value, "_fields") else [value]
    return found


def planted(shape: type[Tree], give: Callable[[str], Any], prefix: str = "") -> Tree:
    """A named tuple whose numbers are `give(dotted name)`."""
    fields = []
    for field in shape._fields:  # type: ignore[attr-defined] # named tuples have no common type
        part = PARTS.get(shape, {}).get(field)
        name = f"{prefix}{field}"
        fields.append(give(name) if part is None else planted(part, give, f"{name}."))
    return shape(*fields)


def rows(*blocks: tuple[str, type[Any]]) -> tuple[str, ...]:
    """Names of an array's rows, from prefixes and named tuples."""
    return tuple(name for prefix, shape in blocks for name in leaves(shape, prefix))


PARAMETERS = rows(("us.", BlocParameters), ("cn.", BlocParameters), ("world.", WorldParameters))
CONSTANTS = (*Constants._fields, "people_us", "people_cn")
CHANNELS = rows(("us.", BlocChannels), ("cn.", BlocChannels), ("world.", WorldChannels))
COUNTRY_CHANNELS = CountryChannels._fields
COUNTRY = tuple(leaves(Country))
PARTNER = ("affinity", "ceiling", "share_us_0", "share_cn_0", "share_own_0")  # drawn for each member
ERRORS = PartnerErrors._fields
SHOCKS = (*rows(("us.", BlocShocks), ("cn.", BlocShocks)), "regime", "supply")
TABLE = (*Measured._fields, "people", "north", "deal_scale", "weight")  # known for each partner
SUMS = ("use_us", "use_cn", "use_own", "north", "south", "hazard_us", "hazard_cn", "deal_power_us", "deal_power_cn",
        "reciprocal_us", "weighted_us", "weighted_cn", "weighted_own")  # fmt: skip
MEMORY = ("hazard_us", "hazard_cn", "origin_use_us", "origin_use_cn", "use_us", "use_cn", "reciprocal_us")
MONTHLY = (
    *(f"series.{name}" for name in Series._fields),
    *(f"standing.{name}" for name in Standing._fields),
    *(f"observable.{name}" for name in Observables._fields),
    "weighted_us", "weighted_cn", "weighted_own",
)  # fmt: skip

# Everything that a tile of members holds stands in one flat array, region after region, row after row of lanes: with
# one base and known distances a compiler can see that no two rows overlap.
REGIONS: Mapping[str, tuple[str, ...]] = {
    "parameters": PARAMETERS,
    "state": rows(("us.", Bloc), ("cn.", Bloc), ("world.", World)),
    "flows": rows(("us.", BlocFlows), ("cn.", BlocFlows)),
    "channels": CHANNELS,
    "shocks": SHOCKS,
    "year_ago": ("us", "cn"),
    "memory": MEMORY,
    "sums": SUMS,
    "monthly": MONTHLY,
    "building": ("us_1", "us_2", "cn_1", "cn_2"),
    "country_channels": COUNTRY_CHANNELS,
    "errors": ERRORS,
    "deal": ("uniform",),
    "weighted": ("us", "cn", "own"),
}

# What is kept of each partner between months, one row of lanes after another: an array of its own for each partner.
APART: Mapping[str, tuple[str, ...]] = {"country": COUNTRY, "partner": PARTNER}


def first_row(region: str) -> int:
    """Number of the first row of a region."""
    row = 0
    for name, names in REGIONS.items():
        if name == region:
            return row
        row += len(names)
    raise KeyError(region)


ROWS = sum(len(names) for names in REGIONS.values())  # hoisted numbers follow


def place(region: str, name: str) -> str:
    """Where a number stands, as an expression."""
    if region in APART:
        return f"{region}[{APART[region].index(name)} * LANES + lane]"
    return f"tile[{first_row(region) + REGIONS[region].index(name)} * LANES + lane]"


class Inputs:
    """Inputs of one pass: where each symbol is read from."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.lanes: dict[str, str] = {}
        self.scalars: dict[str, str] = {}

    def lane(self, region: str, name: str) -> Symbol:
        """A number that differs by member."""
        self.lanes[f"{region}.{name}"] = place(region, name)
        return self._graph.input(f"{region}.{name}")

    def scalar(self, name: str, expression: str) -> Symbol:
        """A number that all members share."""
        self.scalars[name] = expression
        return self._graph.input(name)

    def tree(self, shape: type[Tree], region: str, prefix: str = "") -> Tree:
        """A named tuple read from a region's rows `prefix + leaf`."""
        return planted(shape, lambda leaf: self.lane(region, prefix + leaf))
