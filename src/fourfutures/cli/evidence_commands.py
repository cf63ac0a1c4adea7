"""`evidence add`: documents onto the desk."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from typing import Annotated, Any

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import STUDY, command
from fourfutures.cli.outlet import DONE, FAILED, WRONG_USE, Outlet
from fourfutures.cli.words import Words


def evidence_commands(evidence: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare `evidence add`."""
    sources_type = Annotated[list[str], typer.Argument(metavar="PATH|-|URL...", help=words["intake.sources"])]
    dry_type = Annotated[bool, typer.Option("--dry-run", help=words["intake.dry_run"])]
    fetch_type = Annotated[bool, typer.Option("--fetch", help=words["intake.fetch"])]
    private_type = Annotated[bool, typer.Option("--allow-private", help=words["allow_private"])]
    terms_type = Annotated[str | None, typer.Option("--terms", metavar="FILE", help=words["intake.terms"])]
    ledger_type = Annotated[
        str | None, typer.Option("--ledger", metavar="PLACE", help=words["intake.ledger"])
    ]
    study_type = Annotated[str, typer.Option("--study", metavar="STUDY", help=words["study"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    @command(evidence, "add", words, "intake.add")
    def add_command(
        sources: sources_type, dry_run: dry_type = False, fetch: fetch_type = False, private: private_type = False,
        terms: terms_type = None, ledger: ledger_type = None, study: study_type = STUDY, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            document = ff.evidence_add(
                sources,
                study=study,
                dry_run=dry_run,
                fetch=fetch,
                private=private,
                terms=terms,
                ledger=ledger,
            )
            return _shown(document, outlet)

        raise typer.Exit(outlet.guard(work))


def _shown(document: dict[str, Any], outlet: Outlet) -> int:
    """What was read; 1 where something of it was not, 2 where nothing could be."""
    problems = document["problems"]
    if outlet.as_json:
        outlet.document({**document, "problems": [problem.as_json(outlet.lang) for problem in problems]})
    elif document["documents"]:
        with outlet.screen() as console:
            report.print_evidence_added(document, outlet.lang, console)
    outlet.warn(problems)
    if not document["documents"]:
        return WRONG_USE
    return FAILED if problems else DONE
