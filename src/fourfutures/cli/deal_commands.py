"""The command that values a deal: `deal`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.chart_option import draw_into
from fourfutures.cli.command import command
from fourfutures.cli.options import (
    MEETING,
    STUDY,
    AsOf,
    Charts,
    Country,
    DealMembers,
    Json,
    Meeting,
    Seed,
    StudyOption,
)
from fourfutures.cli.outlet import Outlet
from fourfutures.cli.term_sheet_commands import TRY
from fourfutures.cli.wrong_use import WrongUse
from fourfutures.errors import Both

Offer = Annotated[str, typer.Argument(metavar="TEMPLATE_OR_FILE", help="offer")]
Signed = Annotated[str | None, typer.Option("--signed", metavar="MONTH", help="signed")]
Assume = Annotated[list[str] | None, typer.Option("--assume", metavar="NAME=VALUE", help="assume")]


def deal_commands(group: typer.Typer, outlet: Outlet) -> None:
    """Declare it in the group `deal`, as what an offer is put to."""

    @command(group, TRY, outlet, "deal")
    def deal_command(
        offer: Offer, country: Country = None, study: StudyOption = STUDY, signed: Signed = None,
        assume: Assume = None, members: DealMembers = None, seed: Seed = None, as_of: AsOf = None,
        meeting: Meeting = MEETING, charts: Charts = None, as_json: Json = False,
    ) -> int:  # fmt: skip
        asked, given = meeting.asked(members, seed), assumed(assume or ())
        loaded = ff.load_study(study)
        with outlet.bar() as progress:
            found = ff.deal(
                offer, country, loaded, signed=signed, assume=given, as_of=as_of, progress=progress, **asked
            )
        draw_into(charts, found, outlet)
        return outlet.document(found) if as_json else outlet.show(found, report.print_deal)


def assumed(options: Sequence[str]) -> dict[str, float]:
    """Numbers by name from `NAME=VALUE` texts. Raises WrongUse for one that is not, or for a name given twice."""
    found: dict[str, float] = {}
    for text in options:
        name, equals, number = (part.strip() for part in text.partition("="))
        try:
            value = float(number)
        except ValueError:
            value = math.nan
        if not equals or not name or not math.isfinite(value):
            raise WrongUse(
                where=f"--assume {text}",
                what=Both("is not a name and a number", "不是“名称=数值”"),
                remedy=Both(
                    "write NAME=VALUE, such as tax_local=0.15", "请写成 NAME=VALUE，如 tax_local=0.15"
                ),
            )
        if name in found:
            raise WrongUse(
                where=f"--assume {text}",
                what=Both(f"{name} is given twice", f"{name} 给出了两次"),
                remedy=Both("drop one of the two", "请删去其中一项"),
            )
        found[name] = value
    return found
