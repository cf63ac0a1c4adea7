"""The commands that say what would change the odds and what drives them: `levers` and `sensitivity`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import STUDY, command
from fourfutures.cli.outlet import DONE, Outlet
from fourfutures.cli.words import Words
from fourfutures.cli.wrong_use import whole


def why_commands(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare them."""
    study_type = Annotated[str, typer.Argument(metavar="STUDY", help=words["study"])]
    lever_type = Annotated[
        list[str] | None, typer.Option("--lever", metavar="NAME", help=words["lever_name"])
    ]
    pairs_type = Annotated[bool, typer.Option("--pairs", help=words["pairs"])]
    samples_type = Annotated[str | None, typer.Option("--samples", metavar="N", help=words["samples"])]
    few_type = Annotated[str | None, typer.Option("--members", "-n", metavar="N", help=words["few_members"])]
    members_type = Annotated[str | None, typer.Option("--members", "-n", metavar="N", help=words["members"])]
    seed_type = Annotated[str | None, typer.Option("--seed", metavar="N", help=words["seed"])]
    as_of_type = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words["as_of"])]
    prior_type = Annotated[bool, typer.Option("--prior", help=words["prior"])]
    lens_type = Annotated[str, typer.Option("--lens", metavar="LENS", help=words["lens"])]
    dials_type = Annotated[str, typer.Option("--dials", metavar="DIALS", help=words["dials"])]
    evidence_type = Annotated[str | None, typer.Option("--evidence", metavar="FILE", help=words["evidence"])]
    no_evidence_type = Annotated[bool, typer.Option("--no-evidence", help=words["no_evidence"])]
    guide_type = Annotated[bool, typer.Option("--guide", help=words["guide"])]
    start_type = Annotated[str, typer.Option("--start", metavar="START", help=words["start"])]
    workers_type = Annotated[str | None, typer.Option("--workers", metavar="N", help=words["workers"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    @command(app, "levers", words)
    def levers_command(
        study: study_type = STUDY, lever: lever_type = None, pairs: pairs_type = False, as_of: as_of_type = None,
        prior: prior_type = False, members: few_type = None, seed: seed_type = None, lens: lens_type = "neutral",
        dials: dials_type = "source", evidence: evidence_type = None, no_evidence: no_evidence_type = False,
        guide: guide_type = False, start: start_type = "best_estimate", workers: workers_type = None,
        as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            threads = whole("--workers", workers)
            count, number = whole("--members", members), whole("--seed", seed)
            loaded = ff.load_study(study)
            with outlet.bar() as progress:
                found = ff.levers(
                    loaded, lever or (), pairs=pairs, as_of=as_of, prior=prior, members=count, seed=number, lens=lens,
                    dials=dials, start=start, evidence=True if evidence is None else evidence,
                    no_evidence=no_evidence, guide=guide, workers=threads, progress=progress,
                )  # fmt: skip
            if as_json:
                outlet.document(found)
                return DONE
            with outlet.screen() as console:
                report.print_levers(found, outlet.lang, console)
            return DONE

        raise typer.Exit(outlet.guard(work))

    @command(app, "sensitivity", words)
    def sensitivity_command(
        study: study_type = STUDY, samples: samples_type = None, as_of: as_of_type = None, prior: prior_type = False,
        members: members_type = None, seed: seed_type = None, lens: lens_type = "neutral",
        dials: dials_type = "source", evidence: evidence_type = None, no_evidence: no_evidence_type = False,
        guide: guide_type = False, start: start_type = "best_estimate", workers: workers_type = None,
        as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            threads, rows = whole("--workers", workers), whole("--samples", samples)
            count, number = whole("--members", members), whole("--seed", seed)
            loaded = ff.load_study(study)
            with outlet.bar() as progress:
                found = ff.sensitivity(
                    loaded, samples=rows, as_of=as_of, prior=prior, members=count, seed=number, lens=lens, dials=dials,
                    start=start, evidence=True if evidence is None else evidence, no_evidence=no_evidence, guide=guide,
                    workers=threads, progress=progress,
                )  # fmt: skip
            if as_json:
                outlet.document(found)
                return DONE
            with outlet.screen() as console:
                report.print_sensitivity(found, outlet.lang, console)
            return DONE

        raise typer.Exit(outlet.guard(work))
