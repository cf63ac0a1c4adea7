"""The commands: options in, one call of the Python door, text or JSON out."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from fourfutures import __version__, check, country, load_study, series, show
from fourfutures.cli.doctor import diagnose
from fourfutures.cli.outlet import DONE, FAILED, WRONG_USE, bar, guarded, print_json, say
from fourfutures.cli.words import LANGUAGES, Words
from fourfutures.data import seal
from fourfutures.errors import Problem
from fourfutures.public import Run, make, request
from fourfutures.report import print_country, print_run
from fourfutures.study import find_folder

STUDY = "ai-2027"
OUT = Path("runs")
SHOWN_ENTITIES = 3
FOLDED = ("unit", "note", "source_id")  # columns that give way in a narrow terminal


def application(lang: str) -> typer.Typer:
    """The command line in one language."""
    words = LANGUAGES[lang]
    app = typer.Typer(
        help=words["app"],
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )

    @app.callback(invoke_without_command=True)
    def root(
        lang_option: Annotated[str, typer.Option("--lang", help=words["lang"])] = lang,
        version: Annotated[bool, typer.Option("--version", help=words["version"])] = False,
    ) -> None:
        if version:
            typer.echo(f"fourfutures {__version__}")
            raise typer.Exit

    _run_commands(app, words, lang)
    _check_commands(app, words)
    _data_commands(app, words)
    return app


def _run_commands(app: typer.Typer, words: Words, lang: str) -> None:
    study_type = Annotated[str, typer.Argument(help=words["study"])]
    study_option = Annotated[str, typer.Option("--study", help=words["study"])]
    members_type = Annotated[int | None, typer.Option("--members", "-n", help=words["members"])]
    seed_type = Annotated[int | None, typer.Option("--seed", help=words["seed"])]
    as_of_type = Annotated[str | None, typer.Option("--as-of", help=words["as_of"])]
    prior_type = Annotated[bool, typer.Option("--prior", help=words["prior"])]
    lever_type = Annotated[list[str] | None, typer.Option("--lever", help=words["lever"])]
    lens_type = Annotated[str, typer.Option("--lens", help=words["lens"])]
    dials_type = Annotated[str, typer.Option("--dials", help=words["dials"])]
    evidence_type = Annotated[bool, typer.Option("--no-evidence", help=words["no_evidence"])]
    start_type = Annotated[str, typer.Option("--start", help=words["start"])]
    workers_type = Annotated[int | None, typer.Option("--workers", help=words["workers"])]
    out_type = Annotated[Path, typer.Option("--out", help=words["out"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]
    code_type = Annotated[str, typer.Argument(help=words["code"])]

    def made(
        study: str, members: int | None, seed: int | None, as_of: str | None, prior: bool, lever: list[str] | None,
        lens: str, dials: str, no_evidence: bool, start: Any, workers: int | None, out: Path, quiet: bool,
    ) -> Run:  # fmt: skip
        asked = request(
            study, members=members, seed=seed, as_of=as_of, prior=prior, levers=lever or (), lens=lens, dials=dials,
            start=start, evidence=not no_evidence,
        )  # fmt: skip
        with bar(words, not quiet) as progress:
            return make(asked, workers=workers, out=out, progress=progress)

    @app.command("run", help=words["run"], epilog=words["run.example"])
    def run_command(
        study: study_type = STUDY, members: members_type = None, seed: seed_type = None, as_of: as_of_type = None,
        prior: prior_type = False, lever: lever_type = None, lens: lens_type = "neutral", dials: dials_type = "source",
        no_evidence: evidence_type = False, start: start_type = "best_estimate", workers: workers_type = None,
        out: out_type = OUT, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            found = made(
                study,
                members,
                seed,
                as_of,
                prior,
                lever,
                lens,
                dials,
                no_evidence,
                start,
                workers,
                out,
                as_json,
            )
            if as_json:
                print_json(found.summary)
            else:
                print_run({**found.summary, "folder": str(found.folder)}, lang, Console())
            return DONE

        _end(words, work)

    @app.command("country", help=words["country"], epilog=words["country.example"])
    def country_command(
        code: code_type, study: study_option = STUDY, members: members_type = None, seed: seed_type = None,
        as_of: as_of_type = None, prior: prior_type = False, lever: lever_type = None, lens: lens_type = "neutral",
        dials: dials_type = "source", no_evidence: evidence_type = False, start: start_type = "best_estimate",
        workers: workers_type = None, out: out_type = OUT, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            loaded = load_study(study)
            loaded.entity(code.upper())  # an unknown code is refused before anything is run
            found = made(
                study,
                members,
                seed,
                as_of,
                prior,
                lever,
                lens,
                dials,
                no_evidence,
                start,
                workers,
                out,
                as_json,
            )
            document = country(found, code, loaded)
            if as_json:
                print_json(document)
            else:
                print_country(document, lang, Console())
            return DONE

        _end(words, work)


def _check_commands(app: typer.Typer, words: Words) -> None:
    study_type = Annotated[str, typer.Argument(help=words["study"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    @app.command("check", help=words["check"], epilog=words["check.example"])
    def check_command(study: study_type = STUDY, as_json: json_type = False) -> None:
        def work() -> int:
            find_folder(study)  # a study that is not there is wrong use, not a failed check
            problems = check(study)
            good = words["check.ok"].format(study=study)
            bad = words["check.bad"].format(study=study, count=len(problems))
            return _verdict(problems, {}, as_json, good, bad)

        _end(words, work)

    @app.command("doctor", help=words["doctor"], epilog=words["doctor.example"])
    def doctor_command(as_json: json_type = False) -> None:
        def work() -> int:
            problems, found = diagnose()
            if not as_json:
                typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
            bad = words["check.bad"].format(study="doctor", count=len(problems))
            return _verdict(problems, found, as_json, words["doctor.ok"], bad)

        _end(words, work)


def _data_commands(app: typer.Typer, words: Words) -> None:
    data = typer.Typer(help=words["data"], no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(data, name="data")
    study_type = Annotated[str, typer.Argument(help=words["study"])]
    study_option = Annotated[str, typer.Option("--study", help=words["study"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]
    economies_type = Annotated[bool, typer.Option("--economies", help=words["economies"])]
    indicator_type = Annotated[str, typer.Argument(help=words["indicator"])]
    entity_type = Annotated[str | None, typer.Option("--entity", help=words["entity"])]
    as_of_type = Annotated[str | None, typer.Option("--as-of", help=words["as_of"])]

    @data.command("list", help=words["data.list"], epilog=words["data.list.example"])
    def list_command(
        study: study_option = STUDY, economies: economies_type = False, as_json: json_type = False
    ) -> None:
        def work() -> int:
            if economies:
                rows = [
                    {"code": e.code, "en": e.name_en, "zh": e.name_zh, "kind": e.kind, "region": e.region}
                    for e in load_study(study).entities
                ]
            else:
                rows = _plain(series(study))
                rows = rows if as_json else _by_indicator(rows)
            return _rows(rows, as_json)

        _end(words, work)

    @data.command("show", help=words["data.show"], epilog=words["data.show.example"])
    def show_command(
        indicator: indicator_type, entity: entity_type = None, as_of: as_of_type = None, study: study_option = STUDY,
        as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            found = show(indicator, entity, study, as_of)
            return _rows(_plain(found), as_json)

        _end(words, work)

    @data.command("seal", help=words["data.seal"], epilog=words["data.seal.example"])
    def seal_command(study: study_type) -> None:
        def work() -> int:
            typer.echo(str(seal(find_folder(study))))
            return DONE

        _end(words, work)


def _plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON has them: days as text, blanks as null."""
    texts = frame.map(lambda cell: cell.isoformat() if isinstance(cell, date) else cell)
    rows: list[dict[str, Any]] = json.loads(texts.to_json(orient="records", double_precision=15))
    return rows


