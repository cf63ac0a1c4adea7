"""Covariates: published facts about economies that a reader wants beside the odds; no equation reads them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from fourfutures.study.entry import Entry, Id, Names, Sources, Text
from fourfutures.study.row import Day, Listed, Row


class Covariate(Entry):
    """A column of facts: its name, unit and kind, where it comes from and under which licence.

    `number` is a quantity, `flag` is 1 or 0, `class` is a whole number with a name for each.
    """

    id: Id
    name: Names
    unit: Text
    kind: Literal["number", "flag", "class"]
    classes: dict[str, Names] = Field(default_factory=dict)
    source: Sources
    license: Text
    note: str = ""


class CovariateRow(Row):
    """One fact: a covariate of an economy, for a year if it has one. An economy without a row is unknown, not 0."""

    row_id: str
    entity: str
    covariate: str
    value: float
    year: Annotated[int | None, Field(ge=1990, le=2100)] = None
    known_on: Day
    source_id: Listed


class WorldRow(Row):
    """Where an economy of the world stands in the study: on its own, or within the remainder of its region."""

    iso3: str = Field(pattern=r"^[A-Z]{3}$")
    entity: str
    population: float | None = Field(ge=0.0)
    gdp_usd: float | None = Field(ge=0.0)
    source_id: Listed
