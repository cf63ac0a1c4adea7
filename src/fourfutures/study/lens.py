"""Lenses: named points of view, as overrides of priors, dials and the weight of parties."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from fourfutures.study.entry import Entry, Id, Names, Text

PARTIES = (
    "provider",
    "us_government",
    "us_economy",
    "partner_government",
    "partner_firms",
    "third_party",
    "world",
)


class LensOverride(Entry):
    """One change to a prior: its centre is scaled by, shifted by or set to `value`.

    The centre is the median of a lognormal, the mean of a normal or logit-normal, p of a Bernoulli, the value of a
    fixed number. `target` is an uncertainty, or a table, which means each bloc in it.
    """

    target: Text
    op: Literal["scale", "shift", "set"]
    value: float
    reason: Names


class Lens(Entry):
    """A point of view. It never changes observations, error models or equations."""

    id: Id
    name: Names
    note: Names
    overrides: tuple[LensOverride, ...] = ()
    dials: dict[str, float] = Field(default_factory=dict)
    party_weights: dict[str, float] = Field(default_factory=lambda: dict.fromkeys(PARTIES, 1.0))
    show_first: tuple[str, ...] = ()
