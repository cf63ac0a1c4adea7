"""Other frames: the same members told as other outcomes, by who leads each axis."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from fourfutures.errors import Both
from fourfutures.study.entry import Entry, Id, Names, Text
from fourfutures.study.errors import refusal

Leader = Literal["us", "contested", "cn"]
LEADERS: tuple[Leader, ...] = ("us", "contested", "cn")
Cell = tuple[Leader, Leader]  # who leads compute, who leads adoption
CELLS: tuple[Cell, ...] = tuple((compute, adoption) for compute in LEADERS for adoption in LEADERS)


class Outcome(Entry):
    """One outcome of another frame: the cells that it takes, as pairs of who leads compute and who leads adoption."""

    id: Text
    name: Names
    what: Names
    cells: tuple[Cell, ...] = Field(min_length=1)


def _once(outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """Every cell belongs to one outcome."""
    for cell in CELLS:
        owners = [outcome.id for outcome in outcomes for own in outcome.cells if own == cell]
        if len(owners) != 1:
            told = " and ".join(owners) or "no outcome"
            raise refusal(
                Both(
                    f"the cell {cell[0]}, {cell[1]} belongs to {told}",
                    f"格子 {cell[0]}、{cell[1]} 属于 {'、'.join(owners) or '空'}",
                ),
                Both("give each of the nine cells to one outcome", "请让九格各属一种结果"),
            )
    names = [outcome.id for outcome in outcomes]
    for name in names:
        if names.count(name) > 1:
            raise refusal(
                Both(f"{name} appears twice", f"{name} 出现两次"),
                Both("give each outcome its own id", "每种结果须有自己的编号"),
            )
    return outcomes


class OtherFrame(Entry):
    """A file of frames/: outcomes that share out the nine cells of the two axes. Bands, dials and readings are the study's."""

    id: Id
    name: Names
    what: Names
    judgement: bool = True
    note: str = ""
    outcomes: Annotated[tuple[Outcome, ...], AfterValidator(_once)]

    @property
    def ids(self) -> tuple[str, ...]:
        """Outcomes in file order."""
        return tuple(outcome.id for outcome in self.outcomes)

    def owner(self, cell: Cell) -> int:
        """Place of the outcome that takes a cell."""
        return next(n for n, outcome in enumerate(self.outcomes) if cell in outcome.cells)


def named(name: str, table: Any) -> Any:
    """A file's table with the file's name as id."""
    return {**table, "id": name} if isinstance(table, dict) and "id" not in table else table
