"""The commands: options in, one call of the Python door, text or JSON out."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from collections.abc import Callable, Sequence
from typing import Annotated, Any, NamedTuple

import typer

from fourfutures import __version__, country, load_study
from fourfutures.cli.help import CommandPage, GroupPage
from fourfutures.cli.inspection import check_study, diagnose_installation, list_data, seal_study, show_data
from fourfutures.cli.outlet import DONE, WRONG_USE, Outlet, delivered
from fourfutures.cli.words import EXAMPLES, Words
from fourfutures.cli.wrong_use import WrongUse, complaint, whole
from fourfutures.errors import Both, FourFuturesError
from fourfutures.public import Run, make, request
from fourfutures.report import print_country, print_run

STUDY = "ai-2027"
OUT = "runs"


class Options(NamedTuple):
    """What `run` may be asked for, as typed."""

    members: str | None
    seed: str | None
    as_of: str | None
    prior: bool
    lever: list[str] | None
    lens: str
    dials: str
    no_evidence: bool
    start: str
    workers: str | None
    scheduler: str | None
    out: str


def application(outlet: Outlet) -> typer.Typer:
    """The command line in one language."""
    words = outlet.words
    app = _group(words["app"], no_args_is_help=False)

    @app.callback(invoke_without_command=True)
    def root(
        context: typer.Context,
        lang: Annotated[str, typer.Option("--lang", metavar="LANG", help=words["lang"])] = outlet.lang,
        version: Annotated[bool, typer.Option("--version", help=words["version"])] = False,
    ) -> None:
        if version:
            raise typer.Exit(outlet.guard(lambda: _said(outlet, f"fourfutures {__version__}")))
        if context.invoked_subcommand is None:
            typer.echo(context.get_help(), err=True)
            raise typer.Exit(WRONG_USE)

    _run_commands(app, outlet, words)
    _check_commands(app, outlet, words)
    _data_commands(app, outlet, words)
    return app


def _run_commands(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    study_type = Annotated[str, typer.Argument(metavar="STUDY", help=words["study"])]
    study_option = Annotated[str, typer.Option("--study", metavar="STUDY", help=words["study"])]
    members_type = Annotated[str | None, typer.Option("--members", "-n", metavar="N", help=words["members"])]
    seed_type = Annotated[str | None, typer.Option("--seed", metavar="N", help=words["seed"])]
    as_of_type = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words["as_of"])]
    prior_type = Annotated[bool, typer.Option("--prior", help=words["prior"])]
    lever_type = Annotated[
        list[str] | None, typer.Option("--lever", metavar="NAME=VALUE", help=words["lever"])
    ]
    lens_type = Annotated[str, typer.Option("--lens", metavar="LENS", help=words["lens"])]
    dials_type = Annotated[str, typer.Option("--dials", metavar="DIALS", help=words["dials"])]
    evidence_type = Annotated[bool, typer.Option("--no-evidence", help=words["no_evidence"])]
    start_type = Annotated[str, typer.Option("--start", metavar="START", help=words["start"])]
    workers_type = Annotated[str | None, typer.Option("--workers", metavar="N", help=words["workers"])]
    scheduler_type = Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help=words["scheduler"])
    ]
    out_type = Annotated[str, typer.Option("--out", metavar="DIR", help=words["out"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]
    code_type = Annotated[str, typer.Argument(metavar="ISO3", help=words["code"])]

    @_command(app, "run", words)
    def run_command(
        study: study_type = STUDY, members: members_type = None, seed: seed_type = None, as_of: as_of_type = None,
        prior: prior_type = False, lever: lever_type = None, lens: lens_type = "neutral", dials: dials_type = "source",
        no_evidence: evidence_type = False, start: start_type = "best_estimate", workers: workers_type = None,
        scheduler: scheduler_type = None, out: out_type = OUT, as_json: json_type = False,
    ) -> None:  # fmt: skip
        options = Options(
            members, seed, as_of, prior, lever, lens, dials, no_evidence, start, workers, scheduler, out
        )

        def work() -> int:
            found = _made(study, options, outlet)
            if as_json:
                outlet.document(found.summary)
                return DONE
            with outlet.screen() as console:
                print_run({**found.summary, "folder": str(found.folder)}, outlet.lang, console)
            return DONE

        raise typer.Exit(outlet.guard(work))

    @_command(app, "country", words)
    def country_command(
        code: code_type, study: study_option = STUDY, members: members_type = None, seed: seed_type = None,
        as_of: as_of_type = None, prior: prior_type = False, lever: lever_type = None, lens: lens_type = "neutral",
        dials: dials_type = "source", no_evidence: evidence_type = False, start: start_type = "best_estimate",
        workers: workers_type = None, scheduler: scheduler_type = None, out: out_type = OUT,
        as_json: json_type = False,
    ) -> None:  # fmt: skip
        options = Options(
            members, seed, as_of, prior, lever, lens, dials, no_evidence, start, workers, scheduler, out
        )

        def work() -> int:
            loaded = load_study(study)
            loaded.partner(code)  # a code that names no partner is refused before anything is run
            document = country(_made(study, options, outlet), code, loaded)
            if as_json:
                outlet.document(document)
                return DONE
            with outlet.screen() as console:
                print_country(document, outlet.lang, console)
            return DONE

        raise typer.Exit(outlet.guard(work))


def _made(study: str, options: Options, outlet: Outlet) -> Run:
    """The run that the options ask for."""
    if not options.out.strip():
        raise WrongUse(
            where="--out",
            what=Both("the folder has no name", "没有写明目录"),
            remedy=Both("name one", "请写明目录"),
        )
    workers = whole("--workers", options.workers)
    asked = request(
        study,
        members=whole("--members", options.members),
        seed=whole("--seed", options.seed),
        as_of=options.as_of,
        prior=options.prior,
        levers=options.lever or (),
        lens=options.lens,
        dials=options.dials,
        start=options.start,
        evidence=not options.no_evidence,
    )
    with outlet.bar() as progress:
        return make(asked, workers=workers, scheduler=options.scheduler, out=options.out, progress=progress)


def _check_commands(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    study_type = Annotated[str, typer.Argument(metavar="STUDY", help=words["study"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    @_command(app, "check", words)
    def check_command(study: study_type = STUDY, as_json: json_type = False) -> None:
        raise typer.Exit(outlet.guard(lambda: check_study(study, outlet)))

    @_command(app, "doctor", words)
    def doctor_command(as_json: json_type = False) -> None:
        raise typer.Exit(outlet.guard(lambda: diagnose_installation(outlet)))


def _data_commands(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    data = _group(words["data"], no_args_is_help=True, epilog=EXAMPLES["data"])
    app.add_typer(data, name="data")
    study_type = Annotated[str, typer.Argument(metavar="STUDY", help=words["study"])]
    study_option = Annotated[str, typer.Option("--study", metavar="STUDY", help=words["study"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]
    economies_type = Annotated[bool, typer.Option("--economies", help=words["economies"])]
    indicator_type = Annotated[str, typer.Argument(metavar="INDICATOR", help=words["indicator"])]
    entity_type = Annotated[str | None, typer.Option("--entity", metavar="CODE", help=words["entity"])]
    as_of_type = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words["as_of"])]

    @_command(data, "list", words, "data.list")
    def list_command(
        study: study_option = STUDY, economies: economies_type = False, as_json: json_type = False
    ) -> None:
        raise typer.Exit(outlet.guard(lambda: list_data(study, economies, outlet)))

    @_command(data, "show", words, "data.show")
    def show_command(
        indicator: indicator_type, entity: entity_type = None, as_of: as_of_type = None, study: study_option = STUDY,
        as_json: json_type = False,
    ) -> None:  # fmt: skip
        raise typer.Exit(outlet.guard(lambda: show_data(indicator, entity, study, as_of, outlet)))

    @_command(data, "seal", words, "data.seal")
    def seal_command(study: study_type, as_json: json_type = False) -> None:
        raise typer.Exit(outlet.guard(lambda: seal_study(study, outlet)))


def _group(text: str, no_args_is_help: bool, epilog: str | None = None) -> typer.Typer:
    return typer.Typer(
        help=text,
        epilog=epilog,
        cls=GroupPage,
        no_args_is_help=no_args_is_help,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _command(
    app: typer.Typer, name: str, words: Words, key: str | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    key = key or name
    return app.command(
        name,
        cls=CommandPage,
        help=words[key],
        epilog=EXAMPLES[key],
        context_settings={"help_option_names": ["-h", "--help"]},
    )


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
        return int(result or DONE)

    return outlet.guard(work)


def _message(error: Any) -> str:
    return str(error.format_message())


__all__ = ["FourFuturesError", "application", "call"]
