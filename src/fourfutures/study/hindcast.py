"""Hindcast targets: which known pasts a study is tried on, from which origins, and by which part of the model."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from fourfutures.study.entry import Entry, Id, Named, Names, Text

Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
# The part of the model that makes a target; nothing else of it is run.
Block = Literal[
    "clusters",  # chips, trade, power: the log ratio of the two stocks
    "training",  # the frontier of each side, read as training compute
    "list_share",  # growth and discrepancy of each side on a list of machines
    "investment",  # boom, bust, after
    "imports",  # what one side sells to the other
    "capability",  # the gap at the frontier
    "firms",  # use by firms at home
    "home",  # use by people at home
    "diffusion",  # use in each economy
    "regime",  # the export rule
]


class HindcastTarget(Entry):
    """A series with a known past, forecast from past origins.

    The value is the published one (percent over 100) under `transform`. Months are of the calendar. An origin is any
    `every`-th month from `first` at which `least_months` of record were known. `discrepancy` (per root year, by entity)
    was set once on origins up to `set_until`, if any; later origins test it.
    """

    id: Id
    name: Names
    scale: Names  # what one point of the score is
    block: Block
    indicator: Text
    entities: tuple[Text, ...] = ()  # none: every economy of the study that has a record
    beside: Text | None = None  # an indicator that the block starts from as well
    rival: Text | None = None  # an indicator that states what was expected `rival_months` ahead
    rival_months: int | None = Field(default=None, ge=1)
    transform: Literal["none", "log", "logit"] = "none"
    per_head: bool = False  # over the population of the study's table
    step: int = Field(ge=1)  # months between two values of the series
    average: bool = False  # a value is a mean over its period and stands for the middle of it
    first: Month
    every: int = Field(ge=1)
    horizons: tuple[Annotated[int, Field(ge=1)], ...] = Field(min_length=1)
    until: Month | None = None  # the last outcome that counts
    least_months: int = Field(default=12, ge=0)
    error_sd: float = Field(
        default=0.0, ge=0.0
    )  # of one value on the scale, Student t with 4 degrees of freedom
    discrepancy: dict[Text, Annotated[float, Field(ge=0.0)]] = Field(default_factory=dict)
    set_until: Month | None = None
    seen: bool = False  # the model's own numbers were set with these outcomes in view, so nothing is claimed
    lead: bool = False  # also scored as a class: which side leads by more than the band
    note: Text


class RegimeChange(Entry):
    """The export rule from a month on, coded from dated decisions. A judgement."""

    month: Month
    regime: Literal[0, 1, 2]
    event_ids: tuple[Text, ...]
    reason: Names


class Hindcast(Entry):
    """hindcast.toml: the targets, and the export rule before the origin."""

    target: Annotated[dict[str, HindcastTarget], Named] = Field(default_factory=dict)
    regime: tuple[RegimeChange, ...] = ()