def _by_indicator(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One line an indicator, so that a list fits a screen; the JSON has every entity."""
    lines: dict[str, dict[str, Any]] = {}
    for row in rows:
        line = lines.setdefault(row["indicator"], {**row, "entity": [], "rows": 0})
        line["entity"].append(row["entity"])
        line["rows"] += row["rows"]
        line["first"], line["last"] = min(line["first"], row["first"]), max(line["last"], row["last"])
    for line in lines.values():
        few = len(line["entity"]) <= SHOWN_ENTITIES
        line["entity"] = ", ".join(line["entity"]) if few else str(len(line["entity"]))
        line.pop("sources")
    return list(lines.values())


def _rows(rows: list[dict[str, Any]], as_json: bool) -> int:
    if as_json:
        print_json({"rows": rows})
        return DONE
    console = Console()
    table = Table(box=None, pad_edge=False)
    shown = [name for name in (rows[0] if rows else {}) if any(row[name] not in (None, "") for row in rows)]
    for name in shown:
        table.add_column(name, overflow="fold", no_wrap=name not in FOLDED)
    for row in rows:
        table.add_row(*("" if row[name] is None else str(row[name]) for name in shown))
    console.print(table)
    return DONE


def _verdict(problems: list[Problem], found: dict[str, Any], as_json: bool, good: str, bad: str) -> int:
    if as_json:
        print_json({"ok": not problems, "problems": [p.as_json() for p in problems], **found})
    elif problems:
        for problem in problems:
            say(str(problem))
        say(bad)
    else:
        typer.echo(good)
    return FAILED if problems else DONE


def _end(words: Words, work: Callable[[], int]) -> None:
    raise typer.Exit(guarded(words, work))


def call(arguments: list[str], lang: str) -> int:
    """Run a command line; wrong options are one message and exit code 2."""
    command = typer.main.get_command(application(lang))
    try:
        result = command.main(args=arguments, prog_name="fourfutures", standalone_mode=False)
    except Exception as error:
        # The parser's own errors, known by their method: where the parser lives differs between releases.
        explain = getattr(error, "format_message", None)
        if explain is None:
            raise
        if type(error).__name__ == "NoArgsIsHelpError":
            say(explain())
            return WRONG_USE
        where = " ".join(["fourfutures", *arguments[:1]])
        say(str(Problem(where, explain(), "see fourfutures --help")))
        return WRONG_USE
    return int(result or 0)
