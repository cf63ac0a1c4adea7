"""Levers: what an actor can choose, and the channels of the model that it acts on."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from fourfutures.errors import Both
from fourfutures.study.entry import Entry, Id, Names, Range, Sources, Text
from fourfutures.study.errors import refusal

Actor = Literal["us", "cn", "partner"]


class LeverEffect(Entry):
    """An effect on one channel: `size` at lever value 1, in `unit`; the lever's strength multiplies it."""

    channel: Text
    size: float
    kind: Literal["level", "rate", "window"]
    months: int | None = Field(default=None, ge=1)
    unit: Text
    note: str = ""

    @model_validator(mode="after")
    def _window(self) -> Self:
        if (self.kind == "window") != (self.months is not None):
            raise refusal(
                Both("a window needs months", "window 类作用须写 months")
                if self.kind == "window"
                else Both(f"a {self.kind} has no months", f"{self.kind} 类作用不含 months"),
                Both(
                    'give months with kind = "window", and only there',
                    '只在 kind = "window" 时写 months，且必须写',
                ),
            )
        return self


class Direction(Entry):
    """What the two ends of a lever mean."""

    low: Names
    high: Names


class Lever(Entry):
    """Something an actor can choose; 0 is policy as announced at the origin."""

    id: Id
    name: Names
    actor: Actor
    country: bool = False
    range: Range
    unit: Text
    direction: Direction
    register_ids: tuple[str, ...] = Field(default=(), alias="register")
    what: Names
    judgement: bool
    source: Sources = ()
    note: str = ""
    effects: tuple[LeverEffect, ...] = Field(min_length=1)
