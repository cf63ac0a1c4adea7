"""The commands under `forecast`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import command, group
from fourfutures.cli.options import OUT, STUDY, Json, StudyOption, Workers
from fourfutures.cli.outlet import DONE, FAILED, Outlet
from fourfutures.cli.words import EXAMPLES
from fourfutures.cli.wrong_use import whole

RunFolder = Annotated[str, typer.Argument(metavar="RUN", help="run_folder")]
LogFile = Annotated[str | None, typer.Option("--log", metavar="FILE", help="log")]
RunStudy = Annotated[str | None, typer.Option("--study", metavar="STUDY", help="run_study")]
RunOut = Annotated[str, typer.Option("--out", metavar="DIR", help="run_out")]
Repair = Annotated[bool, typer.Option("--repair", help="repair")]
ScoreAsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="score_as_of")]


def forecast_commands(app: typer.Typer, outlet: Outlet) -> None:
    """Declare them."""
    forecast = group(outlet.words["forecast"], no_args_is_help=True, epilog=EXAMPLES["forecast"])
    app.add_typer(forecast, name="forecast")

    @command(forecast, "log", outlet, "forecast.log")
    def log_command(
        run: RunFolder, log: LogFile = None, study: RunStudy = None, out: RunOut = OUT,
        workers: Workers = None, repair: Repair = False, as_json: Json = False,
    ) -> int:  # fmt: skip
        threads = whole("--workers", workers)
        with outlet.bar() as progress:
            document = ff.forecast_log(
                run, log=log, study=study, out=out, workers=threads, repair=repair, progress=progress
            )
        if as_json:
            outlet.document(document)
            return DONE
        with outlet.screen() as console:
            report.print_logged(document, outlet.lang, console)
        return DONE

    @command(forecast, "list", outlet, "forecast.list")
    def list_command(log: LogFile = None, as_json: Json = False) -> int:
        return _told(ff.forecast_list(log), report.print_log, outlet)

    @command(forecast, "score", outlet, "forecast.score")
    def score_command(
        log: LogFile = None, study: StudyOption = STUDY, as_of: ScoreAsOf = None, as_json: Json = False
    ) -> int:
        return _told(ff.forecast_score(log, study=study, as_of=as_of), report.print_scores, outlet)


def _told(document: dict[str, Any], show: Any, outlet: Outlet) -> int:
    """A document of the log; 1 where the chain does not hold."""
    problems = document["problems"]
    if outlet.as_json:
        outlet.document({**document, "problems": [problem.as_json(outlet.lang) for problem in problems]})
    else:
        with outlet.screen() as console:
            show(document, outlet.lang, console)
        outlet.warn(problems)
    return FAILED if problems else DONE
