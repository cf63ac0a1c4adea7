"""Groups of economies: lists of ISO codes or regions of the study, and families of groups that divide the world."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from fourfutures.study.entry import Entry, Id, Named, Names, Sources


class Group(Entry):
    """A group: the economies of some regions of the study, or a list of ISO codes with its source.

    A remainder counts as a whole or not at all: it is in a list's group where every economy that it holds is on the list.
    So no economy is counted twice, and what the list has beyond that is told as left out.
    """

    id: Id
    name: Names
    regions: tuple[str, ...] = ()
    members: tuple[Annotated[str, Field(pattern=r"^[A-Z]{3}$")], ...] = ()
    without: tuple[Annotated[str, Field(pattern=r"^[A-Z]{3}$")], ...] = ()  # of the regions named
    source: Sources = ()
    note: Names | None = None


class Partition(Entry):
    """Groups that together hold every partner economy once."""

    id: Id
    name: Names
    groups: tuple[str, ...] = Field(min_length=2)


class Groups(Entry):
    """groups.toml."""

    group: Annotated[dict[str, Group], Named] = Field(default_factory=dict)
    partition: Annotated[dict[str, Partition], Named] = Field(default_factory=dict)


class Membership(Entry):
    """What of a group the study holds: partner economies, those left out, those that are home markets, coverage."""

    entities: tuple[str, ...]
    left_out: tuple[str, ...] = ()  # ISO codes inside a remainder that also holds others
    home: tuple[str, ...] = ()  # ISO codes within a home market, whose own use is another driver
    people_covered: float | None = None  # share of the group's population outside home markets
    gdp_covered: float | None = None
