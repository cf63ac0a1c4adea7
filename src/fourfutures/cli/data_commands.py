"""The commands under `data`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from typing import Annotated, Any

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import STUDY, command, group
from fourfutures.cli.inspection import list_data, seal_study, show_data
from fourfutures.cli.outlet import DONE, FAILED, Outlet
from fourfutures.cli.words import EXAMPLES, Words
from fourfutures.cli.wrong_use import WrongUse
from fourfutures.errors import Both


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

    deals_type = Annotated[bool, typer.Option("--deals", help=words["deals"])]
    economy_type = Annotated[
        str | None, typer.Option("--economy", metavar="ISO3", help=words["deals.economy"])
    ]
    network_type = Annotated[bool, typer.Option("--network", help=words["deals.network"])]
    deals_as_of_type = Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help=words["deals.as_of"])
    ]

    @command(data, "list", words, "data.list")
    def list_command(
        study: study_option = STUDY, economies: economies_type = False, register: deals_type = False,
        economy: economy_type = None, network: network_type = False, as_of: deals_as_of_type = None,
        as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            _together(register, economies, {"--economy": economy, "--network": network, "--as-of": as_of})
            if not register:
                return list_data(study, economies, outlet)
            if network:
                return _shown(ff.deal_network(study, as_of=as_of), report.print_deal_network, outlet)
            return _shown(ff.deals(study, economy=economy, as_of=as_of), report.print_deals, outlet)

        raise typer.Exit(outlet.guard(work))

    @command(data, "show", words, "data.show")
    def show_command(
        indicator: indicator_type, entity: entity_type = None, as_of: as_of_type = None, study: study_option = STUDY,
        as_json: json_type = False,
    ) -> None:  # fmt: skip
        raise typer.Exit(outlet.guard(lambda: show_data(indicator, entity, study, as_of, outlet)))

    series_type = Annotated[
        list[str] | None, typer.Argument(metavar="SERIES...", help=words["update_series"])
    ]
    into_type = Annotated[str | None, typer.Option("--into", metavar="DIR", help=words["into"])]
    list_type = Annotated[bool, typer.Option("--list", help=words["update_list"])]
    private_type = Annotated[bool, typer.Option("--allow-private", help=words["allow_private"])]

    @command(data, "update", words, "data.update")
    def update_command(
        series: series_type = None, study: study_option = STUDY, into: into_type = None, listing: list_type = False,
        private: private_type = False, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            if listing:
                return _shown(ff.connectors(study, into), report.print_connectors, outlet)
            with outlet.bar() as progress:
                document = ff.data_update(
                    series or (), study=study, into=into, private=private, progress=progress
                )
            return _shown(document, report.print_update, outlet)

        raise typer.Exit(outlet.guard(work))

    @command(data, "seal", words, "data.seal")
    def seal_command(study: study_type, as_json: json_type = False) -> None:
        raise typer.Exit(outlet.guard(lambda: seal_study(study, outlet)))


def _together(register: bool, economies: bool, given: dict[str, str | bool | None]) -> None:
    """Refuse options that say nothing beside one another."""
    alone = [] if register else [name for name, value in given.items() if value]
    if alone:
        raise WrongUse(
            where=f"fourfutures data list {alone[0]}",
            what=Both("says nothing without --deals", "须与 --deals 连用"),
            remedy=Both("add --deals, or take it out", "请加上 --deals，或删去此项"),
        )
    pair = ("--deals", "--economies") if register and economies else ("--network", "--economy")
    if (register and economies) or (given["--network"] and given["--economy"]):
        raise WrongUse(
            where=f"fourfutures data list {pair[0]} {pair[1]}",
            what=Both("asks for two lists at once", "同时要求两份列表"),
            remedy=Both("take one of the two out", "请删去其一"),
        )


def _shown(document: dict[str, Any], show: Any, outlet: Outlet) -> int:
    """A document on the screen or as JSON; 1 where it holds problems, such as a file refused."""
    problems = document.get("problems", [])
    if outlet.as_json:
        listed = (
            {"problems": [problem.as_json(outlet.lang) for problem in problems]}
            if "problems" in document
            else {}
        )
        outlet.document({**document, **listed})
    else:
        with outlet.screen() as console:
            show(document, outlet.lang, console)
        outlet.warn(problems)
    return FAILED if problems else DONE
