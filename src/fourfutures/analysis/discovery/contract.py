"""The shape of what `discover` gives, as other programs may rely on it; its JSON Schema is generated from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from fourfutures.analysis.contract import Future, Part, ReadDocument, described

Text = dict[Literal["en", "zh"], str]


class InputEntry(Part):
    """What boxes may speak of."""

    name: str
    label: Text
    unit: str
    kind: Literal["uncertainty", "measure", "lever"]
    judgement: bool


class FutureEntry(Part):
    """A future: its probability, the equal members it is worth, and what all its boxes hold of it."""

    name: Text
    p: float = Field(ge=0.0, le=1.0)
    effective: float = Field(ge=0.0)
    boxes: int = Field(ge=0)
    coverage: float = Field(ge=0.0, le=1.0)
    sentence: Text


class Interval(Part):
    """Bounds on one input, both ends inside; null where it is open. `values` are those of a category."""

    name: str
    low: float | None
    high: float | None
    values: list[float] | None


class BoundEntry(Interval):
    """The same in a box.

    `quasi_p`: chance that a bound of no importance leaves the box as dense. `frequency`: share of samples drawn again whose
    box has the bound too.
    """

    label: Text
    unit: str
    quasi_p: float = Field(ge=0.0, le=1.0)
    frequency: float | None = Field(ge=0.0, le=1.0)


class Filled(Part):
    """Share of all members, share of these that are the future, share of the future that they are."""

    mass: float
    density: float
    coverage: float


class BoxRow(Part):
    """A box of a future. Figures are of the members that earlier boxes left; `alone` is the box by itself.

    `stability` is the mean overlap with boxes of samples drawn again; `held_out` what those boxes hold of members left
    out of their sample, among what earlier boxes left.
    """

    future: Future
    number: int = Field(ge=1)
    box: list[BoundEntry]
    base: float
    mass: float
    density: float
    density_low: float
    density_high: float
    coverage: float
    coverage_low: float
    coverage_high: float
    lift: float
    alone: Filled
    stability: float | None
    held_out: Filled | None
    reached: bool | None
    sentence: Text


class Step(Filled):
    """One peel: the input, its new end or the category taken off, and what the box then holds."""

    step: int
    input: str
    side: Literal["low", "high", "values"]
    value: float


class Way(Part):
    """The peels towards a box, by its own inputs, among what earlier boxes left."""

    future: Future
    number: int
    steps: list[Step]


class LeafEntry(Filled):
    """Members that gave the same answers."""

    box: list[Interval]


class Tree(Part):
    """A tree of three questions; how often samples drawn again ask about its inputs, and agree on what is likelier."""

    leaves: list[LeafEntry]
    asked: dict[str, float | None]
    agreement: float | None


class ConditionEntry(Part):
    """A stated condition. `effect` is in standard deviations of all members, towards the stated side; its ends are 95 %."""

    id: str
    future: Future
    part: str
    kind: Literal["measured", "definition", "absent"]
    text: Text
    note: Text | None
    measure: str | None
    side: Literal["above", "below"] | None
    label: Text | None
    unit: str | None
    line: float | None
    mean: float | None
    mean_all: float | None
    effect: float | None
    low: float | None
    high: float | None
    met: float | None
    met_all: float | None
    p_if_met: float | None
    p_if_not: float | None
    verdict: Literal["necessary", "typical", "weak", "none", "opposite", "definition", "absent"]
    fails: bool


class Joint(Part):
    """Conditions taken together."""

    mass: float
    p: float | None
    coverage: float | None


class Added(Part):
    """What a trigger adds to the odds of its future, with the ends of a 95 % interval."""

    value: float
    low: float
    high: float


class TriggerEntry(Part):
    """`alone` over all members, `last` over those that meet the other triggers, `average` over all orders.

    The averages sum up to what all triggers add together.
    """

    id: str
    alone: Added
    last: Added
    average: Added


class Triggers(Part):
    """Conditions that a text states together as what brings a future about; `each` is empty where no member meets all."""

    p: float
    all: Joint
    any: Joint
    effective: float
    each: list[TriggerEntry]
    sentence: Text


class Together(Part):
    """Conditions of a future: all of them met, any of them, triggers among them, and how they fared."""

    all: Joint | None
    any: Joint | None
    triggers: Triggers | None
    sentence: Text


class Reasons(Part):
    """The reasons check."""

    text: Text | None
    judgement: bool
    note: str
    necessary_from: float
    typical_from: float
    conditions: list[ConditionEntry]
    futures: dict[Future, Together]


class DiscoverDocument(ReadDocument):
    """`discover --json`. Further blocks may follow; these are promised."""

    schema_: Literal["fourfutures/discover/1"] = Field(alias="schema")
    assimilated: bool
    speaking: Literal["all", "uncertainties", "path", "levers"]
    threshold: float | None
    samples: int
    levers: list[str]  # drawn over their ranges from `first_month` on; none where no lever is pulled
    first_month: str | None
    effective: float
    inputs: list[InputEntry]
    futures: dict[Future, FutureEntry]
    rows: list[BoxRow]
    ways: list[Way]
    trees: dict[Future, Tree]
    reasons: Reasons
    notes: list[dict[str, str]]


def discover_schema() -> dict[str, Any]:
    """JSON Schema of the document."""
    return described(DiscoverDocument)
