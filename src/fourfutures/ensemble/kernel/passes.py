"""The passes of a kernel: which equations run over the lanes, what they read and what they leave."""

from __future__ import annotations

from typing import Any

from fourfutures.ensemble.kernel.emission import Output, Pass, split
from fourfutures.ensemble.kernel.layout import (
    CONSTANTS,
    ROWS,
    TABLE,
    Inputs,
    leaves,
    place,
    planted,
    values,
)
from fourfutures.ensemble.kernel.tracing import Graph
from fourfutures.model import (
    Bloc,
    BlocChannels,
    BlocFlows,
    BlocParameters,
    BlocShocks,
    Channels,
    Clock,
    Constants,
    Country,
    CountryChannels,
    CountryParameters,
    Measured,
    Origin,
    Parameters,
    PartnerBounds,
    PartnerErrors,
    PartnerSums,
    Shares,
    Shocks,
    State,
    Sums,
    World,
    WorldChannels,
    WorldParameters,
    observe,
    partner_start,
    promised,
    series_of,
    standing_of,
    start_blocs,
    start_country,
    start_flows,
    step_blocs,
    step_country,
    stock_a_year_ago,
    under_way,
    use_of,
)

# Symbols stand where the equations' types say numbers, so this module reads the equations as Any.
NOTHING: Any = None  # a part of the state that a pass must not read
BY_COUNTRY = ("table.", "country.", "partner.", "country_channels.", "deal.")


def passes() -> tuple[list[Pass], int]:
    """Every pass of a kernel, and the number of rows that a tile needs."""
    before, country, rows = split(_month_of_country(), BY_COUNTRY, ROWS)
    blocs = [_start(), _month_of_blocs(), _reading()]
    return [*blocs, _deal_under_way(), _partner_start(), before, country, _weighted_use()], rows


class _Reader(Inputs):
    """Inputs of one pass, with the trees that several passes share."""

    def __init__(self) -> None:
        self.graph = Graph()
        super().__init__(self.graph)

    def constant(self, name: str) -> Any:
        return self.scalar(f"constant.{name}", f"constants[{CONSTANTS.index(name)}]")

    def known(self, name: str) -> Any:
        """A number known for the partner that the pass works on."""
        return self.scalar(f"table.{name}", f"table[c, {TABLE.index(name)}]")

    def parameters(self) -> Parameters:
        return Parameters(
            self.tree(BlocParameters, "parameters", "us."),
            self.tree(BlocParameters, "parameters", "cn."),
            self.tree(WorldParameters, "parameters", "world."),
            planted(Constants, self.constant),
            self.constant("people_us"),
            self.constant("people_cn"),
        )

    def blocs(self) -> tuple[Bloc, Bloc, World]:
        return (
            self.tree(Bloc, "state", "us."),
            self.tree(Bloc, "state", "cn."),
            self.tree(World, "state", "world."),
        )

    def flows(self) -> tuple[BlocFlows, BlocFlows]:
        return self.tree(BlocFlows, "flows", "us."), self.tree(BlocFlows, "flows", "cn.")

    def channels(self) -> Channels:
        return Channels(
            self.tree(BlocChannels, "channels", "us."),
            self.tree(BlocChannels, "channels", "cn."),
            self.tree(WorldChannels, "channels", "world."),
            self.tree(CountryChannels, "country_channels"),
        )

    def clock(self, us: Any, cn: Any) -> Clock:
        years: Any = self.scalar("clock.years", "clock[0]")
        dt: Any = self.scalar("clock.dt", "clock[1]")
        return Clock(years, dt, us, cn)

    def number(self, region: str, name: str) -> Any:
        return self.lane(region, name)

    def plan(self, name: str, doc: str, arguments: str, outputs: list[Output]) -> Pass:
        return Pass(name, doc, arguments.split(), self.graph, self.lanes, self.scalars, outputs)

    def left(self, region: str, tree: Any, prefix: str = "") -> list[Output]:
        """A named tuple written to a region's rows `prefix + leaf`."""
        return [
            Output(place(region, prefix + leaf), self.graph.symbol(value))
            for leaf, value in zip(leaves(type(tree)), values(tree), strict=True)
        ]

    def each(self, region: str, numbers: dict[str, Any], adds: bool = False) -> list[Output]:
        """Single numbers written to a region, or added to it."""
        return [
            Output(place(region, name), self.graph.symbol(value), adds) for name, value in numbers.items()
        ]


