"""The command that lays two offers side by side: `negotiate`."""

from __future__ import annotations

import math
from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import command
from fourfutures.cli.options import MEETING, STUDY, AsOf, DealMembers, Json, Meeting, Seed, StudyOption
from fourfutures.cli.outlet import Outlet
from fourfutures.cli.wrong_use import WrongUse
from fourfutures.errors import Both

Partner = Annotated[str, typer.Argument(metavar="ISO3", help="code")]
Capacity = Annotated[str | None, typer.Option("--capacity", metavar="MW", help="capacity")]


def negotiation_commands(app: typer.Typer, outlet: Outlet) -> None:
    """Declare it."""

    @command(app, "negotiate", outlet)
    def negotiate_command(
        country: Partner, study: StudyOption = STUDY, capacity: Capacity = None, members: DealMembers = None,
        seed: Seed = None, as_of: AsOf = None, meeting: Meeting = MEETING, as_json: Json = False,
    ) -> int:  # fmt: skip
        asked, size = meeting.asked(members, seed), megawatts(capacity)
        with outlet.bar() as progress:
            found = ff.negotiate(country, study, capacity_mw=size, as_of=as_of, progress=progress, **asked)
        return outlet.document(found) if as_json else outlet.show(found, report.print_negotiation)


def megawatts(text: str | None) -> float | None:
    """A size above nothing. Raises WrongUse for anything else."""
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value > 0.0):
        raise WrongUse(
            where=f"--capacity {text}",
            what=Both("is not a size in megawatts", "不是以兆瓦计的规模"),
            remedy=Both("give a number above 0, such as 200", "请给出大于0的数，如 200"),
        )
    return value
