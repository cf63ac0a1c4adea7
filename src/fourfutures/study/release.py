"""Releases: which further figures of an indicator are expected, and how a forecast of one resolves."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from fourfutures.study.entry import Entry, Id, Names, Text


class Release(Entry):
    """Expected figures of one indicator and entity, as the study's series will hold them.

    A figure is for a period of `covers` months that ends every `every` months, on days like `ends`. A published number
    times `scale` is the figure in the unit of the indicator; with `difference` it is the rise since the period before.
    """

    id: Id
    indicator: Text
    entity: Text
    published_unit: Text  # as the series writes it
    scale: float = 1.0
    difference: bool = False
    every: int = Field(ge=1, le=12)
    covers: int = Field(default=1, ge=1, le=12)
    ends: date
    window_days: int = Field(default=0, ge=0, le=92)  # a period that ends so many days earlier counts too
    block: Text | None = None  # of observations that share its bias; the indicator's own if left out
    mode: Literal["change", "level"] | None = None  # the indicator's if left out
    least: float | None = None  # no figure lies below
    rule: Names
