"""The commands under `data`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import command, group
from fourfutures.cli.inspection import list_data, seal_study, show_data
from fourfutures.cli.options import STUDY, AsOf, Json, StudyOption, StudyPlace
from fourfutures.cli.outlet import DONE, FAILED, Outlet
from fourfutures.cli.words import EXAMPLES
from fourfutures.cli.wrong_use import WrongUse
from fourfutures.errors import Both

Economies = Annotated[bool, typer.Option("--economies", help="economies")]
Indicator = Annotated[str, typer.Argument(metavar="INDICATOR", help="indicator")]
Entity = Annotated[str | None, typer.Option("--entity", metavar="CODE", help="entity")]
Register = Annotated[bool, typer.Option("--deals", help="deals")]
Economy = Annotated[str | None, typer.Option("--economy", metavar="ISO3", help="deals.economy")]
Network = Annotated[bool, typer.Option("--network", help="deals.network")]
RegisterAsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="deals.as_of")]
Series = Annotated[list[str] | None, typer.Argument(metavar="SERIES...", help="update_series")]
Into = Annotated[str | None, typer.Option("--into", metavar="DIR", help="into")]
Listing = Annotated[bool, typer.Option("--list", help="update_list")]
Private = Annotated[bool, typer.Option("--allow-private", help="allow_private")]


def data_commands(app: typer.Typer, outlet: Outlet) -> None:
    """Declare them."""
    data = group(outlet.words["data"], no_args_is_help=True, epilog=EXAMPLES["data"])
    app.add_typer(data, name="data")

    @command(data, "list", outlet, "data.list")
    def list_command(
        study: StudyOption = STUDY, economies: Economies = False, register: Register = False,
        economy: Economy = None, network: Network = False, as_of: RegisterAsOf = None,
        as_json: Json = False,
    ) -> int:  # fmt: skip
        _together(register, economies, {"--economy": economy, "--network": network, "--as-of": as_of})
        if not register:
            return list_data(study, economies, outlet)
        if network:
            return _shown(ff.deal_network(study, as_of=as_of), report.print_deal_network, outlet)
        return _shown(ff.deals(study, economy=economy, as_of=as_of), report.print_deals, outlet)

    @command(data, "show", outlet, "data.show")
    def show_command(
        indicator: Indicator, entity: Entity = None, as_of: AsOf = None, study: StudyOption = STUDY,
        as_json: Json = False,
    ) -> int:  # fmt: skip
        return show_data(indicator, entity, study, as_of, outlet)

    @command(data, "update", outlet, "data.update")
    def update_command(
        series: Series = None, study: StudyOption = STUDY, into: Into = None, listing: Listing = False,
        private: Private = False, as_json: Json = False,
    ) -> int:  # fmt: skip
        if listing:
            return _shown(ff.connectors(study, into), report.print_connectors, outlet)
        with outlet.bar() as progress:
            document = ff.data_update(
                series or (), study=study, into=into, private=private, progress=progress
            )
        return _shown(document, report.print_update, outlet)

    @command(data, "seal", outlet, "data.seal")
    def seal_command(study: StudyPlace, as_json: Json = False) -> int:
        return seal_study(study, outlet)


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
