"""The command that tells the same members in other frames: `frames`."""

from __future__ import annotations

from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import command
from fourfutures.cli.options import (
    READING,
    STUDY,
    AsOf,
    Json,
    Members,
    Prior,
    Reading,
    Scheduler,
    Seed,
    StudyPlace,
)
from fourfutures.cli.outlet import Outlet

Frame = Annotated[list[str] | None, typer.Option("--frame", metavar="FRAME", help="frame")]


def frames_commands(app: typer.Typer, outlet: Outlet) -> None:
    """Declare it."""

    @command(app, "frames", outlet)
    def frames_command(
        study: StudyPlace = STUDY, frame: Frame = None, as_of: AsOf = None, members: Members = None,
        seed: Seed = None, prior: Prior = False, reading: Reading = READING, scheduler: Scheduler = None,
        as_json: Json = False,
    ) -> int:  # fmt: skip
        asked = reading.asked(members, seed)
        loaded = ff.load_study(study)
        with outlet.bar() as progress:
            found = ff.frames(
                loaded, frame=frame or (), as_of=as_of, prior=prior, scheduler=scheduler, progress=progress, **asked
            )  # fmt: skip
        return outlet.document(found) if as_json else outlet.show(found, report.print_frames)
