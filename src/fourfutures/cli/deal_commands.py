"""The command that values a deal: `deal`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
import math
from collections.abc import Sequence
from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.chart_option import draw_into
from fourfutures.cli.command import STUDY, command
from fourfutures.cli.outlet import DONE, Outlet
from fourfutures.cli.term_sheet_commands import TRY
from fourfutures.cli.words import Words
from fourfutures.cli.wrong_use import WrongUse, whole
from fourfutures.errors import Both

MEMBERS = 2_000


def deal_commands(group: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare it in the group `deal`, as what an offer is put to."""
    offer_type = Annotated[str, typer.Argument(metavar="TEMPLATE_OR_FILE", help=words["offer"])]
    country_type = Annotated[str | None, typer.Option("--country", metavar="ISO3", help=words["code"])]
    study_type = Annotated[str, typer.Option("--study", metavar="STUDY", help=words["study"])]
    signed_type = Annotated[str | None, typer.Option("--signed", metavar="MONTH", help=words["signed"])]
    assume_type = Annotated[
        list[str] | None, typer.Option("--assume", metavar="NAME=VALUE", help=words["assume"])
    ]
    members_type = Annotated[
        str | None, typer.Option("--members", "-n", metavar="N", help=words["deal.members"])
    ]
    seed_type = Annotated[str | None, typer.Option("--seed", metavar="N", help=words["seed"])]
    as_of_type = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words["as_of"])]
    prior_type = Annotated[bool, typer.Option("--prior", help=words["prior"])]
    lens_type = Annotated[str, typer.Option("--lens", metavar="LENS", help=words["lens"])]
    no_evidence_type = Annotated[bool, typer.Option("--no-evidence", help=words["no_evidence"])]
    start_type = Annotated[str, typer.Option("--start", metavar="START", help=words["start"])]
    workers_type = Annotated[str | None, typer.Option("--workers", metavar="N", help=words["workers"])]
    charts_type = Annotated[str | None, typer.Option("--charts", metavar="DIR", help=words["charts"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    @command(group, TRY, words, "deal")
    def deal_command(
        offer: offer_type, country: country_type = None, study: study_type = STUDY, signed: signed_type = None,
        assume: assume_type = None, members: members_type = None, seed: seed_type = None, as_of: as_of_type = None,
        prior: prior_type = False, lens: lens_type = "neutral", start: start_type = "best_estimate", no_evidence: no_evidence_type = False,
        workers: workers_type = None, charts: charts_type = None, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            threads, count = whole("--workers", workers), whole("--members", members)
            number, given = whole("--seed", seed), assumed(assume or ())
            loaded = ff.load_study(study)
            with outlet.bar() as progress:
                found = ff.deal(
                    offer, country, loaded, signed=signed, assume=given,
                    members=MEMBERS if count is None else count, seed=number, as_of=as_of, prior=prior, lens=lens,
                    start=start, evidence=not no_evidence, workers=threads, progress=progress,
                )  # fmt: skip
            draw_into(charts, found, outlet)
            if as_json:
                outlet.document(found)
                return DONE
            with outlet.screen() as console:
                report.print_deal(found, outlet.lang, console)
            return DONE

        raise typer.Exit(outlet.guard(work))


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