def _start() -> Pass:
    read = _Reader()
    p = read.parameters()
    us, cn, world = start_blocs(p)
    flows_us, flows_cn = start_flows(p)
    return read.plan(
        "start",
        "Both blocs and the world at the origin.",
        "constants tile",
        [
            *read.left("state", us, "us."),
            *read.left("state", cn, "cn."),
            *read.left("state", world, "world."),
            *read.left("flows", flows_us, "us."),
            *read.left("flows", flows_cn, "cn."),
        ],
    )


def _month_of_blocs() -> Pass:
    read = _Reader()
    p = read.parameters()
    us, cn, world = read.blocs()
    back: Any = read.scalar("clock.back", "clock[2]")
    ago = [
        stock_a_year_ago(read.number("year_ago", bloc), own.growth_2025, back)
        for bloc, own in (("us", p.us), ("cn", p.cn))
    ]
    sums = Sums(*(read.number("memory", name) for name in ("use_us", "use_cn", "reciprocal_us")))
    shocks = Shocks(
        read.tree(BlocShocks, "shocks", "us."),
        read.tree(BlocShocks, "shocks", "cn."),
        read.number("shocks", "regime"),
        read.number("shocks", "supply"),
        NOTHING,
    )
    origin = Origin(read.number("memory", "origin_use_us"), read.number("memory", "origin_use_cn"))
    next_us, next_cn, next_world, flows_us, flows_cn = step_blocs(
        p, State(us, cn, world, NOTHING, sums), origin, shocks, read.channels(), read.clock(*ago)
    )
    return read.plan(
        "month_of_blocs",
        "One month of both blocs and the world.",
        "constants clock tile",
        [
            *read.left("state", next_us, "us."),
            *read.left("state", next_cn, "cn."),
            *read.left("state", next_world, "world."),
            *read.left("flows", flows_us, "us."),
            *read.left("flows", flows_cn, "cn."),
        ],
    )


def _deal_under_way() -> Pass:
    read = _Reader()
    gigawatt: Any = read.scalar("gigawatt", "gigawatt")
    age: Any = read.scalar("age", "age")
    first, second = under_way(
        gigawatt, age, read.number("parameters", "world.deal_build_years"),
        read.number("parameters", "world.deal_slippage"),
    )  # fmt: skip
    return read.plan(
        "deal_under_way",
        "What one deal of before the origin has under construction, in both stages.",
        "gigawatt age tile",
        read.each("building", {"us_1": first, "us_2": second}),
    )


def _partner_start() -> Pass:
    read = _Reader()
    start = partner_start(
        Measured(*(read.known(name) for name in Measured._fields)),
        PartnerErrors(*(read.number("errors", name) for name in PartnerErrors._fields)),
        PartnerBounds(),
    )
    built = [read.number("building", name) for name in ("us_1", "us_2", "cn_1", "cn_2")]
    country = start_country(
        CountryParameters(
            start.affinity, start.adoption, start.ceiling, *start.shares, NOTHING, NOTHING, *built
        )
    )
    own = {"affinity": start.affinity, "ceiling": start.ceiling, "share_us_0": start.shares.us,
           "share_cn_0": start.shares.cn, "share_own_0": start.shares.own}  # fmt: skip
    return read.plan(
        "partner_at_origin",
        "One partner at the origin, and its part of the sums over partners.",
        "table c partner country tile",
        [*read.each("partner", own), *read.left("country", country), *_summed(read, country)],
    )


def _summed(read: _Reader, country: Country) -> list[Output]:
    """What one partner adds to the sums of a month."""
    people, north, weight = read.known("people"), read.known("north"), read.known("weight")
    shares = country.shares
    users = people * country.adoption
    return read.each(
        "sums",
        {
            "use_us": use_of(people, country.adoption, shares.us),
            "use_cn": use_of(people, country.adoption, shares.cn),
            "use_own": use_of(people, country.adoption, shares.own),
            "north": users * north,
            "south": users * (1.0 - north),
            "deal_power_us": country.deals_us.deal_power,
            "deal_power_cn": country.deals_cn.deal_power,
            "weighted_us": use_of(weight, country.adoption, shares.us),
            "weighted_cn": use_of(weight, country.adoption, shares.cn),
            "weighted_own": use_of(weight, country.adoption, shares.own),
        },
        adds=True,
    )


