"""The shape of a watch list, as other programs may rely on it; its JSON Schema is generated from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from fourfutures.analysis.contract import Future, Part, ReadDocument, described

Text = dict[Literal["en", "zh"], str]
Option = Literal["us", "cn", "own"]
Direction = Literal["above", "below"]


class FutureToday(Part):
    """A future's probability, its effective number of members, and its probability before any data."""

    p: float = Field(ge=0.0, le=1.0)
    effective: float = Field(ge=0.0)
    before_data: float = Field(ge=0.0, le=1.0)


class AreaEntry(Part):
    """A monitoring area, and what nobody publishes there."""

    id: str
    number: int
    name: Text
    gaps: list[Text]


class Turn(Part):
    """A figure at which another future becomes the most likely one."""

    value: float
    below: Future
    above: Future


class ReleaseEntry(Part):
    """A figure to come and what it alone would say."""

    period_end: str
    first_date: str
    voi_bits: float = Field(ge=0.0)
    voi_low: float = Field(ge=0.0)
    voi_per_month: float = Field(ge=0.0)


class KnownFigure(Part):
    """A figure of a series, with the day it was known."""

    value: float
    period_end: str
    date: str
    source_id: str


class Signpost(Part):
    """An indicator with threshold, direction and first date; `crossed` is the day it was, for one that was.

    Odds of a crossed one are those before any data, with which its line was drawn. `published` are the latest figures known of
    its series, one a period.
    """

    id: str
    indicator: str
    entity: str
    place: Text | None
    name: Text
    area: str
    unit: str
    basis: Literal["published", "change"]
    threshold: float | None
    direction: Direction | None
    first_date: str
    period_start: str | None
    period_end: str
    months_to_wait: float
    voi_bits: float = Field(ge=0.0)
    voi_low: float = Field(ge=0.0)
    voi_raw: float
    voi_chance: float
    voi_per_month: float | None
    brier: float
    p: float | None
    p_crossed: dict[Future, float | None]
    if_crossed: dict[Future, float]
    if_not: dict[Future, float]
    turns: list[Turn]
    releases: list[ReleaseEntry]
    last: KnownFigure | None
    published: list[KnownFigure]
    crossed: str | None
    tells: bool | None = None
    shift: dict[Future, float] | None = None
    source_ids: list[str]
    judgement: bool


class Observation(Part):
    """A figure to come, and how far it would move one future."""

    indicator: str
    entity: str
    place: Text | None
    name: Text
    period_end: str
    first_date: str
    threshold: float
    direction: Direction
    unit: str
    basis: Literal["published", "change"]
    p_crossed: float
    p_if_crossed: float
    p_if_not: float
    shift: float
    shift_se: float
    expected_shift: float
    ten_points: bool
    source_ids: list[str]


class ReadNext(Part):
    """What to read next for one future."""

    future: Future
    p: float
    ten_points: bool
    observations: list[Observation]


class SpreadValue(Part):
    """Mean and quantiles of the weighted members."""

    mean: float
    q05: float
    q10: float
    q25: float
    q50: float
    q75: float
    q90: float
    q95: float


class RegionEntry(Part):
    """Whose stack the people of a region use; simulated, since no series measures it."""

    region: str
    economies: int
    measured_at_start: int
    people: float
    now: dict[Option, SpreadValue]
    horizon: dict[Option, SpreadValue]
    users_horizon: SpreadValue
    by_future: dict[Future, dict[Option, float] | None]
    voi_bits: float = Field(ge=0.0)
    voi_low: float = Field(ge=0.0)


class Unmeasured(Part):
    """Something no running series measures, and what exact knowledge of it today would say."""

    observable: str
    voi_bits: float = Field(ge=0.0)
    voi_low: float = Field(ge=0.0)


class Unwatched(Part):
    """An indicator of the study without a figure to come."""

    indicator: str
    name: Text
    area: str
    note: str
    source_ids: list[str]


class WatchDocument(ReadDocument):
    """`watch --json`. Further blocks may follow; these are promised."""

    schema_: Literal["fourfutures/watch/1"] = Field(alias="schema")
    futures: dict[Future, FutureToday]
    entropy_bits: float
    areas: list[AreaEntry]
    signposts: list[Signpost]
    alarms: list[Signpost]
    read_next: list[ReadNext]
    regions: list[RegionEntry]
    unmeasured: list[Unmeasured]
    unwatched: list[Unwatched]
    sources: dict[str, dict[str, str | None]]
    notes: list[dict[str, str]]


def watch_schema() -> dict[str, Any]:
    """JSON Schema of the document."""
    return described(WatchDocument)
