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
    from_type = Annotated[str | None, typer.Option("--from", metavar="DATE", help=words["brief.from"])]
    to_type = Annotated[str | None, typer.Option("--to", metavar="DATE", help=words["brief.to"])]
    country_type = Annotated[
        str | None, typer.Option("--country", metavar="ISO3", help=words["brief.country"])
    ]
    deal_type = Annotated[str | None, typer.Option("--deal", metavar="OFFER", help=words["brief.deal"])]
    lens_type = Annotated[str | None, typer.Option("--lens", metavar="LENS", help=words["brief.lens"])]
    digest_type = Annotated[bool, typer.Option("--digest", help=words["brief.digest"])]
    ledger_type = Annotated[
        str | None, typer.Option("--ledger", metavar="LEDGER", help=words["brief.ledger"])
    ]
    study_type = Annotated[str | None, typer.Option("--study", metavar="STUDY", help=words["brief.study"])]
    workers_type = Annotated[int | None, typer.Option("--workers", metavar="N", help=words["workers"])]
    simulate_type = Annotated[bool, typer.Option("--simulate", help=words["verify.simulate"])]
    path_type = Annotated[str, typer.Argument(metavar="PATH", help=words["verify.path"])]
    of_type = Annotated[str | None, typer.Option("--run", metavar="FOLDER", help=words["verify.run"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    @command(app, "brief", words)
    def brief_command(
        run: run_type, from_date: from_type = None, to_date: to_type = None, country: country_type = None,
        deal: deal_type = None, lens: lens_type = None, digest: digest_type = False, ledger: ledger_type = None, study: study_type = None, formats: format_type = "md",
        only: only_type = None, out: out_type = None, bundle: bundle_type = False, workers: workers_type = None,
        as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            named = [form.strip() for form in formats.split(",")]
            paths = ff.brief(
                run, formats=named, lang=only, out=out, bundle=bundle, from_date=from_date, to_date=to_date,
                country=country, deal=deal, lens=lens, digest=digest, ledger=ledger, study=study, workers=workers,
            )  # fmt: skip
            written = [str(path) for path in paths]
            if as_json:
                kinds = {
                    "digest": digest or None,
                    "change": from_date,
                    "deal": deal,
                    "country": country,
                    "lens": lens,
                }
                edition = next((kind for kind, given in kinds.items() if given is not None), "brief")
                outlet.document({"schema": "fourfutures/brief-files/1", "edition": edition, "files": written})
            else:
                for path in written:
                    outlet.line(path)
            return DONE

        raise typer.Exit(outlet.guard(work))

    @command(app, "verify", words)
    def verify_command(
        path: path_type, run: of_type = None, simulate: simulate_type = False, study: study_type = None,
        workers: workers_type = None, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            found = ff.verify(path, run=run, simulate=simulate, study=study, workers=workers)
            told = [problem.told(outlet.lang) for problem in found.problems]
            if as_json:
                listed = [problem.as_json(outlet.lang) for problem in found.problems]
                outlet.document({**found.head, "ok": found.ok, "problems": listed})
            elif found.ok:
                outlet.line(words["verify.ok"].format(path=path, pages=len(found.pages), files=found.files))
                if found.simulated:
                    outlet.line(words["verify.again"])
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
