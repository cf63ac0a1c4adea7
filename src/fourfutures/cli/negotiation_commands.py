"""The command that lays two offers side by side: `negotiate`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
import math
from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import STUDY, command
from fourfutures.cli.outlet import DONE, Outlet
from fourfutures.cli.words import Words
from fourfutures.cli.wrong_use import WrongUse, whole
from fourfutures.errors import Both

MEMBERS = 2_000


def negotiation_commands(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare it."""
    code_type = Annotated[str, typer.Argument(metavar="ISO3", help=words["code"])]
    study_type = Annotated[str, typer.Option("--study", metavar="STUDY", help=words["study"])]
    capacity_type = Annotated[str | None, typer.Option("--capacity", metavar="MW", help=words["capacity"])]
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
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    @command(app, "negotiate", words)
    def negotiate_command(
        country: code_type, study: study_type = STUDY, capacity: capacity_type = None, members: members_type = None,
        seed: seed_type = None, as_of: as_of_type = None, prior: prior_type = False, lens: lens_type = "neutral",
        start: start_type = "best_estimate", no_evidence: no_evidence_type = False, workers: workers_type = None, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            count = whole("--members", members)
            with outlet.bar() as progress:
                found = ff.negotiate(
                    country, study, capacity_mw=megawatts(capacity), members=MEMBERS if count is None else count,
                    seed=whole("--seed", seed), as_of=as_of, prior=prior, lens=lens, start=start, evidence=not no_evidence,
                    workers=whole("--workers", workers), progress=progress,
                )  # fmt: skip
            if as_json:
                outlet.document(found)
                return DONE
            with outlet.screen() as console:
                report.print_negotiation(found, outlet.lang, console)
            return DONE

        raise typer.Exit(outlet.guard(work))


def megawatts(text: str | None) -> float | None:
    """A size above nothing. Raises WrongUse for anything else."""
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value > 0.0):
        raise WrongUse(
            where=f"--capacity {text}",
            what=Both("is not a size in megawatts", "不是以兆瓦计的规模"),
            remedy=Both("give a number above 0, such as 200", "请给出大于0的数，如 200"),
        )
    return value
