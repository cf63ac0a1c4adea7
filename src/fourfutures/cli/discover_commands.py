"""The command that says under which conditions each future comes about: `discover`."""

from __future__ import annotations

from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import command
from fourfutures.cli.options import (
    EITHER_READING,
    STUDY,
    AsOf,
    Json,
    Members,
    Prior,
    ReadingByEitherName,
    Scheduler,
    Seed,
    StudyPlace,
)
from fourfutures.cli.outlet import Outlet
from fourfutures.cli.wrong_use import number

Future = Annotated[list[str] | None, typer.Option("--future", metavar="FUTURE", help="future")]
Inputs = Annotated[str, typer.Option("--inputs", metavar="INPUTS", help="inputs")]
WithLevers = Annotated[bool, typer.Option("--with-levers", help="with_levers")]
Threshold = Annotated[str | None, typer.Option("--threshold", metavar="DENSITY", help="threshold")]


def discover_commands(app: typer.Typer, outlet: Outlet) -> None:
    """Declare it."""

    @command(app, "discover", outlet)
    def discover_command(
        study: StudyPlace = STUDY, future: Future = None, inputs: Inputs = "all", with_levers: WithLevers = False,
        threshold: Threshold = None, as_of: AsOf = None, members: Members = None, seed: Seed = None,
        prior: Prior = False, reading: ReadingByEitherName = EITHER_READING, scheduler: Scheduler = None,
        as_json: Json = False,
    ) -> int:  # fmt: skip
        asked = reading.asked(members, seed)
        dense = number("--threshold", threshold)
        loaded = ff.load_study(study)
        with outlet.bar() as progress:
            found = ff.discover(
                loaded, futures=future or (), speaking=inputs, levers=with_levers, threshold=dense, as_of=as_of,
                prior=prior, scheduler=scheduler, progress=progress, **asked,
            )  # fmt: skip
        return outlet.document(found) if as_json else outlet.show(found, report.print_discovery)
