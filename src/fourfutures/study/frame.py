"""The frame: drivers on two axes, the futures they name, and the dials that say how a path is read."""

from __future__ import annotations

import math
from typing import Annotated

from pydantic import Field

from fourfutures.study.entry import Bloc, Entry, Id, Named, Names, Range, Sources, Text

# Dials the product defines. A study sets their values and words, not their meaning.
DIALS = ("tau", "rho_c", "gamma", "psi", "theta")
# Readings that every run gives side by side.
READINGS = ("source", "committed", "strict")


class Driver(Entry):
    """One of the two forces on the axes."""

    number: int = Field(ge=1)
    name: Names
    axis: Names
    index: Text
    unit: Text
    what: Names


class Area(Entry):
    """A monitoring area that feeds a driver."""

    id: Id
    number: int = Field(ge=1)
    driver: Text
    name: Names
    what: Names
    gaps: tuple[Names, ...] = ()  # what would have to be watched and nobody publishes


class Drivers(Entry):
    """drivers.toml: the two drivers and the areas to watch."""

    compute: Driver
    adoption: Driver
    areas: Annotated[dict[str, Area], Named]


class Colour(Entry):
    """A colour for light and dark pages, for text on them, and the pattern that stands in for it."""

    light: Text
    dark: Text
    text_light: Text | None = None
    text_dark: Text | None = None
    pattern: Text | None = None


class Future(Entry):
    """A named region of outcome space: who leads on each axis. An axis left out may go either way."""

    id: Text
    name: Names
    short: Names
    compute: Bloc | None = None
    adoption: Bloc | None = None
    colour: Colour
    what: Names


class Contested(Entry):
    """What is left when neither side is outside the band on some axis, and its two kinds."""

    id: Text
    name: Names
    short: Names
    colour: Colour
    what: Names
    bipolar: Names
    multipolar: Names


class Axis(Entry):
    """Words for one axis: its index, and who leads."""

    id: Id
    index: Text
    name: Names
    us: Names
    cn: Names
    contested: Names


class Corner(Entry):
    """Label of one cell of the drawn map."""

    future: Text
    en: Text
    zh: Text


class Corners(Entry):
    """The four cells as drawn: right is US compute, up is US-led adoption."""

    top_right: Corner
    top_left: Corner
    bottom_right: Corner
    bottom_left: Corner


class Dial(Entry):
    """A definition that a reader may turn. Never drawn, never part of the dynamics."""

    id: Id
    name: Names
    symbol: Text
    unit: Text
    default: float
    range: Range
    moves: tuple[float, float] | None = None  # values tried one at a time for the range of a probability
    why: Names


class Preset(Entry):
    """A reading: values of tau (years) and rho_c (ratio); the other dials keep theirs."""

    id: Id
    name: Names
    tau: float
    rho_c: float
    why: Names

    @property
    def dials(self) -> dict[str, float]:
        """The dials that the reading sets."""
        return {"tau": self.tau, "rho_c": self.rho_c}


class Alignment(Entry):
    """Thresholds on option shares that decide the technology alignment of an economy."""

    lead: float = Field(ge=0.0, le=1.0)
    majority: float = Field(ge=0.0, le=1.0)
    own: float = Field(ge=0.0, le=1.0)
    judgement: bool = True
    note: str = ""
    names: dict[str, Names]


class OddsWord(Entry):
    """Words for a probability from `from` up to the next entry."""

    start: float = Field(alias="from", ge=0.0, le=1.0)
    en: Text
    zh: Text


class Bands(Entry):
    """Why the band is as wide as it is."""

    judgement: bool = True
    source: Sources = ()
    note: str = ""


class Frame(Entry):
    """futures.toml: from a path to a named future."""

    futures: tuple[Future, ...] = Field(min_length=1)
    contested: Contested
    axes: Annotated[dict[str, Axis], Named]
    corners: Corners | None = None
    colours: dict[str, Colour] = Field(default_factory=dict)
    dials: Annotated[dict[str, Dial], Named]
    presets: Annotated[dict[str, Preset], Named]
    band_ratio: float = Field(gt=1.0)
    near_boundary: float = Field(gt=0.0)
    own_share_multipolar: float = Field(ge=0.0, le=1.0)
    flip_months: int = Field(ge=1)
    bands: Bands = Bands()
    alignment: Alignment
    words: tuple[OddsWord, ...] = ()

    @property
    def band(self) -> float:
        """Half-width of the contested band, in index units (log ratio)."""
        return math.log(self.band_ratio)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the named futures in file order, then the contested one."""
        return (*(future.id for future in self.futures), self.contested.id)
