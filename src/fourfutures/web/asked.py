"""Requests as other programs write them: what each may hold, and within which bounds."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

MOST_RUN = 20_000  # members of a run that a server makes; more belong on the command line
MOST_LIVE = 10_000  # members held at hand for each setting
LARGEST_SEED = 2**63 - 1

Name = Annotated[str, Field(min_length=1, max_length=100)]
Day = Annotated[str, Field(max_length=30, description="A day, such as 2026-06-30.")]
Members = Annotated[int, Field(ge=100, le=MOST_RUN)]
Seed = Annotated[int, Field(ge=0, le=LARGEST_SEED)]
Setting = Annotated[
    dict[Name, float],
    Field(
        max_length=60,
        description="Levers: NAME, NAME.ISO3, NAME@YYYY-MM to a value.",
        examples=[{"export_control": 0.5}],
    ),
]
Deals = Annotated[
    list[Name],
    Field(
        max_length=20,
        description="Deals put into the world: OFFER:ISO3 or OFFER:ISO3@YYYY-MM, OFFER a template or a deal on record.",
        examples=[["full-package:ARE"]],
    ),
]
Language = Annotated[Literal["en", "zh"] | None, Field(description="Language of an error.")]


class Question(BaseModel):
    """What questions share. A field left out is the study's own or the command's default."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, frozen=True)

    members: Members | None = None
    seed: Seed | None = None
    lens: Name = "neutral"
    start: Name = "best_estimate"

    def options(self) -> dict[str, Any]:
        """What was given, under the names of the Python door."""
        return self.model_dump(exclude_none=True, exclude={"lang"})


class Weighed(Question):
    """A question about weighed members."""

    dials: Name = "source"
    no_evidence: bool = False
    guide: bool = False


class Watching(Weighed):
    """GET /api/watch."""

    as_of: Day | None = None
    lang: Language = None


class Explaining(Weighed):
    """GET /api/explain."""

    from_date: Annotated[str, Field(alias="from", max_length=30)]
    to_date: Annotated[str | None, Field(alias="to", max_length=30)] = None
    without: Name | None = None
    lang: Language = None


class Viewing(BaseModel):
    """GET /api/viewpoints."""

    model_config = ConfigDict(extra="forbid")

    members: Members | None = None
    seed: Seed | None = None
    as_of: Day | None = None
    prior: bool = False
    dials: Name = "source"
    start: Name = "best_estimate"
    no_evidence: bool = False
    lang: Language = None

    def options(self) -> dict[str, Any]:
        """What was given, under the names of the Python door."""
        return self.model_dump(exclude_none=True, exclude={"lang"})


class Looking(Weighed):
    """GET /api/countries and /api/country/{iso3}: the run that they are read off."""

    as_of: Day | None = None
    prior: bool = False
    lever: Annotated[
        list[Name],
        Field(max_length=60, description="Levers, each as NAME=VALUE, such as export_control=0.5."),
    ] = []
    lang: Language = None

    def options(self) -> dict[str, Any]:
        """What was given, under the names of the Python door."""
        given = super().options()
        given["levers"] = given.pop("lever")
        return given


class Scoring(BaseModel):
    """GET /api/scores."""

    model_config = ConfigDict(extra="forbid")

    target: Annotated[list[Name], Field(max_length=50)] = []
    members: Annotated[int, Field(ge=100, le=MOST_RUN)] | None = None
    seed: Seed | None = None
    lang: Language = None


class Registered(BaseModel):
    """GET /api/deals, /api/network and /api/forecasts: what is on record as of a day."""

    model_config = ConfigDict(extra="forbid")

    as_of: Day | None = None
    lang: Language = None


class Listing(Registered):
    """GET /api/deals."""

    economy: Name | None = None


class Plain(BaseModel):
    """A page without options."""

    model_config = ConfigDict(extra="forbid")

    lang: Language = None


