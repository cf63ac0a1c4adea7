"""The command that looks through every lens: `viewpoints`."""

from __future__ import annotations

from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import command
from fourfutures.cli.options import (
    STUDY,
    AsOf,
    Dials,
    EvidenceFile,
    Json,
    NoEvidence,
    Prior,
    Seed,
    Start,
    StudyPlace,
    Workers,
    drawn,
)
from fourfutures.cli.outlet import Outlet
from fourfutures.cli.wrong_use import whole

MembersEach = Annotated[str | None, typer.Option("--members", "-n", metavar="N", help="viewpoints.members")]


def viewpoint_commands(app: typer.Typer, outlet: Outlet) -> None:
    """Declare it."""

    @command(app, "viewpoints", outlet)
    def viewpoints_command(
        study: StudyPlace = STUDY, as_of: AsOf = None, members: MembersEach = None, seed: Seed = None,
        prior: Prior = False, dials: Dials = "source", start: Start = "best_estimate", evidence: EvidenceFile = None,
        no_evidence: NoEvidence = False, workers: Workers = None, as_json: Json = False,
    ) -> int:  # fmt: skip
        with outlet.bar() as progress:
            found = ff.viewpoints(
                study, as_of=as_of, **drawn(members, seed), prior=prior, dials=dials, start=start,
                evidence=True if evidence is None else evidence, no_evidence=no_evidence,
                workers=whole("--workers", workers), progress=progress,
            )  # fmt: skip
        return outlet.document(found) if as_json else outlet.show(found, report.print_viewpoints)
