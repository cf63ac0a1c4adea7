"""What happens in a workshop, one entry of its log each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from fourfutures.analysis.contract import Part
from fourfutures.analysis.workshop.setting import WorkshopSetting

Team = Literal["us", "cn", "partner"]
TEAMS: tuple[Team, ...] = ("us", "cn", "partner")
Voter = Literal["us", "cn", "partner", "observer"]
Phase = Literal["ballot", "reveal", "moves", "closed"]
PHASES: tuple[Phase, ...] = ("ballot", "reveal", "moves", "closed")


class Opened(Part):
    """A facilitator opened it; the key is known to the facilitator alone."""

    kind: Literal["opened"] = "opened"
    code: str
    key_sha256: str
    study_hash: str
    futures: list[str]
    setting: WorkshopSetting
    moves_each: int = Field(ge=1, le=12)


class Turned(Part):
    """The facilitator turned to another phase."""

    kind: Literal["turned"] = "turned"
    phase: Phase


class Voted(Part):
    """Somebody's five numbers in whole points; a later ballot of the same person replaces it."""

    kind: Literal["voted"] = "voted"
    person: Annotated[str, Field(min_length=8, max_length=64)]
    team: Voter
    points: dict[str, Annotated[int, Field(ge=0, le=100)]]


class Moved(Part):
    """A team pulled one lever: NAME, NAME.ISO3 or NAME@YYYY-MM, and its value."""

    kind: Literal["moved"] = "moved"
    team: Team
    lever: Annotated[str, Field(min_length=1, max_length=100)]
    value: float


class TakenBack(Part):
    """The facilitator took the last move back."""

    kind: Literal["taken_back"] = "taken_back"


Event = Annotated[Opened | Turned | Voted | Moved | TakenBack, Field(discriminator="kind")]
EVENT: TypeAdapter[Event] = TypeAdapter(Event)
