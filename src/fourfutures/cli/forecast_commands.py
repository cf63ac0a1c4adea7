"""The commands under `forecast`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from typing import Annotated, Any

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import OUT, STUDY, command, group
from fourfutures.cli.outlet import DONE, FAILED, Outlet
from fourfutures.cli.words import EXAMPLES, Words
from fourfutures.cli.wrong_use import whole


def forecast_commands(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare them."""
    forecast = group(words["forecast"], no_args_is_help=True, epilog=EXAMPLES["forecast"])
    app.add_typer(forecast, name="forecast")
    run_type = Annotated[str, typer.Argument(metavar="RUN", help=words["run_folder"])]
    log_type = Annotated[str | None, typer.Option("--log", metavar="FILE", help=words["log"])]
    own_study_type = Annotated[str | None, typer.Option("--study", metavar="STUDY", help=words["run_study"])]
    study_type = Annotated[str, typer.Option("--study", metavar="STUDY", help=words["study"])]
    out_type = Annotated[str, typer.Option("--out", metavar="DIR", help=words["run_out"])]
    workers_type = Annotated[str | None, typer.Option("--workers", metavar="N", help=words["workers"])]
    repair_type = Annotated[bool, typer.Option("--repair", help=words["repair"])]
    as_of_type = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words["score_as_of"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    @command(forecast, "log", words, "forecast.log")
    def log_command(
        run: run_type, log: log_type = None, study: own_study_type = None, out: out_type = OUT,
        workers: workers_type = None, repair: repair_type = False, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
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

        raise typer.Exit(outlet.guard(work))

    @command(forecast, "list", words, "forecast.list")
    def list_command(log: log_type = None, as_json: json_type = False) -> None:
        raise typer.Exit(outlet.guard(lambda: _told(ff.forecast_list(log), report.print_log, outlet)))

    @command(forecast, "score", words, "forecast.score")
    def score_command(
        log: log_type = None, study: study_type = STUDY, as_of: as_of_type = None, as_json: json_type = False
    ) -> None:
        raise typer.Exit(
            outlet.guard(
                lambda: _told(ff.forecast_score(log, study=study, as_of=as_of), report.print_scores, outlet)
            )
        )


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
