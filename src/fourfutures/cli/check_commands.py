"""The commands that look whether something is wrong: `check` and `doctor`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from typing import Annotated

import typer

from fourfutures.cli.command import STUDY, command
from fourfutures.cli.inspection import check_study, diagnose_installation
from fourfutures.cli.outlet import Outlet
from fourfutures.cli.words import Words


def check_commands(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare them."""
    study_type = Annotated[str, typer.Argument(metavar="STUDY", help=words["study"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    @command(app, "check", words)
    def check_command(study: study_type = STUDY, as_json: json_type = False) -> None:
        raise typer.Exit(outlet.guard(lambda: check_study(study, outlet)))

    @command(app, "doctor", words)
    def doctor_command(as_json: json_type = False) -> None:
        raise typer.Exit(outlet.guard(lambda: diagnose_installation(outlet)))
