"""A deal on record: who offered what to whom, how far it has come, and which of its terms are public."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from fourfutures.errors import Both
from fourfutures.study.entry import Names
from fourfutures.study.errors import refusal
from fourfutures.study.ladder import Rung, Setback, standing
from fourfutures.study.row import Day, Listed, Precision, Row, Share

# Money of this deal alone, fit to be added; the other scopes also hold something else, or recur.
OWN_MONEY = ("whole", "up_to", "first_phase", "buildings")
ValueScope = Literal["whole", "up_to", "first_phase", "buildings", "broader", "per_year", "several_countries"]
ChipsScope = Literal[
    "stated", "at_least", "up_to", "planned", "first_phase", "up_to_a_year", "several_countries"
]
# How a row stands to an earlier one: their capacity or money is partly the same, so one counts, unless the earlier one had
# been set back by then.
Relation = Literal["part_of", "contains", "successor_of", "extends"]
OWNERS = ("partner", "partner_firms", "provider", "third_party")
NOBODY = "none"  # in the column of suppliers, where the side of the stack offers nothing
SIDES = {"us": "USA", "cn": "CHN"}
# Figures of a row that may have a source of their own, and carry over into an offer or a page.
FIGURES = (
    "capacity_mw", "value_usd", "chips", "owner", "operator", "partner_share", "ownership", "offtake_share",
    "capex_musd_per_mw", "access_users", "reciprocal", "reciprocal_ratio", "reciprocal_us_investment_usd", "security",
    "setback",
)  # fmt: skip


def _pairs(cell: Any) -> Any:
    """A cell of `name=value` entries separated by semicolons."""
    if not isinstance(cell, str):
        return {} if cell is None else cell
    found = {}
    for part in (part.strip() for part in cell.split(";") if part.strip()):
        name, sign, value = part.partition("=")
        if not sign or not name.strip() or not value.strip() or name.strip() in found:
            raise refusal(
                Both(f"cannot read {part} as name=value", f"无法将{part}识别为“名称=值”"),
                Both(
                    "write name=value;name=value, each name once",
                    "请写成 name=value;name=value，每个名称只写一次",
                ),
            )
        found[name.strip()] = value.strip()
    return found


def _cited(cell: Any) -> Any:
    """The same with several values to a name, joined by a plus sign."""
    pairs = _pairs(cell)
    return {
        name: tuple(re.split(r"\s*\+\s*", value)) if isinstance(value, str) else value
        for name, value in pairs.items()
    }


Shares = Annotated[dict[str, Share], BeforeValidator(_pairs)]
Cited = Annotated[dict[str, tuple[str, ...]], BeforeValidator(_cited)]


class DealRow(Row):
    """A programme deal on record. A blank cell is unknown, not 0.

    `status` is the source's word, `status_rung` the rung reached, `firm_share` the share of capacity taken as firm, a
    judgement. `counts` is false where another row already holds the same capacity or money: see `relation`. `owner` is
    who builds or owns the site as stated, `ownership` shares of it by party. `figure_sources` names sources of single
    figures where they are not the row's own; `judged` lists figures that are our reading of what was said.
    """

    deal_id: str
    country: str
    announced: Day
    date_precision: Precision
    provider: str
    provider_zh: str | None = None
    stack: Literal["us", "cn", "other"]
    kind: str
    direction: Literal["inbound", "outbound"] = "inbound"
    supplier: Listed = ()
    capacity_mw: float | None = Field(ge=0.0)
    status: str
    status_rung: Literal["interest", "memorandum", "contract", "licensed", "energised", "adopted"]
    setback: Literal["paused", "declined", "withdrawn", "retracted"] | None = None
    setback_on: Day | None = None
    firm_share: Share
    counts: bool
    relation: Relation | None = None
    related_to: str | None = None
    value_usd: float | None = Field(default=None, ge=0.0)
    value_scope: ValueScope | None = None
    chips: float | None = Field(default=None, ge=0.0)
    chips_type: str | None = None
    chips_scope: ChipsScope | None = None
    owner: Listed = ()
    operator: Listed = ()
    partner_share: Share | None = None
    ownership: Shares = Field(default_factory=dict)
    offtake_share: Share | None = None
    capex_musd_per_mw: float | None = Field(default=None, gt=0.0)
    access_users: float | None = Field(default=None, ge=0.0)
    reciprocal: bool | None = None
    reciprocal_ratio: float | None = Field(default=None, ge=0.0)
    reciprocal_us_investment_usd: float | None = Field(default=None, ge=0.0)
    security: Listed = ()
    judged: Listed = ()
    source_id: Listed
    figure_sources: Cited = Field(default_factory=dict)
    note_en: str | None = None

    @property
    def rung(self) -> Rung:
        """The highest rung reached."""
        return Rung(self.status_rung)

    @property
    def names(self) -> Names:
        """Who offers, in both languages."""
        return Names(en=self.provider, zh=self.provider_zh or self.provider)

    @property
    def suppliers(self) -> tuple[str, ...]:
        """Codes of the economies on the offering side: as stated, else the side of the stack."""
        if self.supplier:
            return tuple(code for code in self.supplier if code != NOBODY)
        return (SIDES[self.stack],) if self.stack in SIDES else ()

    def standing(self, day: date) -> Rung | Setback:
        """Where the deal stood on a day: what had set it back by then, else its rung."""
        if self.setback is not None and (self.setback_on is None or self.setback_on <= day):
            return standing(self.setback)
        return self.rung

    def known_by(self, day: date) -> DealRow:
        """The row without a setback that came later."""
        if self.setback is None or self.standing(day) == self.setback:
            return self
        return self.model_copy(update={"setback": None, "setback_on": None})

    def sources_of(self, figure: str) -> tuple[str, ...]:
        """Sources of one figure: its own, else the row's."""
        return self.figure_sources.get(figure, self.source_id)

    @property
    def cited(self) -> tuple[str, ...]:
        """Every source of the row and of its figures, each once."""
        own = [name for names in self.figure_sources.values() for name in names]
        return tuple(dict.fromkeys([*self.source_id, *own]))
