"""The command that tests dependence: `switchoff`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.chart_option import draw_into
from fourfutures.cli.command import STUDY, command
from fourfutures.cli.outlet import DONE, Outlet
from fourfutures.cli.words import EXAMPLES, Words
from fourfutures.cli.wrong_use import WrongUse, whole
from fourfutures.errors import Both


def switchoff_commands(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare it."""
    study_type = Annotated[str, typer.Argument(metavar="STUDY", help=words["study"])]
    supplier_type = Annotated[str | None, typer.Option("--supplier", metavar="US|CN", help=words["supplier"])]
    layers_type = Annotated[str | None, typer.Option("--layers", metavar="LAYERS", help=words["layers"])]
    severity_type = Annotated[str, typer.Option("--severity", metavar="SHARE", help=words["severity"])]
    country_type = Annotated[
        str | None, typer.Option("--country", metavar="ISO3", help=words["switchoff_country"])
    ]
    offer_type = Annotated[
        str | None, typer.Option("--offer", metavar="TEMPLATE_OR_FILE", help=words["switchoff_offer"])
    ]
    at_type = Annotated[str, typer.Option("--at", metavar="TIME", help=words["switchoff_at"])]
    as_of_type = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words["as_of"])]
    members_type = Annotated[
        str | None, typer.Option("--members", "-n", metavar="N", help=words["switchoff_members"])
    ]
    seed_type = Annotated[str | None, typer.Option("--seed", metavar="N", help=words["seed"])]
    prior_type = Annotated[bool, typer.Option("--prior", help=words["prior"])]
    lens_type = Annotated[str, typer.Option("--lens", metavar="LENS", help=words["lens"])]
    no_evidence_type = Annotated[bool, typer.Option("--no-evidence", help=words["no_evidence"])]
    start_type = Annotated[str, typer.Option("--start", metavar="START", help=words["start"])]
    workers_type = Annotated[str | None, typer.Option("--workers", metavar="N", help=words["workers"])]
    charts_type = Annotated[str | None, typer.Option("--charts", metavar="DIR", help=words["charts"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    @command(app, "switchoff", words)
    def switchoff_command(
        study: study_type = STUDY, supplier: supplier_type = None, layers: layers_type = None,
        severity: severity_type = "1", country: country_type = None, offer: offer_type = None,
        at: at_type = "as-of", as_of: as_of_type = None, members: members_type = None, seed: seed_type = None,
        prior: prior_type = False, lens: lens_type = "neutral", start: start_type = "best_estimate", no_evidence: no_evidence_type = False,
        workers: workers_type = None, charts: charts_type = None, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            for option, given in (("--supplier", supplier), ("--layers", layers)):
                if given is None:
                    example = EXAMPLES["switchoff"]
                    raise WrongUse(
                        where="fourfutures switchoff",
                        what=Both(f"{option} is missing", f"缺少 {option}"),
                        remedy=Both(f"give it, such as: {example}", f"请补上，如 {example}"),
                    )
            threads = whole("--workers", workers)
            count, number = whole("--members", members), whole("--seed", seed)
            loaded = ff.load_study(study)
            with outlet.bar() as progress:
                found = ff.switchoff(
                    supplier or "", layers or "", country, severity, offer=offer, at=at, study=loaded,
                    members=2_000 if count is None else count, seed=number, as_of=as_of, prior=prior, lens=lens,
                    start=start, evidence=not no_evidence, workers=threads, progress=progress,
                )  # fmt: skip
            draw_into(charts, found, outlet)
            if as_json:
                outlet.document(found)
                return DONE
            with outlet.screen() as console:
                report.print_switchoff(found, outlet.lang, console)
            return DONE

        raise typer.Exit(outlet.guard(work))
