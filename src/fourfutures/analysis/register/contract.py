"""The shapes of the register and of the network of deals, as other programs may rely on them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from fourfutures.analysis.contract import Part

Text = dict[Literal["en", "zh"], str]
RungId = Literal["interest", "memorandum", "contract", "licensed", "energised", "adopted"]
SetbackId = Literal["paused", "declined", "withdrawn", "retracted"]
Stack = Literal["us", "cn", "other"]
Weighting = Literal["deals", "rung", "capacity"]


class Step(Part):
    """A rung of the ladder with its order, or a setback without one."""

    id: str
    order: int | None
    serves: bool
    name: Text
    what: Text


class Overlap(Part):
    """The earlier row that holds part of the same capacity or money."""

    kind: Literal["part_of", "contains", "successor_of", "extends"]
    deal: str


class Money(Part):
    """Money stated, and what it covers."""

    usd: float = Field(ge=0.0)
    scope: str


class ChipCount(Part):
    """Chips stated, and what the number covers; a type may be known without a number."""

    number: float | None = Field(ge=0.0)
    type: str | None
    scope: str | None


class Reciprocal(Part):
    """Investment by the partner in the US, stated with the deal."""

    ratio: float | None = Field(ge=0.0)
    usd: float | None = Field(ge=0.0)


class Condition(Part):
    """A condition of security."""

    id: str
    name: Text


class DealEntry(Part):
    """A deal as known on the day. Null is unknown. Rows of `counted_in` count in its place. `sources` names sources by figure where not those of the row."""

    id: str
    entity: str
    place: Text
    announced: str
    precision: Literal["day", "month", "year"]
    provider: Text
    stack: Stack
    kind: str
    direction: Literal["inbound", "outbound"]
    suppliers: list[str]
    rung: RungId
    standing: RungId | SetbackId
    set_back_on: str | None
    serves: bool
    counts: bool
    overlap: Overlap | None
    counted_in: list[str]
    capacity_mw: float | None = Field(ge=0.0)
    value: Money | None
    chips: ChipCount | None
    owner: list[str]
    operator: list[str]
    partner_share: float | None = Field(ge=0.0, le=1.0)
    ownership: dict[str, float]
    offtake_share: float | None = Field(ge=0.0, le=1.0)
    capex_musd_per_mw: float | None = Field(ge=0.0)
    access_users: float | None = Field(ge=0.0)
    reciprocal: Reciprocal | None
    security: list[Condition]
    judged: list[str]
    source_id: list[str]
    sources: dict[str, list[str]]


class Total(Part):
    """What rows on one rung, or set back in one way, state together; `*_unstated` rows state none and are not 0."""

    standing: RungId | SetbackId
    deals: int = Field(ge=0)
    capacity_mw: float = Field(ge=0.0)
    capacity_unstated: int = Field(ge=0)
    value_usd: float = Field(ge=0.0)
    value_unstated: int = Field(ge=0)


class StackTotal(Total):
    """The same for one stack."""

    stack: Stack


class EconomyTotals(Part):
    """The rows of one economy and their totals."""

    entity: str
    name: Text
    deals: int = Field(ge=0)
    not_counted: int = Field(ge=0)
    totals: list[Total]


class Card(Part):
    """A source."""

    id: str
    title: str
    publisher: str
    url: str | None
    published: str | None
    accessed: str | None
    license: str
    grade: str


class DealsDocument(Part):
    """The register of deals as of a day."""

    schema_: Literal["fourfutures/deals/1"] = Field(alias="schema")
    study: str
    study_hash: str
    seed: int
    as_of: str
    economy: str | None
    ladder: list[Step]
    notes: list[Text]
    rows: list[DealEntry]
    economies: list[EconomyTotals]
    totals: list[StackTotal]
    sources: list[Card]


class Edge(Part):
    """Deals from one economy to another, with their weights; `reciprocal` edges run from a partner to the US."""

    source: str
    target: str
    reciprocal: bool
    deals: list[str]
    weights: dict[Weighting, float]


class Centrality(Part):
    """How central an economy is, by one weighting, with or without reciprocal flows."""

    entity: str
    name: Text
    weighting: Weighting
    reciprocal: bool
    supplied: float = Field(ge=0.0, le=1.0)
    received: float = Field(ge=0.0, le=1.0)
    eigenvector: float | None = Field(ge=0.0, le=1.0)
    pagerank: float = Field(ge=0.0, le=1.0)
    rank: int = Field(ge=1)


class NetworkDocument(Part):
    """The network of deals as of a day, and how central each economy is in it."""

    schema_: Literal["fourfutures/deal-network/1"] = Field(alias="schema")
    study: str
    study_hash: str
    seed: int
    as_of: str
    deals: int = Field(ge=0)
    left_out: dict[str, int]
    edges: list[Edge]
    rows: list[Centrality]
    notes: list[Text]


def register_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schemas of both documents by file name."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {
        "deals": {**dialect, **DealsDocument.model_json_schema(by_alias=True)},
        "deal-network": {**dialect, **NetworkDocument.model_json_schema(by_alias=True)},
    }
