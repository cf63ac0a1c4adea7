"""Exposure: what use of AI rests on, layer by layer and supplier by supplier, and how soon it would be replaced."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from fourfutures.study.entry import Entry, Id, Named, Names, Sources, Text
from fourfutures.study.prior import Prior

Layer = Literal["chips", "cloud", "weights", "updates"]
Supplier = Literal["us", "cn"]
LAYERS: tuple[Layer, ...] = ("chips", "cloud", "weights", "updates")
SUPPLIERS: tuple[Supplier, ...] = ("us", "cn")
# Numbers beside the layers, without which the test cannot be made.
NUMBERS = (
    "local_relief",
    "held_weights",
    "unstated_capacity",
    "value_share",
    "spend_share",
    "exposure_shift",
    "longest_notice",
)
# What an offer leaves with the partner, each from 0 to 1.
COMPONENTS = (
    "residency",
    "legal_control",
    "key_custody",
    "revocability",
    "remote_control",
    "exit_notice",
)
Share = Annotated[float, Field(ge=0.0, le=1.0)]


class Assumed(Entry):
    """A number of the test: drawn once a member from `prior`, in `unit`."""

    name: Names
    unit: Text
    prior: Prior
    judgement: bool
    source: Sources = ()
    note: str = ""


class Exposed(Entry):
    """Share of one unit of use of each option that fails if one supplier withholds a layer whole."""

    name: Names
    unit: Text
    us: Share
    cn: Share
    own: Share
    judgement: bool
    source: Sources = ()
    note: str = ""


class Exposures(Entry):
    """One column of the matrix for each supplier."""

    us: Exposed
    cn: Exposed


class ExposedLayer(Entry):
    """A layer that a supplier may withhold. Without `onset` the loss is there at once."""

    id: Id
    name: Names
    what: Names
    exposure: Exposures
    half_recovery: Assumed
    onset: Assumed | None = None


class OnSite(Entry):
    """Which deals on record put capacity into a country: by kind, from the rung of capacity in service on."""

    kinds: tuple[Text, ...]
    what: Names


class Component(Entry):
    """A part of what an offer leaves with the partner, and its weight in the score."""

    id: Id
    name: Names
    what: Names
    weight: float = Field(ge=0.0)
    judgement: bool
    source: Sources = ()
    note: str = ""


class Exposure(Entry):
    """The file of exposure. A study without it has no test of withheld supply."""

    layer: Annotated[dict[Layer, ExposedLayer], Named] = Field(default_factory=dict)
    number: dict[str, Assumed] = Field(default_factory=dict)
    on_site: OnSite | None = None
    sovereignty: Annotated[dict[str, Component], Named] = Field(default_factory=dict)
    caveat: dict[str, Names] = Field(default_factory=dict)

    @property
    def there(self) -> bool:
        """Whether the study has one."""
        return bool(self.layer)
