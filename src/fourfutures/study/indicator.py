"""Indicators: published series that the study watches, and how each is read against the model."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from fourfutures.study.entry import Entry, Id, Names, Sources, Text

Transform = Literal["none", "log", "logit", "log_ratio"]

# Monthly arrays that the model exposes, in the words of the observation model.
OBSERVABLES = (
    "log_investment_us",
    "log_investment_cn",
    "nvidia_china_sales_log",
    "import_licensed_cn",
    "log_chip_purchases_allied",
    "log_own_supply_cn",
    "log_own_supply_us",
    "log_stock_us",
    "log_stock_cn",
    "regime",
    "frontier_gap",
    "log_use_ratio_cn_us",
    "log_open_origin_ratio",
    "price_gap",
    "logit_home_us",
    "logit_firms_us",
    "logit_home_cn",
    "logit_north",
    "logit_south",
    "deal_share_us",
    "log_deal_power",
    "power_added_us",
    "power_added_cn",
    "chips_added_us",
    "chips_added_cn",
    "deal_power_us",
    "deal_power_cn",
    "trust_us",
    "trust_cn",
)

# Monthly arrays of each partner economy: a row about one economy weighs that economy's own series and nothing else.
PARTNER_OBSERVABLES = ("logit_adoption",)


class Indicator(Entry):
    """A published series: what it measures in the model, its errors in units of the transformed value, and its delay.

    `used` says where its rows go: into the weights, into the start, or only onto a page.
    """

    id: Id
    name: Names
    area: Literal[1, 2, 3]
    unit: Text
    observable: Text | None = None
    # by entity, where an indicator is published for several; `observable` is that of the entities not named
    observables: dict[str, Text] = Field(default_factory=dict)
    slope: float = 1.0  # units of the transformed value per unit of the observable
    slope_sd: float = Field(default=0.0, ge=0.0)
    transform: Transform = "none"
    mode: Literal["change", "level"] = "level"
    error_sd: float | None = Field(default=None, ge=0.0)
    bias_sd: float | None = Field(default=None, ge=0.0)
    lag_months: float = Field(default=0.0, ge=0.0)
    used: Literal["weights", "start", "display"] = "display"
    source: Sources = ()
    judgement: bool = False
    note: str = ""
