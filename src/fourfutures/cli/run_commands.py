"""The commands that make a run: `run` and `country`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from typing import Annotated, NamedTuple

import typer

from fourfutures import country, load_study
from fourfutures.cli.command import OUT, STUDY, command
from fourfutures.cli.outlet import DONE, Outlet
from fourfutures.cli.words import Words
from fourfutures.cli.wrong_use import WrongUse, whole
from fourfutures.errors import Both
from fourfutures.public import Run, make, request
from fourfutures.report import print_country, print_run


class Options(NamedTuple):
    """What `run` may be asked for, as typed."""

    members: str | None
    seed: str | None
    as_of: str | None
    prior: bool
    lever: list[str] | None
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
    code_type = Annotated[str, typer.Argument(metavar="ISO3", help=words["code"])]

    @command(app, "run", words)
    def run_command(
        study: study_type = STUDY, members: members_type = None, seed: seed_type = None, as_of: as_of_type = None,
        prior: prior_type = False, lever: lever_type = None, lens: lens_type = "neutral", dials: dials_type = "source",
        evidence: evidence_type = None, no_evidence: no_evidence_type = False, guide: guide_type = False,
        start: start_type = "best_estimate", workers: workers_type = None, scheduler: scheduler_type = None,
        out: out_type = OUT, as_json: json_type = False,
    ) -> None:  # fmt: skip
        options = Options(
            members,
            seed,
            as_of,
            prior,
            lever,
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
                print_run({**found.summary, "folder": str(found.folder)}, outlet.lang, console)
            return DONE

        raise typer.Exit(outlet.guard(work))

    @command(app, "country", words)
    def country_command(
        code: code_type, study: study_option = STUDY, members: members_type = None, seed: seed_type = None,
        as_of: as_of_type = None, prior: prior_type = False, lever: lever_type = None, lens: lens_type = "neutral",
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
        evidence=True if options.evidence is None else options.evidence,
        no_evidence=options.no_evidence,
        guide=options.guide,
    )
    with outlet.bar() as progress:
        return make(asked, workers=workers, scheduler=options.scheduler, out=options.out, progress=progress)
