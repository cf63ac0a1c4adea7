"""Evidence indicators: what an analyst's item may be about, and which variable of a path it speaks of."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from fourfutures.errors import Both
from fourfutures.study.entry import Entry, Id, Names, Text
from fourfutures.study.errors import refusal

Side = Literal["US", "CN"]

# Variables of a path that a predicate may name, with their units.
PATH_VARIABLES: dict[str, str] = {
    "compute_stock_us": "million H100e",
    "compute_stock_cn": "million H100e",
    "compute_ratio": "ratio",
    "investment_us": "US$bn per year",
    "investment_cn": "US$bn per year",
    "chip_supply_us": "million H100e per year",
    "chip_supply_cn": "million H100e per year",
    "chip_imports_cn": "million H100e per year",
    "power_added_us": "GW per year",
    "power_added_cn": "GW per year",
    "export_regime": "category",
    "frontier_gap": "yr",
    "price_gap": "log",
    "adoption_us": "share",
    "adoption_cn": "share",
    "home_us": "share",
    "home_cn": "share",
    "share_us": "share",
    "share_cn": "share",
    "share_own": "share",
    "open_origin_us": "share",
    "open_origin_cn": "share",
    "open_origin_gap": "share",
    "led_abroad_ratio": "log",
    "deal_power_us": "GW",
    "deal_power_cn": "GW",
    "trust_us": "logit",
    "trust_cn": "logit",
}


class EvidenceIndicator(Entry):
    """What items of one kind speak of: a variable of the path, and the side that a higher value of it favours.

    Where the variable depends on whose market an item is about, `actors` gives it by actor, and a higher value favours
    that actor.
    """

    id: Id
    name: Names
    area: Literal[1, 2, 3]
    variable: Text | None = None
    favours: Side | None = None
    actors: dict[str, Text] = Field(default_factory=dict)
    note: str = ""

    @model_validator(mode="after")
    def _one_way(self) -> EvidenceIndicator:
        if (self.variable is None) != (self.favours is None) or (self.variable is None) == (not self.actors):
            raise refusal(
                Both(
                    "it needs a variable and the side that it favours, or variables by actor",
                    "须写明变量及其有利的一方，或按主体分列变量",
                ),
                Both("write variable and favours, or actors", "请写 variable 和 favours，或写 actors"),
            )
        return self

    def read(self, actor: str) -> tuple[str, Side] | None:
        """The variable and the side that a higher value favours; None where the actor has no variable."""
        if self.variable is not None and self.favours is not None:
            return self.variable, self.favours
        if actor not in self.actors:
            return None
        return self.actors[actor], "CN" if actor == "CHN" else "US"
