"""The shape of what levers change, as other programs may rely on it; its JSON Schema is generated from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from fourfutures.analysis.contract import DialValues, Future, Part, StudyDocument, described

Text = dict[Literal["en", "zh"], str]
Alignment = Literal["us", "cn", "own", "mixed"]
Kind = Literal["alone", "dose", "bend", "start", "pair", "interaction", "portfolio", "economy"]


class Change(Part):
    """A paired difference with its 95 % interval for sampling."""

    change: float
    low: float
    high: float


class LeverRow(Part):
    """One change of one outcome.

    `kind` alone: one lever at an end of its range; dose: part of the way there; bend: twice the change at half the way
    less the change at the end, so zero where effects are proportional; start: the same pull begun later; pair: two levers
    at once; interaction: the pair less both alone; portfolio: an actor's pulls up to `step`; economy: odds of an economy's
    alignment at the horizon, and of another alignment that lasts three months (`flipped`). `with_lever` is the second of a
    pair. `reading` is null where no definition matters.
    """

    kind: Kind
    lever: str
    value: float
    with_lever: str | None
    with_value: float | None
    start: str
    actor: str
    step: int | None
    economy: str | None
    reading: str | None
    outcome: str
    unit: Literal["probability", "log", "share"]
    before: float
    change: float
    low: float
    high: float


class LeverCard(Part):
    """A lever that was pulled."""

    lever: str
    name: Text
    actor: str
    range: tuple[float, float]
    unit: str
    what: Text
    judgement: bool


class Turned(Part):
    """An economy whose likeliest alignment is another one under the lever; odds of both there."""

    economy: str
    name: Text
    from_: Alignment = Field(alias="from")
    to: Alignment
    p_from: float
    p_to: float


class Flipped(Part):
    """Odds that an economy's alignment is another one for the last three months, and where it mostly goes."""

    economy: str
    name: Text
    p: float = Field(ge=0.0, le=1.0)
    to: Alignment


class Pull(Part):
    """A lever at an end of its range: what the direction means, how many economies it flips, and which."""

    lever: str
    value: float
    direction: Text
    flips: float = Field(ge=0.0)
    turned: list[Turned]
    most_flipped: list[Flipped]


class PortfolioStep(Part):
    """A pull of a portfolio and what it adds to the aim."""

    lever: str
    value: float
    direction: Text
    gain: Change


class PortfolioEntry(Part):
    """What an actor could do for a stated aim with all its levers."""

    actor: str
    aim: str
    before: float
    settings: list[PortfolioStep]
    total: Change | None
    left: list[str]


class LeversDocument(StudyDocument):
    """`levers --json`. Further blocks may follow; these are promised."""

    schema_: Literal["fourfutures/levers/1"] = Field(alias="schema")
    effective: float
    lens: str
    dials: DialValues
    start: Literal["vintage", "best_estimate"]
    first_month: str
    futures: dict[str, dict[Future, float]]
    levers: list[LeverCard]
    pulls: list[Pull]
    portfolios: list[PortfolioEntry]
    rows: list[LeverRow]
    notes: list[dict[str, str]]


def levers_schema() -> dict[str, Any]:
    """JSON Schema of the document."""
    return described(LeversDocument)
