"""The commands under `evidence` that say what items do to the odds: before, by language, over some days."""

from __future__ import annotations

from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import command
from fourfutures.cli.desk_options import ODDS, TERMS, ItemId, Ledger, Odds, Terms
from fourfutures.cli.options import STUDY, Json, StudyOption
from fourfutures.cli.outlet import Outlet

Since = Annotated[str, typer.Option("--from", metavar="DATE", help="desk.from")]
UpTo = Annotated[str | None, typer.Option("--to", metavar="DATE", help="desk.to")]


def evidence_effect_commands(evidence: typer.Typer, outlet: Outlet) -> None:
    """Declare them."""

    @command(evidence, "preview", outlet, "evidence.preview")
    def preview_command(
        item: ItemId, terms: Terms = TERMS, study: StudyOption = STUDY, ledger: Ledger = None, odds: Odds = ODDS,
        as_json: Json = False,
    ) -> int:  # fmt: skip
        asked = terms.asked() | odds.asked()
        with outlet.bar() as progress:
            found = ff.evidence_preview(item, study=study, ledger=ledger, progress=progress, **asked)
        return outlet.document(found) if as_json else outlet.show(found, report.print_evidence_preview)

    @command(evidence, "languages", outlet, "evidence.languages")
    def languages_command(
        study: StudyOption = STUDY, ledger: Ledger = None, odds: Odds = ODDS, as_json: Json = False
    ) -> int:
        asked = odds.asked()
        with outlet.bar() as progress:
            found = ff.evidence_languages(study=study, ledger=ledger, progress=progress, **asked)
        return outlet.document(found) if as_json else outlet.show(found, report.print_evidence_languages)

    @command(evidence, "digest", outlet, "evidence.digest")
    def digest_command(
        since: Since, to: UpTo = None, study: StudyOption = STUDY, ledger: Ledger = None, odds: Odds = ODDS,
        as_json: Json = False,
    ) -> int:  # fmt: skip
        asked = odds.asked()
        with outlet.bar() as progress:
            found = ff.evidence_digest(
                from_date=since, to_date=to, study=study, ledger=ledger, progress=progress, **asked
            )
        return outlet.document(found) if as_json else outlet.show(found, report.print_evidence_digest)
