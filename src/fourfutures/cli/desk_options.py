"""Options that several commands of the evidence desk take: each declared once."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Any

import typer

from fourfutures.cli.options import AsOf, Dials, Lens, Members, Seed, Workers, drawn
from fourfutures.cli.wrong_use import whole

ItemId = Annotated[str, typer.Argument(metavar="ID", help="desk.id")]
Ledger = Annotated[str | None, typer.Option("--ledger", metavar="LEDGER", help="desk.ledger")]
Ratio = Annotated[
    str | None, typer.Option("--ratio", "--likelihood-ratio", metavar="RATIO", help="desk.ratio")
]
Strength = Annotated[str | None, typer.Option("--strength", metavar="N", help="desk.strength")]
Predicate = Annotated[str | None, typer.Option("--predicate", metavar="CLAIM", help="desk.predicate")]
Indicator = Annotated[str | None, typer.Option("--indicator", metavar="ID", help="desk.indicator")]
Actor = Annotated[str | None, typer.Option("--actor", metavar="ISO3", help="desk.actor")]
Direction = Annotated[str | None, typer.Option("--direction", metavar="SIDE", help="desk.direction")]
Grade = Annotated[str | None, typer.Option("--grade", metavar="GRADE", help="desk.grade")]
Dated = Annotated[str | None, typer.Option("--dated", metavar="DATE", help="desk.dated")]


@dataclass(frozen=True)
class Terms:
    """What a reviewer corrects of an item, as typed; what is left out is the item's own."""

    ratio: Ratio = None
    strength: Strength = None
    predicate: Predicate = None
    indicator: Indicator = None
    actor: Actor = None
    direction: Direction = None
    grade: Grade = None
    dated: Dated = None

    def asked(self) -> dict[str, Any]:
        """All this for the Python door. Raises WrongUse for a strength that is no whole number."""
        return {**asdict(self), "strength": whole("--strength", self.strength)}


@dataclass(frozen=True)
class Odds:
    """Of which run the odds are, as typed."""

    as_of: AsOf = None
    members: Members = None
    seed: Seed = None
    lens: Lens = "neutral"
    dials: Dials = "source"
    workers: Workers = None

    def asked(self) -> dict[str, Any]:
        """All this for the Python door. Raises WrongUse for what is no whole number."""
        numbers = {**drawn(self.members, self.seed), "workers": whole("--workers", self.workers)}
        return {**asdict(self), **numbers}


TERMS, ODDS = Terms(), Odds()
