"""The commands that say why and what next: `explain` and `watch`."""

from __future__ import annotations

from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.chart_option import draw_into
from fourfutures.cli.command import command
from fourfutures.cli.options import (
    READING,
    STUDY,
    AsOf,
    Charts,
    Json,
    Members,
    Reading,
    Scheduler,
    Seed,
    StudyPlace,
)
from fourfutures.cli.outlet import Outlet
from fourfutures.cli.words import EXAMPLES
from fourfutures.cli.wrong_use import WrongUse
from fourfutures.errors import Both

From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="from")]
To = Annotated[str | None, typer.Option("--to", metavar="DATE", help="to")]
Without = Annotated[str | None, typer.Option("--without", metavar="SOURCE", help="without")]


def analysis_commands(app: typer.Typer, outlet: Outlet) -> None:
    """Declare them."""

    @command(app, "explain", outlet)
    def explain_command(
        study: StudyPlace = STUDY, from_date: From = None, to_date: To = None, without: Without = None,
        members: Members = None, seed: Seed = None, reading: Reading = READING, scheduler: Scheduler = None,
        as_json: Json = False,
    ) -> int:  # fmt: skip
        if from_date is None:
            raise WrongUse(
                where="fourfutures explain",
                what=Both("--from is missing", "缺少 --from"),
                remedy=Both(f"give it, such as: {EXAMPLES['explain']}", f"请补上，如 {EXAMPLES['explain']}"),
            )
        asked = reading.asked(members, seed)
        loaded = ff.load_study(study)
        with outlet.bar() as progress:
            found = ff.explain(
                loaded, from_date=from_date, to_date=to_date, without=without, scheduler=scheduler,
                progress=progress, **asked,
            )  # fmt: skip
        return outlet.document(found) if as_json else outlet.show(found, report.print_explanation)

    @command(app, "watch", outlet)
    def watch_command(
        study: StudyPlace = STUDY, as_of: AsOf = None, members: Members = None, seed: Seed = None,
        reading: Reading = READING, scheduler: Scheduler = None, charts: Charts = None, as_json: Json = False,
    ) -> int:  # fmt: skip
        asked = reading.asked(members, seed)
        loaded = ff.load_study(study)
        with outlet.bar() as progress:
            found = ff.watch(loaded, as_of=as_of, scheduler=scheduler, progress=progress, **asked)
        draw_into(charts, found, outlet)
        return outlet.document(found) if as_json else outlet.show(found, report.print_watch)
