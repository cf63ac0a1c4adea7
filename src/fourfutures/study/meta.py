"""study.toml: what the study is, when it runs, and where its files are."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, Field

from fourfutures.errors import Both
from fourfutures.study.entry import Entry, Names, Text
from fourfutures.study.errors import refusal
from fourfutures.study.month import count, month_name

# File kinds by default name; a kind that is not required may be absent unless [files] names it.
FILES = {
    "drivers": "drivers.toml",
    "uncertainties": "uncertainties.toml",
    "levers": "levers.toml",
    "futures": "futures.toml",
    "lenses": "lenses.toml",
    "indicators": "indicators.toml",
    "evidence": "evidence.toml",
    "hindcast": "hindcast.toml",
    "units": "units.toml",
    "entities": "entities.csv",
    "shares": "shares.csv",
    "deals": "deals.csv",
    "events": "events.csv",
    "regime_history": "regime_history.csv",
    "releases": "releases.toml",
    "connectors": "connectors.toml",
    "offers": "offers.toml",
    "exposure": "exposure.toml",
    "groups": "groups.toml",
    "covariates": "covariates.toml",
    "covariate_values": "covariates.csv",
    "world": "world.csv",
    "conditions": "conditions.toml",
    "outcomes": "outcomes.csv",
    "sources": "sources.csv",
    "frames": "frames",
    "series": "series",
    "package": "datapackage.json",
}
REQUIRED = (
    "drivers",
    "uncertainties",
    "levers",
    "futures",
    "units",
    "entities",
    "shares",
    "sources",
)
LEAST_MEMBERS, MOST_MEMBERS = 100, 1_000_000
LARGEST_SEED = 2**63 - 1
MONTHS = 24  # from origin to horizon: what readings and observations are defined over


def _inside(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or re.match(r"[A-Za-z]:", name):
        raise refusal(
            Both(f"{name} leaves the study folder", f"{name}超出研究目录"),
            Both("give a path inside the folder", "请改为目录之内的路径"),
        )
    return name


Inside = Annotated[Text, AfterValidator(_inside)]


class Files(Entry):
    """Paths of the study's files below its folder; `series` is a folder of tidy CSV files, `frames` one of other frames."""

    drivers: Inside = FILES["drivers"]
    uncertainties: Inside = FILES["uncertainties"]
    levers: Inside = FILES["levers"]
    futures: Inside = FILES["futures"]
    lenses: Inside = FILES["lenses"]
    indicators: Inside = FILES["indicators"]
    evidence: Inside = FILES["evidence"]
    hindcast: Inside = FILES["hindcast"]
    units: Inside = FILES["units"]
    entities: Inside = FILES["entities"]
    shares: Inside = FILES["shares"]
    deals: Inside = FILES["deals"]
    events: Inside = FILES["events"]
    regime_history: Inside = FILES["regime_history"]
    releases: Inside = FILES["releases"]
    connectors: Inside = FILES["connectors"]
    offers: Inside = FILES["offers"]
    exposure: Inside = FILES["exposure"]
    groups: Inside = FILES["groups"]
    covariates: Inside = FILES["covariates"]
    covariate_values: Inside = FILES["covariate_values"]
    world: Inside = FILES["world"]
    conditions: Inside = FILES["conditions"]
    outcomes: Inside = FILES["outcomes"]
    sources: Inside = FILES["sources"]
    frames: Inside = FILES["frames"]
    series: Inside = FILES["series"]
    package: Inside = FILES["package"]


class Tags(Entry):
    """Keywords in both languages."""

    en: tuple[Text, ...] = ()
    zh: tuple[Text, ...] = ()


class Widening(Entry):
    """A prior that a start knows less well: its standard deviation times `factor`. A judgement, with its reason."""

    target: Text
    factor: float = Field(ge=1.0)
    reason: Names


class StudyMeta(Entry):
    """Identity, dates and defaults of a study."""

    id: Annotated[Text, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
    name: Names
    summary: Names
    home: Text
    origin: date
    horizon: date
    start_known_on: date
    assembled: date
    stored_material_until: date
    seed: int = Field(ge=0, le=LARGEST_SEED)
    members: int = Field(ge=LEAST_MEMBERS, le=MOST_MEMBERS)
    tags: Tags = Tags()
    vintage: tuple[Widening, ...] = ()  # what was known less well on the days before `start_known_on`
    files: Files = Files()

    @property
    def months(self) -> int:
        """Months from the origin to the horizon."""
        return count(self.horizon) - count(self.origin)

    @property
    def first_month(self) -> str:
        """The first month of a run, such as 2026-01."""
        return month_name(count(self.origin) + 1)
