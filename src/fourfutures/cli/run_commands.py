"""The commands that make a run: `run` and `country`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import public, report
from fourfutures.cli.chart_option import draw_into
from fourfutures.cli.command import command
from fourfutures.cli.options import (
    OUT,
    READING,
    STUDY,
    AsOf,
    Charts,
    Json,
    Members,
    Prior,
    Reading,
    Scheduler,
    Seed,
    StudyOption,
    StudyPlace,
)
from fourfutures.cli.outlet import Outlet
from fourfutures.cli.words import EXAMPLES
from fourfutures.cli.wrong_use import WrongUse, whole
from fourfutures.errors import Both

LeverValue = Annotated[list[str] | None, typer.Option("--lever", metavar="NAME=VALUE", help="lever")]
Imposed = Annotated[list[str] | None, typer.Option("--deal", metavar="OFFER:ISO3", help="imposed")]
OutFolder = Annotated[str, typer.Option("--out", metavar="DIR", help="out")]
Code = Annotated[str | None, typer.Argument(metavar="ISO3", help="code")]
Every = Annotated[bool, typer.Option("--all", help="all")]


@dataclass(frozen=True)
class Options:
    """What a run may be asked for, as typed."""

    members: Members = None
    seed: Seed = None
    as_of: AsOf = None
    prior: Prior = False
    lever: LeverValue = None
    deal: Imposed = None
    reading: Reading = READING
    scheduler: Scheduler = None
    out: OutFolder = OUT


OPTIONS = Options()


def run_commands(app: typer.Typer, outlet: Outlet) -> None:
    """Declare them."""

    @command(app, "run", outlet)
    def run_command(study: StudyPlace = STUDY, options: Options = OPTIONS, as_json: Json = False) -> int:
        found = _made(study, options, outlet)
        if as_json:
            return outlet.document(found.summary)
        return outlet.show({**found.summary, "folder": str(found.folder)}, report.print_run)

    @command(app, "country", outlet)
    def country_command(
        code: Code = None, every: Every = False, study: StudyOption = STUDY, options: Options = OPTIONS,
        charts: Charts = None, as_json: Json = False,
    ) -> int:  # fmt: skip
        _one_or_all(code, every)
        loaded, threads = ff.load_study(study), whole("--workers", options.reading.workers)
        if code is not None:
            loaded.partner_or_group(code)  # a name of neither is refused before anything is run
        made = _made(loaded, options, outlet)
        if code is None:
            document, show = ff.countries(made, loaded, workers=threads), report.print_countries
        else:
            document = ff.country(made, code, loaded, workers=threads)
            show = report.print_group if document["kind"] == "group" else report.print_country
        draw_into(charts, document, outlet)
        return outlet.document(document) if as_json else outlet.show(document, show)


def _one_or_all(code: str | None, every: bool) -> None:
    """Refuse a command that names nothing, or something beside --all."""
    example = EXAMPLES["country"]
    if code is None and not every:
        raise WrongUse(
            where="fourfutures country",
            what=Both("ISO3 is missing", "缺少 ISO3"),
            remedy=Both(f"give it, such as: {example}; or --all", f"请补上，如 {example}；或用 --all"),
        )
    if code is not None and every:
        raise WrongUse(
            where=f"fourfutures country {code} --all",
            what=Both(f"names {code} and asks for all", f"既写明{code}，又要求列出全部"),
            remedy=Both("take one of the two out", "请删去其中一项"),
        )


def _made(study: str | ff.Study, options: Options, outlet: Outlet) -> ff.Run:
    """The run that the options ask for."""
    if not options.out.strip():
        raise WrongUse(
            where="--out",
            what=Both("the folder has no name", "没有写明目录"),
            remedy=Both("name one", "请写明目录"),
        )
    asked = options.reading.asked(options.members, options.seed)
    workers = asked.pop("workers")
    wanted = public.request(
        study,
        as_of=options.as_of,
        prior=options.prior,
        levers=options.lever or (),
        deals=options.deal or (),
        **asked,
    )
    with outlet.bar() as progress:
        return public.make(
            wanted, workers=workers, scheduler=options.scheduler, out=options.out, progress=progress
        )
