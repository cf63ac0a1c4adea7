"""The command line: options in, one call of the Python door, text or JSON out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from fourfutures import __version__
from fourfutures.cli.analysis_commands import analysis_commands
from fourfutures.cli.brief_commands import brief_commands
from fourfutures.cli.check_commands import check_commands
from fourfutures.cli.command import group
from fourfutures.cli.data_commands import data_commands
from fourfutures.cli.deal_commands import deal_commands
from fourfutures.cli.discover_commands import discover_commands
from fourfutures.cli.evidence_commands import evidence_commands
from fourfutures.cli.evidence_effect_commands import evidence_effect_commands
from fourfutures.cli.evidence_review_commands import evidence_group, evidence_review_commands
from fourfutures.cli.forecast_commands import forecast_commands
from fourfutures.cli.frames_commands import frames_commands
from fourfutures.cli.hindcast_commands import hindcast_commands
from fourfutures.cli.negotiation_commands import negotiation_commands
from fourfutures.cli.outlet import DONE, INTERRUPTED, WRONG_USE, Outlet, delivered
from fourfutures.cli.robust_command import robust_command
from fourfutures.cli.run_commands import run_commands
from fourfutures.cli.serve_command import serve_command
from fourfutures.cli.switchoff_commands import switchoff_commands
from fourfutures.cli.term_sheet_commands import deal_group, term_sheet_commands
from fourfutures.cli.viewpoint_commands import viewpoint_commands
from fourfutures.cli.why_commands import why_commands
from fourfutures.cli.wrong_use import WrongUse, complaint
from fourfutures.errors import FourFuturesError


def application(outlet: Outlet) -> typer.Typer:
    """The command line in one language."""
    words = outlet.words
    app = group(words["app"], no_args_is_help=False)

    @app.callback(invoke_without_command=True)
    def root(
        context: typer.Context,
        lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="lang")] = outlet.lang,
        version: Annotated[bool, typer.Option("--version", help="version")] = False,
    ) -> None:
        if version:
            raise typer.Exit(outlet.guard(lambda: _said(outlet, f"fourfutures {__version__}")))
        if context.invoked_subcommand is None:
            typer.echo(context.get_help(), err=True)
            raise typer.Exit(WRONG_USE)

    for declare in (
        run_commands, brief_commands, analysis_commands, viewpoint_commands, why_commands, discover_commands,
        robust_command, frames_commands, negotiation_commands, switchoff_commands, hindcast_commands, forecast_commands,
        check_commands, data_commands, serve_command,
    ):  # fmt: skip
        declare(app, outlet)
    deal = deal_group(app, words)
    deal_commands(deal, outlet)
    term_sheet_commands(deal, outlet)
    evidence = evidence_group(app, words)
    evidence_commands(evidence, outlet)
    evidence_review_commands(evidence, outlet)
    evidence_effect_commands(evidence, outlet)
    return app


def _said(outlet: Outlet, text: str) -> int:
    outlet.line(text)
    return DONE


def call(arguments: Sequence[str], outlet: Outlet) -> int:
    """Run a command line; wrong options are one message and exit code 2."""
    command = typer.main.get_command(application(outlet))

    def work() -> int:
        try:
            with delivered():  # what fails here is the help page; commands guard themselves
                result = command.main(
                    args=list(arguments), prog_name="fourfutures", standalone_mode=False, obj=outlet.lang
                )
        except SystemExit:  # how the parser puts that nobody reads its page any more
            return DONE
        except Exception as error:
            if not hasattr(error, "format_message"):
                raise
            if type(error).__name__ == "NoArgsIsHelpError":
                typer.echo(_message(error), err=True)
                return WRONG_USE
            problem = complaint(error, arguments, command)
            raise WrongUse(where=problem.where, what=problem.what, remedy=problem.remedy) from error
        # Stopped while options were read, before any command: the parser makes an exit code of it and says nothing.
        return outlet.stop() if result == INTERRUPTED else int(result or DONE)

    return outlet.guard(work)


def _message(error: Any) -> str:
    return str(error.format_message())


__all__ = ["FourFuturesError", "application", "call"]
