"""The commands that say what would change the odds and what drives them: `levers` and `sensitivity`."""

from __future__ import annotations

from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import command
from fourfutures.cli.options import (
    READING,
    STUDY,
    AsOf,
    FewMembers,
    Json,
    Members,
    Prior,
    Reading,
    Seed,
    StudyPlace,
)
from fourfutures.cli.outlet import Outlet
from fourfutures.cli.wrong_use import whole

LeverName = Annotated[list[str] | None, typer.Option("--lever", metavar="NAME", help="lever_name")]
Pairs = Annotated[bool, typer.Option("--pairs", help="pairs")]
Samples = Annotated[str | None, typer.Option("--samples", metavar="N", help="samples")]


def why_commands(app: typer.Typer, outlet: Outlet) -> None:
    """Declare them."""

    @command(app, "levers", outlet)
    def levers_command(
        study: StudyPlace = STUDY, lever: LeverName = None, pairs: Pairs = False, as_of: AsOf = None,
        prior: Prior = False, members: FewMembers = None, seed: Seed = None, reading: Reading = READING,
        as_json: Json = False,
    ) -> int:  # fmt: skip
        asked = reading.asked(members, seed)
        loaded = ff.load_study(study)
        with outlet.bar() as progress:
            found = ff.levers(
                loaded, lever or (), pairs=pairs, as_of=as_of, prior=prior, progress=progress, **asked
            )
        return outlet.document(found) if as_json else outlet.show(found, report.print_levers)

    @command(app, "sensitivity", outlet)
    def sensitivity_command(
        study: StudyPlace = STUDY, samples: Samples = None, as_of: AsOf = None, prior: Prior = False,
        members: Members = None, seed: Seed = None, reading: Reading = READING, as_json: Json = False,
    ) -> int:  # fmt: skip
        rows, asked = whole("--samples", samples), reading.asked(members, seed)
        loaded = ff.load_study(study)
        with outlet.bar() as progress:
            found = ff.sensitivity(loaded, samples=rows, as_of=as_of, prior=prior, progress=progress, **asked)
        return outlet.document(found) if as_json else outlet.show(found, report.print_sensitivity)
