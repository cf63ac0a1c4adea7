"""The command that looks at known pasts: `hindcast`."""

from __future__ import annotations

from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.chart_option import draw_into
from fourfutures.cli.command import command
from fourfutures.cli.options import STUDY, Charts, Json, Seed, StudyPlace, Workers, drawn
from fourfutures.cli.outlet import Outlet
from fourfutures.cli.wrong_use import whole

Target = Annotated[list[str] | None, typer.Option("--target", metavar="NAME", help="target")]
ForecastMembers = Annotated[str | None, typer.Option("--members", "-n", metavar="N", help="hindcast.members")]


def hindcast_commands(app: typer.Typer, outlet: Outlet) -> None:
    """Declare it."""

    @command(app, "hindcast", outlet)
    def hindcast_command(
        study: StudyPlace = STUDY, target: Target = None, members: ForecastMembers = None, seed: Seed = None,
        workers: Workers = None, charts: Charts = None, as_json: Json = False,
    ) -> int:  # fmt: skip
        with outlet.bar() as progress:
            found = ff.hindcast(
                study, target or (), **drawn(members, seed), workers=whole("--workers", workers), progress=progress
            )  # fmt: skip
        draw_into(charts, found, outlet)
        return outlet.document(found) if as_json else outlet.show(found, report.print_hindcast)
