"""The commands about pages of a run: `brief` and `verify`."""

from __future__ import annotations

from typing import Annotated

import typer

import fourfutures as ff
from fourfutures.cli.command import command
from fourfutures.cli.options import Json
from fourfutures.cli.outlet import DONE, FAILED, Outlet

SHOWN = 12  # problems on the screen; the JSON has all

RunFolder = Annotated[str, typer.Argument(metavar="RUN", help="brief.run")]
Formats = Annotated[str, typer.Option("--format", metavar="FORMATS", help="brief.format")]
Only = Annotated[str | None, typer.Option("--only", metavar="LANG", help="brief.only")]
OutFolder = Annotated[str | None, typer.Option("--out", metavar="DIR", help="brief.out")]
Bundle = Annotated[bool, typer.Option("--bundle", help="brief.bundle")]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="brief.from")]
To = Annotated[str | None, typer.Option("--to", metavar="DATE", help="brief.to")]
OneCountry = Annotated[str | None, typer.Option("--country", metavar="ISO3", help="brief.country")]
OneDeal = Annotated[str | None, typer.Option("--deal", metavar="OFFER", help="brief.deal")]
OneLens = Annotated[str | None, typer.Option("--lens", metavar="LENS", help="brief.lens")]
Digest = Annotated[bool, typer.Option("--digest", help="brief.digest")]
Ledger = Annotated[str | None, typer.Option("--ledger", metavar="LEDGER", help="brief.ledger")]
RunStudy = Annotated[str | None, typer.Option("--study", metavar="STUDY", help="brief.study")]
Threads = Annotated[int | None, typer.Option("--workers", metavar="N", help="workers")]
Simulate = Annotated[bool, typer.Option("--simulate", help="verify.simulate")]
Verified = Annotated[str, typer.Argument(metavar="PATH", help="verify.path")]
OwnRun = Annotated[str | None, typer.Option("--run", metavar="FOLDER", help="verify.run")]


def brief_commands(app: typer.Typer, outlet: Outlet) -> None:
    """Declare them."""

    @command(app, "brief", outlet)
    def brief_command(
        run: RunFolder, from_date: From = None, to_date: To = None, country: OneCountry = None,
        deal: OneDeal = None, lens: OneLens = None, digest: Digest = False, ledger: Ledger = None, study: RunStudy = None, formats: Formats = "md",
        only: Only = None, out: OutFolder = None, bundle: Bundle = False, workers: Threads = None,
        as_json: Json = False,
    ) -> int:  # fmt: skip
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

    @command(app, "verify", outlet)
    def verify_command(
        path: Verified, run: OwnRun = None, simulate: Simulate = False, study: RunStudy = None,
        workers: Threads = None, as_json: Json = False,
    ) -> int:  # fmt: skip
        found = ff.verify(path, run=run, simulate=simulate, study=study, workers=workers)
        told = [problem.told(outlet.lang) for problem in found.problems]
        if as_json:
            listed = [problem.as_json(outlet.lang) for problem in found.problems]
            outlet.document({**found.head, "ok": found.ok, "problems": listed})
        elif found.ok:
            outlet.line(
                outlet.words["verify.ok"].format(path=path, pages=len(found.pages), files=found.files)
            )
            if found.simulated:
                outlet.line(outlet.words["verify.again"])
        else:
            for line in told[:SHOWN]:
                outlet.line(line)
            if len(told) > SHOWN:
                outlet.line(outlet.words["verify.more"].format(n=len(told) - SHOWN))
            outlet.line(outlet.words["verify.bad"].format(path=path, count=len(told)))
        if not found.same_code and not as_json:
            outlet.say("verify.other")
        return DONE if found.ok else FAILED
