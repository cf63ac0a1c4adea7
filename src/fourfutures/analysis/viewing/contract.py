"""The shape of viewpoints side by side, as other programs may rely on it; its JSON Schema is generated from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from fourfutures.analysis.contract import Change, DialValues, Future, Part, Reading, StudyDocument, described

Text = dict[Literal["en", "zh"], str]
DialName = Literal["tau", "rho_c", "gamma", "psi", "theta"]


class PriorOverride(Part):
    """A prior that a lens moves: where its centre lay and lies."""

    target: str
    name: Text
    side: Literal["us", "cn", "own"] | None
    unit: str
    op: Literal["scale", "shift", "set"]
    by: float
    before: float
    after: float
    reason: Text


class DefinitionOverride(Part):
    """A dial that a lens sets."""

    dial: DialName
    name: Text
    neutral: float
    value: float


class LensOdds(Part):
    """A probability under a lens, its range over priors and definitions, and its change against the neutral lens."""

    p: float = Field(ge=0.0, le=1.0)
    mc_se: float = Field(ge=0.0)
    low: float
    high: float
    change: Change


class LensEntry(Part):
    """One lens."""

    lens: str
    name: Text
    note: Text
    priors: list[PriorOverride]
    definitions: list[DefinitionOverride]
    ess: float
    futures: dict[Reading, dict[Future, LensOdds]]


class DisagreementEntry(Part):
    """Jensen-Shannon divergence of all lenses in bits; `priors` and `definitions` sum to `bits`."""

    bits: float = Field(ge=0.0)
    low: float = Field(ge=0.0)
    high: float = Field(ge=0.0)
    most: float
    priors: float
    definitions: float
    priors_alone: float = Field(ge=0.0)
    definitions_alone: float = Field(ge=0.0)
    distance: dict[str, float]


class RangeEntry(Part):
    """Ends of all lenses' ranges, which lens has each, and the ends of their own odds."""

    low: float
    high: float
    lowest_lens: str
    highest_lens: str
    least: float
    most: float


class Line(Part):
    """Odds with one dial elsewhere."""

    dial: DialName
    value: float
    futures: dict[Future, float]


class Surface(Part):
    """Odds over two dials, rows by the first."""

    first: DialName
    second: DialName
    first_values: list[float]
    second_values: list[float]
    futures: dict[Future, list[list[float]]]
    likeliest: list[list[Future]]


class ViewpointsDocument(StudyDocument):
    """`viewpoints --json`. Further blocks may follow; these are promised."""

    schema_: Literal["fourfutures/viewpoints/1"] = Field(alias="schema")
    dials: DialValues
    start: Literal["vintage", "best_estimate"]
    lenses: list[LensEntry]
    disagreement: dict[Reading, DisagreementEntry]
    range: dict[Reading, dict[Future, RangeEntry]]
    dial_names: dict[DialName, Text]
    lines: list[Line]
    surfaces: list[Surface]
    notes: list[dict[str, str]]


def viewpoints_schema() -> dict[str, Any]:
    """JSON Schema of the document."""
    return described(ViewpointsDocument)