class Body(BaseModel):
    """A body of JSON: numbers are numbers, and a field that nobody knows is a slip."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False, frozen=True)


class RunAsked(Body, Weighed):
    """POST /api/run."""

    as_of: Day | None = None
    prior: bool = False
    levers: Setting = {}
    deals: Deals = []


STANDING = {"members", "seed", "lens", "start", "dials", "guide", "as_of", "prior"}


class LiveAsked(Body, Weighed):
    """POST /api/live."""

    members: Annotated[int, Field(ge=100, le=MOST_LIVE)] = 2_000
    as_of: Day | None = None
    prior: bool = False
    levers: Setting = {}
    deals: Deals = []

    dots: Annotated[int, Field(ge=0, le=2_000, description="Members to show on a map.")] = 0

    def standing(self) -> dict[str, Any]:
        """What the members at hand depend on, under the names of the Python door."""
        kept = self.model_dump(include=STANDING)
        return {**kept, "evidence": not self.no_evidence}


class MemberAsked(LiveAsked):
    """POST /api/live/member: the request that drew the map, and which of its dots."""

    dots: Annotated[int, Field(ge=1, le=2_000, description="Members shown on the map.")] = 2_000
    nth: Annotated[int, Field(alias="dot", ge=0, lt=2_000, description="One of them, from 0.")]


class RegionAsked(LiveAsked):
    """POST /api/live/region: the request that drew the map, and a region of it, both indices in logs."""

    compute: Annotated[list[float], Field(min_length=2, max_length=2)]
    adoption: Annotated[list[float], Field(min_length=2, max_length=2)]


class SheetAsked(Body):
    """A term sheet, as a file of the command line has it. What its terms may be is the study's to say."""

    template: Name | None = None
    stack: Literal["us", "cn", "own"] | None = None
    name: Annotated[str, Field(max_length=200)] | dict[Name, Annotated[str, Field(max_length=200)]] | None = (
        None
    )
    country: Name | None = None
    signed: Annotated[str, Field(max_length=30)] | None = None
    terms: Annotated[dict[Name, bool | float | Name], Field(max_length=60)] = {}
    sources: Annotated[
        dict[Name, Annotated[list[Annotated[str, Field(max_length=500)]], Field(max_length=20)]],
        Field(max_length=60),
    ] = {}
    notes: Annotated[dict[Name, Annotated[str, Field(max_length=2_000)]], Field(max_length=60)] = {}

    def content(self) -> dict[str, Any]:
        """What was written, and nothing that was left out."""
        return self.model_dump(exclude_unset=True, exclude_none=True)


class OfferAsked(Body):
    """POST /api/offer."""

    as_of: Day | None = None
    offer: Name | None = None
    sheet: SheetAsked | None = None
    country: Name | None = None
    signed: Annotated[str, Field(max_length=30)] | None = None


class DealAsked(Body, Question):
    """POST /api/deal. The offer is a name or a sheet of terms."""

    as_of: Day | None = None
    offer: Name | None = None
    sheet: SheetAsked | None = None
    country: Name | None = None
    signed: Annotated[str, Field(max_length=30)] | None = None
    assume: Annotated[dict[Name, float], Field(max_length=60)] = {}
    prior: bool = False
    guide: bool = False


class SwitchoffAsked(Body, Question):
    """POST /api/switchoff."""

    as_of: Day | None = None
    supplier: Name
    layers: Annotated[list[Name], Field(min_length=1, max_length=10)]
    country: Name | None = None
    severity: float | Annotated[dict[Name, float], Field(max_length=10)] = 1.0
    offer: Name | None = None
    sheet: SheetAsked | None = None
    at: Name = "as-of"
    prior: bool = False


class NegotiationAsked(Body, Question):
    """POST /api/negotiate."""

    as_of: Day | None = None
    country: Name
    capacity_mw: Annotated[float, Field(gt=0.0, le=1e6)] | None = None
    prior: bool = False


class WorkshopAsked(Body):
    """POST /api/workshop."""

    members: Annotated[int, Field(ge=100, le=MOST_LIVE)] = 2_000
    seed: Seed | None = None
    as_of: Day | None = None
    lens: Name = "neutral"
    dials: Name = "source"
    moves_each: Annotated[int, Field(ge=1, le=12)] = 3


Key = Annotated[
    str | None, Field(max_length=100, description="The facilitator's, from the reply that opened it.")
]


class EntryAsked(Body):
    """POST /api/workshop/{code}: a ballot, a move, a turn of the phase or a move taken back."""

    kind: Literal["voted", "moved", "turned", "taken_back"]
    person: Annotated[str, Field(min_length=8, max_length=64)] | None = None
    team: Literal["us", "cn", "partner", "observer"] | None = None
    points: Annotated[dict[Name, int], Field(max_length=10)] | None = None
    lever: Name | None = None
    value: float | None = None
    phase: Literal["ballot", "reveal", "moves", "closed"] | None = None
    key: Key = None
