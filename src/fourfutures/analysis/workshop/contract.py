"""The shapes of a workshop as it stands and of its debrief, as other programs may rely on them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from fourfutures.analysis.contract import Part
from fourfutures.analysis.workshop.event import Phase, Team
from fourfutures.analysis.workshop.setting import WorkshopSetting

Change = dict[str, float]


class BallotsEntry(Part):
    """Ballots of a team or of all: share of each future in whole points, as means and ends."""

    n: int = Field(ge=0)
    mean: dict[str, float] | None
    least: dict[str, float] | None
    most: dict[str, float] | None
    disagreement_bits: float | None = Field(
        description="Jensen-Shannon divergence among the ballots; None for fewer than two"
    )


class MoveEntry(Part):
    """A lever pulled by a team; `number` counts from 1."""

    number: int = Field(ge=1)
    team: Team
    lever: str
    value: float


class WorkshopDocument(Part):
    """A workshop as it stands. Ballots stay None until they are revealed; how many there are is always told."""

    schema_: Literal["fourfutures/workshop/1"] = Field(alias="schema")
    code: str
    study_hash: str
    setting: WorkshopSetting
    phase: Phase
    moves_each: int
    voted: dict[str, int]
    ballots: dict[str, BallotsEntry] | None
    moves: list[MoveEntry]
    left: dict[str, int]


class PlayedEntry(MoveEntry):
    """A move and what it did: alone, and after the moves before it; points of probability as shares of 1."""

    alone: dict[str, dict[str, float]]
    step: Change


class DebriefDocument(Part):
    """What was thought, what was played, what it changed."""

    schema_: Literal["fourfutures/debrief/1"] = Field(alias="schema")
    code: str
    study: str
    study_hash: str
    code_version: str
    as_of: str
    members: int
    seed: int
    lens: str
    reading: str
    futures: list[str]
    names: dict[str, dict[Literal["en", "zh"], str]] = Field(
        description="of futures, and of levers as they were pulled"
    )
    odds: dict[str, float] = Field(description="of the model, before any move")
    ballots: dict[str, BallotsEntry]
    gap: dict[str, float] | None = Field(
        description="mean ballot less the model's odds; None without ballots"
    )
    moves: list[PlayedEntry]
    end: dict[str, dict[str, float]] = Field(description="odds and paired change after all moves")
    interaction: Change = Field(description="change after all moves less the sum of what each does alone")
    command: str


def workshop_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schemas by name."""
    return {
        name: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **shape.model_json_schema(by_alias=True),
        }
        for name, shape in (("workshop", WorkshopDocument), ("debrief", DebriefDocument))
    }
