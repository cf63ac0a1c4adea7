"""The shape of a sensitivity analysis, as other programs may rely on it; its JSON Schema is generated from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from fourfutures.analysis.contract import DialValues, Part, StudyDocument, described

Text = dict[Literal["en", "zh"], str]
InputKind = Literal[
    "lever", "uncertainty", "luck", "levers", "uncertainties", "measured", "judgement", "definitions"
]


class ShareRow(Part):
    """One share of the variance of one outcome, with its 95 % interval.

    `measure` first_after_data: share of an input alone, read off the weighted members; first: the same before data, from
    Sobol' samples; total: with all that it does together with others; total_luck_held: the same as a share of what
    varies while luck is held; split_first and split_total: shares of whole groups, definitions among them, with policy
    as announced. A share without effect may come out slightly below zero.
    """

    measure: Literal["first_after_data", "first", "total", "total_luck_held", "split_first", "split_total"]
    input: str
    kind: InputKind
    outcome: str
    reading: str | None
    month: str
    value: float
    low: float
    high: float
    correlation: float | None


class InputCard(Part):
    """An input: what it is called, and whether its number is judged."""

    input: str
    kind: InputKind
    name: Text | None
    side: Literal["us", "cn", "own"] | None
    actor: str | None
    judgement: bool | None
    unit: str | None


class Meter(Part):
    """Whether a block's shares are known well enough; `widest` is the widest half-interval at the horizon."""

    block: Literal["after_data", "samples", "split"]
    rows: int
    runs: int
    widest: float | None
    allowed: float
    verdict: str
    factor: int


class SensitivityDocument(StudyDocument):
    """`sensitivity --json`. Further blocks may follow; these are promised."""

    schema_: Literal["fourfutures/sensitivity/1"] = Field(alias="schema")
    samples: int
    lens: str
    dials: DialValues
    start: Literal["vintage", "best_estimate"]
    first_month: str
    months: list[str]
    inputs: list[InputCard]
    odds: dict[str, float]
    meters: list[Meter]
    rows: list[ShareRow]
    notes: list[dict[str, str]]


def sensitivity_schema() -> dict[str, Any]:
    """JSON Schema of the document."""
    return described(SensitivityDocument)
