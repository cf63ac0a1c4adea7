"""The command that says under which conditions each future comes about: `discover`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import STUDY, command
from fourfutures.cli.outlet import DONE, Outlet
from fourfutures.cli.words import Words
from fourfutures.cli.wrong_use import number, whole


def discover_commands(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare it."""
    study_type = Annotated[str, typer.Argument(metavar="STUDY", help=words["study"])]
    future_type = Annotated[
        list[str] | None, typer.Option("--future", metavar="FUTURE", help=words["future"])
    ]
    inputs_type = Annotated[str, typer.Option("--inputs", metavar="INPUTS", help=words["inputs"])]
    threshold_type = Annotated[
        str | None, typer.Option("--threshold", metavar="DENSITY", help=words["threshold"])
    ]
    as_of_type = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words["as_of"])]
    members_type = Annotated[str | None, typer.Option("--members", "-n", metavar="N", help=words["members"])]
    seed_type = Annotated[str | None, typer.Option("--seed", metavar="N", help=words["seed"])]
    prior_type = Annotated[bool, typer.Option("--prior", help=words["prior"])]
    lens_type = Annotated[str, typer.Option("--lens", metavar="LENS", help=words["lens"])]
    dials_type = Annotated[str, typer.Option("--reading", "--dials", metavar="DIALS", help=words["dials"])]
    evidence_type = Annotated[str | None, typer.Option("--evidence", metavar="FILE", help=words["evidence"])]
    no_evidence_type = Annotated[bool, typer.Option("--no-evidence", help=words["no_evidence"])]
    guide_type = Annotated[bool, typer.Option("--guide", help=words["guide"])]
    start_type = Annotated[str, typer.Option("--start", metavar="START", help=words["start"])]
    workers_type = Annotated[str | None, typer.Option("--workers", metavar="N", help=words["workers"])]
    scheduler_type = Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help=words["scheduler"])
    ]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    @command(app, "discover", words)
    def discover_command(
        study: study_type = STUDY, future: future_type = None, inputs: inputs_type = "all",
        threshold: threshold_type = None, as_of: as_of_type = None, members: members_type = None,
        seed: seed_type = None, prior: prior_type = False, lens: lens_type = "neutral",
        dials: dials_type = "source", evidence: evidence_type = None, no_evidence: no_evidence_type = False,
        guide: guide_type = False, start: start_type = "best_estimate", workers: workers_type = None,
        scheduler: scheduler_type = None, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            threads = whole("--workers", workers)
            count, seeded = whole("--members", members), whole("--seed", seed)
            dense = number("--threshold", threshold)
            loaded = ff.load_study(study)
            with outlet.bar() as progress:
                found = ff.discover(
                    loaded, futures=future or (), speaking=inputs, threshold=dense, as_of=as_of, members=count,
                    seed=seeded, prior=prior, lens=lens, dials=dials, start=start,
                    evidence=True if evidence is None else evidence, no_evidence=no_evidence, guide=guide,
                    workers=threads, scheduler=scheduler, progress=progress,
                )  # fmt: skip
            if as_json:
                outlet.document(found)
                return DONE
            with outlet.screen() as console:
                report.print_discovery(found, outlet.lang, console)
            return DONE

        raise typer.Exit(outlet.guard(work))
