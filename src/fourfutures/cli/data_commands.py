"""The commands under `data`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from typing import Annotated

import typer

from fourfutures.cli.command import STUDY, command, group
from fourfutures.cli.inspection import list_data, seal_study, show_data
from fourfutures.cli.outlet import Outlet
from fourfutures.cli.words import EXAMPLES, Words


def data_commands(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare them."""
    data = group(words["data"], no_args_is_help=True, epilog=EXAMPLES["data"])
    app.add_typer(data, name="data")
    study_type = Annotated[str, typer.Argument(metavar="STUDY", help=words["study"])]
    study_option = Annotated[str, typer.Option("--study", metavar="STUDY", help=words["study"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]
    economies_type = Annotated[bool, typer.Option("--economies", help=words["economies"])]
    indicator_type = Annotated[str, typer.Argument(metavar="INDICATOR", help=words["indicator"])]
    entity_type = Annotated[str | None, typer.Option("--entity", metavar="CODE", help=words["entity"])]
    as_of_type = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words["as_of"])]

    @command(data, "list", words, "data.list")
    def list_command(
        study: study_option = STUDY, economies: economies_type = False, as_json: json_type = False
    ) -> None:
        raise typer.Exit(outlet.guard(lambda: list_data(study, economies, outlet)))

    @command(data, "show", words, "data.show")
    def show_command(
        indicator: indicator_type, entity: entity_type = None, as_of: as_of_type = None, study: study_option = STUDY,
        as_json: json_type = False,
    ) -> None:  # fmt: skip
        raise typer.Exit(outlet.guard(lambda: show_data(indicator, entity, study, as_of, outlet)))

    @command(data, "seal", words, "data.seal")
    def seal_command(study: study_type, as_json: json_type = False) -> None:
        raise typer.Exit(outlet.guard(lambda: seal_study(study, outlet)))
