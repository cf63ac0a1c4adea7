"""The commands about pages of a run: `brief` and `verify`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from typing import Annotated

import typer

import fourfutures as ff
from fourfutures.cli.command import command
from fourfutures.cli.outlet import DONE, FAILED, Outlet
from fourfutures.cli.words import Words

SHOWN = 12  # problems on the screen; the JSON has all


def brief_commands(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare them."""
    run_type = Annotated[str, typer.Argument(metavar="RUN", help=words["brief.run"])]
    format_type = Annotated[str, typer.Option("--format", metavar="FORMATS", help=words["brief.format"])]
    only_type = Annotated[str | None, typer.Option("--only", metavar="LANG", help=words["brief.only"])]
    out_type = Annotated[str | None, typer.Option("--out", metavar="DIR", help=words["brief.out"])]
    bundle_type = Annotated[bool, typer.Option("--bundle", help=words["brief.bundle"])]
    path_type = Annotated[str, typer.Argument(metavar="PATH", help=words["verify.path"])]
    of_type = Annotated[str | None, typer.Option("--run", metavar="FOLDER", help=words["verify.run"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    @command(app, "brief", words)
    def brief_command(
        run: run_type, formats: format_type = "md", only: only_type = None, out: out_type = None,
        bundle: bundle_type = False, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            named = [form.strip() for form in formats.split(",")]
            written = [str(path) for path in ff.brief(run, formats=named, lang=only, out=out, bundle=bundle)]
            if as_json:
                outlet.document({"schema": "fourfutures/brief-files/1", "files": written})
            else:
                for path in written:
                    outlet.line(path)
            return DONE

        raise typer.Exit(outlet.guard(work))

    @command(app, "verify", words)
    def verify_command(path: path_type, run: of_type = None, as_json: json_type = False) -> None:
        def work() -> int:
            found = ff.verify(path, run=run)
            told = [problem.told(outlet.lang) for problem in found.problems]
            if as_json:
                listed = [problem.as_json(outlet.lang) for problem in found.problems]
                outlet.document({**found.head, "ok": found.ok, "problems": listed})
            elif found.ok:
                outlet.line(words["verify.ok"].format(path=path, pages=len(found.pages), files=found.files))
            else:
                for line in told[:SHOWN]:
                    outlet.line(line)
                if len(told) > SHOWN:
                    outlet.line(words["verify.more"].format(n=len(told) - SHOWN))
                outlet.line(words["verify.bad"].format(path=path, count=len(told)))
            if not found.same_code and not as_json:
                outlet.say("verify.other")
            return DONE if found.ok else FAILED

        raise typer.Exit(outlet.guard(work))
