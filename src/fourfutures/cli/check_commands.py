"""The commands that look whether something is wrong: `check` and `doctor`."""

from __future__ import annotations

import typer

from fourfutures.cli.command import command
from fourfutures.cli.inspection import check_study, diagnose_installation
from fourfutures.cli.options import STUDY, Json, StudyPlace
from fourfutures.cli.outlet import Outlet


def check_commands(app: typer.Typer, outlet: Outlet) -> None:
    """Declare them."""

    @command(app, "check", outlet)
    def check_command(study: StudyPlace = STUDY, as_json: Json = False) -> int:
        return check_study(study, outlet)

    @command(app, "doctor", outlet)
    def doctor_command(as_json: Json = False) -> int:
        return diagnose_installation(outlet)
