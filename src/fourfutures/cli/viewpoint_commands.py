"""The command that looks through every lens: `viewpoints`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import STUDY, command
from fourfutures.cli.outlet import DONE, Outlet
from fourfutures.cli.words import Words
from fourfutures.cli.wrong_use import whole


def viewpoint_commands(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare it."""
    study_type = Annotated[str, typer.Argument(metavar="STUDY", help=words["study"])]
    members_type = Annotated[
        str | None, typer.Option("--members", "-n", metavar="N", help=words["viewpoints.members"])
    ]
    seed_type = Annotated[str | None, typer.Option("--seed", metavar="N", help=words["seed"])]
    as_of_type = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words["as_of"])]
    prior_type = Annotated[bool, typer.Option("--prior", help=words["prior"])]
    dials_type = Annotated[str, typer.Option("--dials", metavar="DIALS", help=words["dials"])]
    start_type = Annotated[str, typer.Option("--start", metavar="START", help=words["start"])]
    evidence_type = Annotated[str | None, typer.Option("--evidence", metavar="FILE", help=words["evidence"])]
    no_evidence_type = Annotated[bool, typer.Option("--no-evidence", help=words["no_evidence"])]
    workers_type = Annotated[str | None, typer.Option("--workers", metavar="N", help=words["workers"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    @command(app, "viewpoints", words)
    def viewpoints_command(
        study: study_type = STUDY, as_of: as_of_type = None, members: members_type = None, seed: seed_type = None,
        prior: prior_type = False, dials: dials_type = "source", start: start_type = "best_estimate",
        evidence: evidence_type = None, no_evidence: no_evidence_type = False, workers: workers_type = None,
        as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            with outlet.bar() as progress:
                document = ff.viewpoints(
                    study,
                    as_of=as_of,
                    members=whole("--members", members),
                    seed=whole("--seed", seed),
                    prior=prior,
                    dials=dials,
                    start=start,
                    evidence=True if evidence is None else evidence,
                    no_evidence=no_evidence,
                    workers=whole("--workers", workers),
                    progress=progress,
                )
            if as_json:
                outlet.document(document)
                return DONE
            with outlet.screen() as console:
                report.print_viewpoints(document, outlet.lang, console)
            return DONE

        raise typer.Exit(outlet.guard(work))
