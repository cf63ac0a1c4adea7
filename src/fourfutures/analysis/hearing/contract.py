"""The shapes of what the desk says of the odds; their JSON Schemas are generated from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from fourfutures.analysis.contract import Future, Part, Reading

Text = dict[Literal["en", "zh"], str]
By = dict[Reading, dict[Future, float]]


class Heading(Part):
    """What stands at the top."""

    schema_: str = Field(alias="schema")
    ledger: str
    study: str
    study_hash: str
    name: Text
    as_of: str
    horizon: str
    seed: int
    members: int
    pool: int
    lens: str
    reading: Reading
    notes: list[dict[str, str]]


class Paired(Part):
    """A change of a probability with a 95 % interval for sampling."""

    p: float
    low: float
    high: float


class Tried(Part):
    """The change under another likelihood ratio; its words are those of an anchor."""

    name: str
    ratio: float
    words: Text
    change: By


class Held(Part):
    """Whether the item counts in part only: within its event or source, or within what all evidence may say."""

    cluster: bool
    total: bool


class PreviewDocument(Heading):
    """`evidence preview --json`."""

    item: dict[str, Any]  # as in `evidence.in_force` of a run
    standing: dict[str, Any]
    counts: bool  # whether it would count on the day
    others: list[str]
    held: Held
    without_evidence: By
    before: By
    after: By
    change: dict[Reading, dict[Future, Paired]]
    ratios: list[Tried]


class Split(Part):
    """An item and its part of the gap between the languages: English less Chinese."""

    id: str
    lang: Literal["en", "zh"]
    indicator: str
    name: Text
    direction: str
    likelihood_ratio: float
    dated: str
    text: str
    gap: By


class Widest(Part):
    """Where the languages differ most."""

    reading: Reading
    future: Future
    gap: float


class LanguagesDocument(Heading):
    """`evidence languages --json`."""

    odds: dict[Literal["none", "en", "zh", "all"], By]
    counts: dict[str, int]
    gap: By
    widest: Widest
    items: list[Split]
    unexplained: float


class Share(Part):
    """An item and what its change of standing did to the odds."""

    id: str
    delta: By


class DigestDocument(Heading):
    """`evidence digest --json`."""

    from_date: str
    to_date: str
    without_evidence: By
    from_: By = Field(alias="from")
    to: By
    move: By
    change: dict[Reading, dict[Future, Paired]]
    parts: list[Share]
    unexplained: float
    arrived: dict[str, int]
    waiting: int
    decisions: list[dict[str, Any]]
    head: str


def hearing_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schemas by name."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {
        "evidence-preview": {**dialect, **PreviewDocument.model_json_schema(by_alias=True)},
        "evidence-languages": {**dialect, **LanguagesDocument.model_json_schema(by_alias=True)},
        "evidence-digest": {**dialect, **DigestDocument.model_json_schema(by_alias=True)},
    }
