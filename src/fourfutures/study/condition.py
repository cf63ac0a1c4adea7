"""Conditions: what a founding text says of each future, the measures that can see it, and what boxes may speak of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from fourfutures.study.entry import Entry, Id, Named, Names, Text

# How a monthly path becomes one number: its last month; last less first month; last less a year before; the mean of
# the months after the start; the months after the start at or above `level`.
Reading = Literal["last", "change", "year", "mean", "months"]


class Measure(Entry):
    """One number of a member's path, from a monthly observable, less a second one where `less` names it.

    `times` turns a difference of logs into a ratio. Boxes of scenario discovery may use it unless `boxes` is false, as
    it must be for what the futures are defined by.
    """

    id: Id
    name: Names
    unit: Text
    observable: Text
    less: str | None = None
    read: Reading
    level: float = 0.0
    times: bool = False
    boxes: bool = True
    note: str = ""


class Condition(Entry):
    """What a text gives as a condition of a future, and where to look for it.

    `measure` is a measure or an uncertainty; its mean in the future must lie `above` or `below` that of all members.
    `line` is the figure beyond which a member meets the condition; left out, it is the median of all members.
    `trigger` marks those that the text states together as what brings the future about, so that what each adds is told.
    `definition` marks what the future is by definition, `absent` what the model does not hold; both have no measure.
    """

    id: Id
    future: Text
    part: Text  # the letter under which the text's reading lists it
    text: Names
    measure: str | None = None
    side: Literal["above", "below"] | None = None
    line: float | None = None
    trigger: bool = False
    kind: Literal["measured", "definition", "absent"] = "measured"
    note: Names | None = None


class Conditions(Entry):
    """conditions.toml: measures of a path, and conditions of futures by id; `text` names what is read."""

    text: Names | None = None
    judgement: bool = True
    note: str = ""
    measure: Annotated[dict[str, Measure], Named] = Field(default_factory=dict)
    condition: Annotated[dict[str, Condition], Named] = Field(default_factory=dict)
