"""The command that tests dependence: `switchoff`."""

from __future__ import annotations

from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.chart_option import draw_into
from fourfutures.cli.command import command
from fourfutures.cli.options import MEETING, STUDY, AsOf, Charts, Json, Meeting, Seed, StudyPlace
from fourfutures.cli.outlet import Outlet
from fourfutures.cli.words import EXAMPLES
from fourfutures.cli.wrong_use import WrongUse
from fourfutures.errors import Both

Supplier = Annotated[str | None, typer.Option("--supplier", metavar="US|CN", help="supplier")]
Layers = Annotated[str | None, typer.Option("--layers", metavar="LAYERS", help="layers")]
Severity = Annotated[str, typer.Option("--severity", metavar="SHARE", help="severity")]
OneCountry = Annotated[str | None, typer.Option("--country", metavar="ISO3", help="switchoff_country")]
UnderOffer = Annotated[
    str | None, typer.Option("--offer", metavar="TEMPLATE_OR_FILE", help="switchoff_offer")
]
Moment = Annotated[str, typer.Option("--at", metavar="TIME", help="switchoff_at")]
SwitchoffMembers = Annotated[
    str | None, typer.Option("--members", "-n", metavar="N", help="switchoff_members")
]


def switchoff_commands(app: typer.Typer, outlet: Outlet) -> None:
    """Declare it."""

    @command(app, "switchoff", outlet)
    def switchoff_command(
        study: StudyPlace = STUDY, supplier: Supplier = None, layers: Layers = None, severity: Severity = "1",
        country: OneCountry = None, offer: UnderOffer = None, at: Moment = "as-of", as_of: AsOf = None,
        members: SwitchoffMembers = None, seed: Seed = None, meeting: Meeting = MEETING, charts: Charts = None,
        as_json: Json = False,
    ) -> int:  # fmt: skip
        for option, given in (("--supplier", supplier), ("--layers", layers)):
            if given is None:
                example = EXAMPLES["switchoff"]
                raise WrongUse(
                    where="fourfutures switchoff",
                    what=Both(f"{option} is missing", f"缺少 {option}"),
                    remedy=Both(f"give it, such as: {example}", f"请补上，如 {example}"),
                )
        asked = meeting.asked(members, seed)
        loaded = ff.load_study(study)
        with outlet.bar() as progress:
            found = ff.switchoff(
                supplier or "", layers or "", country, severity, offer=offer, at=at, study=loaded, as_of=as_of,
                progress=progress, **asked,
            )  # fmt: skip
        draw_into(charts, found, outlet)
        return outlet.document(found) if as_json else outlet.show(found, report.print_switchoff)