def _month_of_country() -> Pass:
    read = _Reader()
    p = read.parameters()
    us, cn, world = read.blocs()
    flows_us, flows_cn = read.flows()
    own = {name: read.number("partner", name) for name in
           ("affinity", "ceiling", "share_us_0", "share_cn_0", "share_own_0")}  # fmt: skip
    scale, channels = read.known("deal_scale"), read.channels()
    q = CountryParameters(
        own["affinity"], NOTHING, own["ceiling"], own["share_us_0"], own["share_cn_0"], own["share_own_0"],
        read.known("people"), scale, NOTHING, NOTHING, NOTHING, NOTHING,
    )  # fmt: skip
    country, flows = step_country(
        p, q, read.tree(Country, "country"), us, cn, world, flows_us, flows_cn, read.number("deal", "uniform"),
        channels, read.clock(NOTHING, NOTHING),
    )  # fmt: skip
    ratio = p.us.deal_reciprocal_ratio + channels.us.reciprocal
    more = {
        "hazard_us": flows.hazard_us,
        "hazard_cn": flows.hazard_cn,
        "reciprocal_us": promised(flows.signed_us, scale, p.world.capex_musd_per_mw, ratio)
        + channels.country.reciprocal,
    }
    return read.plan(
        "month_of_country",
        "One month of one partner, and its part of the sums over partners.",
        "constants clock table c partner country tile",
        [*read.left("country", country), *_summed(read, country), *read.each("sums", more, adds=True)],
    )


def _reading() -> Pass:
    read = _Reader()
    p = read.parameters()
    us, cn, world = read.blocs()
    flows_us, flows_cn = read.flows()
    north: Any = read.scalar("people_north", "groups[0]")
    south: Any = read.scalar("people_south", "groups[1]")

    def total(name: str) -> Any:
        return read.number("sums", name)

    hazard_us = read.number("memory", "hazard_us") + total("hazard_us") / 12.0
    hazard_cn = read.number("memory", "hazard_cn") + total("hazard_cn") / 12.0
    used = Shares(total("use_us"), total("use_cn"), total("use_own"))
    seen = observe(
        p, us, cn, world, flows_us, flows_cn,
        PartnerSums(
            *used,
            (total("north") + p.people_us * us.adoption) / (north + p.people_us),
            (total("south") + p.people_cn * cn.adoption) / (south + p.people_cn),
            hazard_us, hazard_cn, total("deal_power_us"), total("deal_power_cn"),
        ),
    )  # fmt: skip
    kept = {
        "hazard_us": hazard_us,
        "hazard_cn": hazard_cn,
        "use_us": total("use_us") + p.people_us * us.adoption,
        "use_cn": total("use_cn") + p.people_cn * cn.adoption,
        "reciprocal_us": total("reciprocal_us"),
    }
    weighted = {name: total(name) for name in ("weighted_us", "weighted_cn", "weighted_own")}
    return read.plan(
        "reading",
        "What a month leaves behind, and what the next month remembers of it.",
        "constants groups tile",
        [
            *read.left("monthly", series_of(us, cn, world, flows_us, flows_cn, used), "series."),
            *read.left("monthly", standing_of(us, cn, flows_us, flows_cn, used), "standing."),
            *read.left("monthly", seen, "observable."),
            *read.each("monthly", weighted),
            *read.each("memory", kept),
        ],
    )


def _weighted_use() -> Pass:
    read = _Reader()
    weight: Any = read.scalar("weight", "weight")
    adoption = read.number("country", "adoption")
    used = {
        option: use_of(weight, adoption, read.number("country", f"shares.{option}"))
        for option in ("us", "cn", "own")
    }
    return read.plan(
        "weighted_use",
        "Use by option under one weighing of economies, added up over partners.",
        "weight country tile",
        read.each("weighted", used, adds=True),
    )
