"""`evidence add`: documents onto the desk."""

from __future__ import annotations

from typing import Annotated, Any

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import command
from fourfutures.cli.options import STUDY, Json, StudyOption
from fourfutures.cli.outlet import DONE, FAILED, WRONG_USE, Outlet

Sources = Annotated[list[str], typer.Argument(metavar="PATH|-|URL...", help="intake.sources")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="intake.dry_run")]
Fetch = Annotated[bool, typer.Option("--fetch", help="intake.fetch")]
Private = Annotated[bool, typer.Option("--allow-private", help="allow_private")]
Terms = Annotated[str | None, typer.Option("--terms", metavar="FILE", help="intake.terms")]
Grades = Annotated[str | None, typer.Option("--grades", metavar="FILE", help="intake.grades")]
Llm = Annotated[str | None, typer.Option("--llm", metavar="URL", help="intake.llm")]
LlmModel = Annotated[str | None, typer.Option("--llm-model", metavar="NAME", help="intake.llm_model")]
LlmKey = Annotated[str | None, typer.Option("--llm-key-env", metavar="VARIABLE", help="intake.llm_key_env")]
IntakeLedger = Annotated[str | None, typer.Option("--ledger", metavar="PLACE", help="intake.ledger")]


def evidence_commands(evidence: typer.Typer, outlet: Outlet) -> None:
    """Declare `evidence add`."""

    @command(evidence, "add", outlet, "intake.add")
    def add_command(
        sources: Sources, dry_run: DryRun = False, fetch: Fetch = False, private: Private = False,
        terms: Terms = None, grades: Grades = None, llm: Llm = None, llm_model: LlmModel = None, llm_key_env: LlmKey = None,
        ledger: IntakeLedger = None, study: StudyOption = STUDY, as_json: Json = False,
    ) -> int:  # fmt: skip
        with outlet.bar() as progress:
            document = ff.evidence_add(
                sources, study=study, dry_run=dry_run, fetch=fetch, private=private, terms=terms, grades=grades, llm=llm,
                llm_model=llm_model, llm_key_env=llm_key_env, ledger=ledger, progress=progress,
            )  # fmt: skip
        return _shown(document, outlet)


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
