"""The commands under `evidence` that decide: the queue, acceptance, rejection, undoing, and how the ledger fares."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import command, group
from fourfutures.cli.desk_options import TERMS, ItemId, Ledger, Terms
from fourfutures.cli.options import STUDY, Json, StudyOption
from fourfutures.cli.outlet import DONE, FAILED, Outlet
from fourfutures.cli.words import EXAMPLES, Words
from fourfutures.cli.wrong_use import whole
from fourfutures.files import write_whole

ItemIds = Annotated[list[str], typer.Argument(metavar="ID", help="desk.ids")]
Undone = Annotated[str, typer.Argument(metavar="ID", help="desk.what")]
By = Annotated[str, typer.Option("--by", metavar="ROLE", help="desk.by")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="desk.reason")]
Expires = Annotated[str | None, typer.Option("--expires", metavar="DATE", help="desk.expires")]
CountsFrom = Annotated[str | None, typer.Option("--on", metavar="DATE", help="desk.on")]
Part = Annotated[list[str] | None, typer.Option("--part", metavar="TEXT", help="desk.part")]
Cluster = Annotated[str | None, typer.Option("--cluster", metavar="NAME", help="desk.cluster")]
Count = Annotated[str, typer.Argument(metavar="N", help="desk.count")]
Status = Annotated[str | None, typer.Option("--status", metavar="STATUS", help="desk.status")]
Language = Annotated[str | None, typer.Option("--language", metavar="LANG", help="desk.language")]
Decisions = Annotated[bool, typer.Option("--decisions", help="desk.decisions")]
ImportFile = Annotated[str, typer.Argument(metavar="FILE", help="desk.file")]
ExportFile = Annotated[str | None, typer.Argument(metavar="FILE", help="desk.out")]
Everything = Annotated[bool, typer.Option("--all", help="desk.all")]
Entire = Annotated[bool, typer.Option("--whole", help="desk.whole")]


def evidence_group(app: typer.Typer, words: Words) -> typer.Typer:
    """The group `evidence`, put on the command line."""
    evidence = group(words["evidence_desk"], no_args_is_help=True, epilog=EXAMPLES["evidence_desk"])
    app.add_typer(evidence, name="evidence")
    return evidence


def evidence_review_commands(evidence: typer.Typer, outlet: Outlet) -> None:
    """Declare them."""

    def told(document: dict[str, Any], as_json: bool, show: Callable[..., None]) -> int:
        return outlet.document(document) if as_json else outlet.show(document, show)

    def decided(document: dict[str, Any], as_json: bool) -> int:
        return told(document, as_json, report.print_evidence_decision)

    @command(evidence, "list", outlet, "evidence.list")
    def list_command(
        status: Status = None, language: Language = None, decisions: Decisions = False,
        study: StudyOption = STUDY, ledger: Ledger = None, as_json: Json = False,
    ) -> int:  # fmt: skip
        found = ff.evidence_list(status, lang=language, decisions=decisions, study=study, ledger=ledger)
        return told(found, as_json, report.print_evidence_queue)

    @command(evidence, "show", outlet, "evidence.show")
    def show_command(
        item: ItemId, study: StudyOption = STUDY, ledger: Ledger = None, as_json: Json = False
    ) -> int:
        return told(ff.evidence_show(item, study=study, ledger=ledger), as_json, report.print_evidence_item)

    @command(evidence, "accept", outlet, "evidence.accept")
    def accept_command(
        item: ItemId, by: By, reason: Reason, expires: Expires = None, terms: Terms = TERMS, on: CountsFrom = None,
        study: StudyOption = STUDY, ledger: Ledger = None, as_json: Json = False,
    ) -> int:  # fmt: skip
        found = ff.evidence_accept(
            item, by=by, reason=reason, expires=expires, on=on, study=study, ledger=ledger, **terms.asked()
        )
        return decided(found, as_json)

    @command(evidence, "reject", outlet, "evidence.reject")
    def reject_command(
        item: ItemId, by: By, reason: Reason, study: StudyOption = STUDY, ledger: Ledger = None,
        as_json: Json = False,
    ) -> int:  # fmt: skip
        return decided(ff.evidence_reject(item, by=by, reason=reason, study=study, ledger=ledger), as_json)

    @command(evidence, "split", outlet, "evidence.split")
    def split_command(
        item: ItemId, by: By, reason: Reason, part: Part = None, study: StudyOption = STUDY,
        ledger: Ledger = None, as_json: Json = False,
    ) -> int:  # fmt: skip
        return decided(
            ff.evidence_split(item, part or (), by=by, reason=reason, study=study, ledger=ledger), as_json
        )

    @command(evidence, "merge", outlet, "evidence.merge")
    def merge_command(
        items: ItemIds, by: By, reason: Reason, cluster: Cluster = None, study: StudyOption = STUDY,
        ledger: Ledger = None, as_json: Json = False,
    ) -> int:  # fmt: skip
        return decided(
            ff.evidence_merge(items, by=by, reason=reason, cluster=cluster, study=study, ledger=ledger),
            as_json,
        )

    @command(evidence, "undo", outlet, "evidence.undo")
    def undo_command(
        what: Undone, by: By, reason: Reason, study: StudyOption = STUDY, ledger: Ledger = None,
        as_json: Json = False,
    ) -> int:  # fmt: skip
        return decided(ff.evidence_undo(what, by=by, reason=reason, study=study, ledger=ledger), as_json)

    @command(evidence, "reviewers", outlet, "evidence.reviewers")
    def reviewers_command(
        count: Count, by: By, reason: Reason, study: StudyOption = STUDY, ledger: Ledger = None,
        as_json: Json = False,
    ) -> int:  # fmt: skip
        return decided(
            ff.evidence_reviewers(whole("N", count) or 0, by=by, reason=reason, study=study, ledger=ledger),
            as_json,
        )

    @command(evidence, "export", outlet, "evidence.export")
    def export_command(
        file: ExportFile = None, everything: Everything = False, entire: Entire = False, study: StudyOption = STUDY,
        ledger: Ledger = None,
    ) -> int:  # fmt: skip
        text = ff.evidence_export(everything=everything, whole=entire, study=study, ledger=ledger)
        if file is None:
            if text:
                outlet.line(text.rstrip("\n"))
        else:
            write_whole(Path(file), text.encode())
        return DONE

    @command(evidence, "import", outlet, "evidence.import")
    def import_command(
        file: ImportFile, entire: Entire = False, study: StudyOption = STUDY, ledger: Ledger = None,
        as_json: Json = False,
    ) -> int:  # fmt: skip
        found = ff.evidence_import(file, whole=entire, study=study, ledger=ledger)
        return told(found, as_json, report.print_evidence_import)

    @command(evidence, "check", outlet, "evidence.check")
    def check_command(ledger: Ledger = None, as_json: Json = False) -> int:
        found = ff.evidence_check(ledger=ledger)
        problems = found["problems"]
        shown = {**found, "problems": [problem.as_json(outlet.lang) for problem in problems]}
        told(shown, as_json, report.print_evidence_check)
        if not as_json:
            outlet.warn(problems)
        return FAILED if problems else DONE
