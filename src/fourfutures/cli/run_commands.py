"""The commands that make a run: `run` and `country`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from typing import Annotated, NamedTuple

import typer

import fourfutures as ff
from fourfutures import public, report
from fourfutures.cli.command import OUT, STUDY, command
from fourfutures.cli.outlet import DONE, Outlet
from fourfutures.cli.words import EXAMPLES, Words
from fourfutures.cli.wrong_use import WrongUse, whole
from fourfutures.errors import Both


class Options(NamedTuple):
    """What `run` may be asked for, as typed."""

    members: str | None
    seed: str | None
    as_of: str | None
    prior: bool
    lever: list[str] | None
    deal: list[str] | None
    lens: str
    dials: str
    evidence: str | None
    no_evidence: bool
    guide: bool
    start: str
    workers: str | None
    scheduler: str | None
    out: str


def run_commands(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare them."""
    study_type = Annotated[str, typer.Argument(metavar="STUDY", help=words["study"])]
    study_option = Annotated[str, typer.Option("--study", metavar="STUDY", help=words["study"])]
    members_type = Annotated[str | None, typer.Option("--members", "-n", metavar="N", help=words["members"])]
    seed_type = Annotated[str | None, typer.Option("--seed", metavar="N", help=words["seed"])]
    as_of_type = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words["as_of"])]
    prior_type = Annotated[bool, typer.Option("--prior", help=words["prior"])]
    lever_type = Annotated[
        list[str] | None, typer.Option("--lever", metavar="NAME=VALUE", help=words["lever"])
    ]
    deal_type = Annotated[
        list[str] | None, typer.Option("--deal", metavar="OFFER:ISO3", help=words["imposed"])
    ]
    lens_type = Annotated[str, typer.Option("--lens", metavar="LENS", help=words["lens"])]
    dials_type = Annotated[str, typer.Option("--dials", metavar="DIALS", help=words["dials"])]
    evidence_type = Annotated[str | None, typer.Option("--evidence", metavar="FILE", help=words["evidence"])]
    no_evidence_type = Annotated[bool, typer.Option("--no-evidence", help=words["no_evidence"])]
    guide_type = Annotated[bool, typer.Option("--guide", help=words["guide"])]
    start_type = Annotated[str, typer.Option("--start", metavar="START", help=words["start"])]
    workers_type = Annotated[str | None, typer.Option("--workers", metavar="N", help=words["workers"])]
    scheduler_type = Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help=words["scheduler"])
    ]
    out_type = Annotated[str, typer.Option("--out", metavar="DIR", help=words["out"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]
    code_type = Annotated[str | None, typer.Argument(metavar="ISO3", help=words["code"])]
    all_type = Annotated[bool, typer.Option("--all", help=words["all"])]

    @command(app, "run", words)
    def run_command(
        study: study_type = STUDY, members: members_type = None, seed: seed_type = None, as_of: as_of_type = None,
        prior: prior_type = False, lever: lever_type = None, deal: deal_type = None, lens: lens_type = "neutral",
        dials: dials_type = "source", evidence: evidence_type = None, no_evidence: no_evidence_type = False, guide: guide_type = False,
        start: start_type = "best_estimate", workers: workers_type = None, scheduler: scheduler_type = None,
        out: out_type = OUT, as_json: json_type = False,
    ) -> None:  # fmt: skip
        options = Options(
            members,
            seed,
            as_of,
            prior,
            lever,
            deal,
            lens,
            dials,
            evidence,
            no_evidence,
            guide,
            start,
            workers,
            scheduler,
            out,
        )

        def work() -> int:
            found = _made(study, options, outlet)
            if as_json:
                outlet.document(found.summary)
                return DONE
            with outlet.screen() as console:
                report.print_run({**found.summary, "folder": str(found.folder)}, outlet.lang, console)
            return DONE

        raise typer.Exit(outlet.guard(work))

    @command(app, "country", words)
    def country_command(
        code: code_type = None, every: all_type = False, study: study_option = STUDY, members: members_type = None, seed: seed_type = None,
        as_of: as_of_type = None, prior: prior_type = False, lever: lever_type = None, deal: deal_type = None, lens: lens_type = "neutral",
        dials: dials_type = "source", evidence: evidence_type = None, no_evidence: no_evidence_type = False,
        guide: guide_type = False, start: start_type = "best_estimate", workers: workers_type = None,
        scheduler: scheduler_type = None, out: out_type = OUT, as_json: json_type = False,
    ) -> None:  # fmt: skip
        options = Options(
            members,
            seed,
            as_of,
            prior,
            lever,
            deal,
            lens,
            dials,
            evidence,
            no_evidence,
            guide,
            start,
            workers,
            scheduler,
            out,
        )

        def work() -> int:
            _one_or_all(code, every)
            loaded, threads = ff.load_study(study), whole("--workers", workers)
            if code is not None:
                loaded.partner_or_group(code)  # a name of neither is refused before anything is run
            made = _made(loaded, options, outlet)
            if code is None:
                document, show = ff.countries(made, loaded, workers=threads), report.print_countries
            else:
                document = ff.country(made, code, loaded, workers=threads)
                show = report.print_group if document["kind"] == "group" else report.print_country
            if as_json:
                outlet.document(document)
                return DONE
            with outlet.screen() as console:
                show(document, outlet.lang, console)
            return DONE

        raise typer.Exit(outlet.guard(work))


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


def _made(study: "str | ff.Study", options: Options, outlet: Outlet) -> "ff.Run":
    """The run that the options ask for."""
    if not options.out.strip():
        raise WrongUse(
            where="--out",
            what=Both("the folder has no name", "没有写明目录"),
            remedy=Both("name one", "请写明目录"),
        )
    workers = whole("--workers", options.workers)
    asked = public.request(
        study,
        members=whole("--members", options.members),
        seed=whole("--seed", options.seed),
        as_of=options.as_of,
        prior=options.prior,
        levers=options.lever or (),
        deals=options.deal or (),
        lens=options.lens,
        dials=options.dials,
        start=options.start,
        evidence=True if options.evidence is None else options.evidence,
        no_evidence=options.no_evidence,
        guide=options.guide,
    )
    with outlet.bar() as progress:
        return public.make(
            asked, workers=workers, scheduler=options.scheduler, out=options.out, progress=progress
        )
