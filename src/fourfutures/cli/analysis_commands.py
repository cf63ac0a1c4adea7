"""The commands that say why and what next: `explain` and `watch`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import STUDY, command
from fourfutures.cli.outlet import DONE, Outlet
from fourfutures.cli.words import EXAMPLES, Words
from fourfutures.cli.wrong_use import WrongUse, whole
from fourfutures.errors import Both


def analysis_commands(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare them."""
    study_type = Annotated[str, typer.Argument(metavar="STUDY", help=words["study"])]
    members_type = Annotated[str | None, typer.Option("--members", "-n", metavar="N", help=words["members"])]
    seed_type = Annotated[str | None, typer.Option("--seed", metavar="N", help=words["seed"])]
    as_of_type = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words["as_of"])]
    from_type = Annotated[str | None, typer.Option("--from", metavar="DATE", help=words["from"])]
    to_type = Annotated[str | None, typer.Option("--to", metavar="DATE", help=words["to"])]
    without_type = Annotated[str | None, typer.Option("--without", metavar="SOURCE", help=words["without"])]
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
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    @command(app, "explain", words)
    def explain_command(
        study: study_type = STUDY, from_date: from_type = None, to_date: to_type = None, without: without_type = None,
        members: members_type = None, seed: seed_type = None, lens: lens_type = "neutral",
        dials: dials_type = "source", evidence: evidence_type = None,
        no_evidence: no_evidence_type = False, guide: guide_type = False, start: start_type = "best_estimate",
        workers: workers_type = None, scheduler: scheduler_type = None, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            if from_date is None:
                raise WrongUse(
                    where="fourfutures explain",
                    what=Both("--from is missing", "缺少 --from"),
                    remedy=Both(
                        f"give it, such as: {EXAMPLES['explain']}", f"请补上，如 {EXAMPLES['explain']}"
                    ),
                )
            threads = whole("--workers", workers)
            count, number = whole("--members", members), whole("--seed", seed)
            loaded = ff.load_study(study)
            with outlet.bar() as progress:
                found = ff.explain(
                    loaded, from_date=from_date, to_date=to_date, without=without, members=count, seed=number,
                    lens=lens, dials=dials, start=start, evidence=True if evidence is None else evidence, no_evidence=no_evidence, guide=guide, workers=threads,
                    scheduler=scheduler, progress=progress,
                )  # fmt: skip
            if as_json:
                outlet.document(found)
                return DONE
            with outlet.screen() as console:
                report.print_explanation(found, outlet.lang, console)
            return DONE

        raise typer.Exit(outlet.guard(work))

    @command(app, "watch", words)
    def watch_command(
        study: study_type = STUDY, as_of: as_of_type = None, members: members_type = None, seed: seed_type = None,
        lens: lens_type = "neutral", dials: dials_type = "source", evidence: evidence_type = None,
        no_evidence: no_evidence_type = False, guide: guide_type = False,
        start: start_type = "best_estimate", workers: workers_type = None, scheduler: scheduler_type = None,
        as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            threads = whole("--workers", workers)
            count, number = whole("--members", members), whole("--seed", seed)
            loaded = ff.load_study(study)
            with outlet.bar() as progress:
                found = ff.watch(
                    loaded, as_of=as_of, members=count, seed=number, lens=lens, dials=dials, start=start,
                    evidence=True if evidence is None else evidence, no_evidence=no_evidence, guide=guide, workers=threads, scheduler=scheduler, progress=progress,
                )  # fmt: skip
            if as_json:
                outlet.document(found)
                return DONE
            with outlet.screen() as console:
                report.print_watch(found, outlet.lang, console)
            return DONE

        raise typer.Exit(outlet.guard(work))
