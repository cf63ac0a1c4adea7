"""The commands under `evidence` that decide: the queue, acceptance, rejection, undoing, and how the ledger fares."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import STUDY, command, group
from fourfutures.cli.outlet import DONE, FAILED, Outlet
from fourfutures.cli.words import EXAMPLES, Words
from fourfutures.cli.wrong_use import whole
from fourfutures.files import write_whole


def evidence_group(app: typer.Typer, words: Words) -> typer.Typer:
    """The group `evidence`, put on the command line."""
    evidence = group(words["evidence_desk"], no_args_is_help=True, epilog=EXAMPLES["evidence_desk"])
    app.add_typer(evidence, name="evidence")
    return evidence


def evidence_review_commands(evidence: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare them."""
    item_type = Annotated[str, typer.Argument(metavar="ID", help=words["desk.id"])]
    items_type = Annotated[list[str], typer.Argument(metavar="ID", help=words["desk.ids"])]
    what_type = Annotated[str, typer.Argument(metavar="ID", help=words["desk.what"])]
    by_type = Annotated[str, typer.Option("--by", metavar="ROLE", help=words["desk.by"])]
    reason_type = Annotated[str, typer.Option("--reason", metavar="TEXT", help=words["desk.reason"])]
    ratio_type = Annotated[
        str | None, typer.Option("--ratio", "--likelihood-ratio", metavar="RATIO", help=words["desk.ratio"])
    ]
    expires_type = Annotated[
        str | None, typer.Option("--expires", metavar="DATE", help=words["desk.expires"])
    ]
    on_type = Annotated[str | None, typer.Option("--on", metavar="DATE", help=words["desk.on"])]
    predicate_type = Annotated[
        str | None, typer.Option("--predicate", metavar="CLAIM", help=words["desk.predicate"])
    ]
    indicator_type = Annotated[
        str | None, typer.Option("--indicator", metavar="ID", help=words["desk.indicator"])
    ]
    actor_type = Annotated[str | None, typer.Option("--actor", metavar="ISO3", help=words["desk.actor"])]
    direction_type = Annotated[
        str | None, typer.Option("--direction", metavar="SIDE", help=words["desk.direction"])
    ]
    strength_type = Annotated[
        str | None, typer.Option("--strength", metavar="N", help=words["desk.strength"])
    ]
    grade_type = Annotated[str | None, typer.Option("--grade", metavar="GRADE", help=words["desk.grade"])]
    dated_type = Annotated[str | None, typer.Option("--dated", metavar="DATE", help=words["desk.dated"])]
    part_type = Annotated[list[str] | None, typer.Option("--part", metavar="TEXT", help=words["desk.part"])]
    cluster_type = Annotated[
        str | None, typer.Option("--cluster", metavar="NAME", help=words["desk.cluster"])
    ]
    count_type = Annotated[str, typer.Argument(metavar="N", help=words["desk.count"])]
    status_type = Annotated[str | None, typer.Option("--status", metavar="STATUS", help=words["desk.status"])]
    language_type = Annotated[
        str | None, typer.Option("--language", metavar="LANG", help=words["desk.language"])
    ]
    decisions_type = Annotated[bool, typer.Option("--decisions", help=words["desk.decisions"])]
    file_type = Annotated[str, typer.Argument(metavar="FILE", help=words["desk.file"])]
    out_type = Annotated[str | None, typer.Argument(metavar="FILE", help=words["desk.out"])]
    all_type = Annotated[bool, typer.Option("--all", help=words["desk.all"])]
    whole_type = Annotated[bool, typer.Option("--whole", help=words["desk.whole"])]
    ledger_type = Annotated[str | None, typer.Option("--ledger", metavar="LEDGER", help=words["desk.ledger"])]
    study_type = Annotated[str, typer.Option("--study", metavar="STUDY", help=words["study"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    def tell(document: dict[str, Any], show: Callable[..., None]) -> int:
        if outlet.as_json:
            outlet.document(document)
        else:
            with outlet.screen() as console:
                show(document, outlet.lang, console)
        return DONE

    def decided(ask: Callable[[], dict[str, Any]]) -> None:
        raise typer.Exit(outlet.guard(lambda: tell(ask(), report.print_evidence_decision)))

    @command(evidence, "list", words, "evidence.list")
    def list_command(
        status: status_type = None, language: language_type = None, decisions: decisions_type = False,
        study: study_type = STUDY, ledger: ledger_type = None, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            found = ff.evidence_list(status, lang=language, decisions=decisions, study=study, ledger=ledger)
            return tell(found, report.print_evidence_queue)

        raise typer.Exit(outlet.guard(work))

    @command(evidence, "show", words, "evidence.show")
    def show_command(
        item: item_type, study: study_type = STUDY, ledger: ledger_type = None, as_json: json_type = False
    ) -> None:
        raise typer.Exit(
            outlet.guard(
                lambda: tell(ff.evidence_show(item, study=study, ledger=ledger), report.print_evidence_item)
            )
        )

    @command(evidence, "accept", words, "evidence.accept")
    def accept_command(
        item: item_type, by: by_type, reason: reason_type, expires: expires_type = None, ratio: ratio_type = None,
        strength: strength_type = None, predicate: predicate_type = None, indicator: indicator_type = None,
        actor: actor_type = None, direction: direction_type = None, grade: grade_type = None, dated: dated_type = None,
        on: on_type = None, study: study_type = STUDY, ledger: ledger_type = None, as_json: json_type = False,
    ) -> None:  # fmt: skip
        decided(
            lambda: ff.evidence_accept(
                item, by=by, reason=reason, ratio=ratio, expires=expires, predicate=predicate, indicator=indicator,
                actor=actor, direction=direction, strength=whole("--strength", strength), grade=grade, dated=dated,
                on=on, study=study, ledger=ledger,
            )
        )  # fmt: skip

    @command(evidence, "reject", words, "evidence.reject")
    def reject_command(
        item: item_type, by: by_type, reason: reason_type, study: study_type = STUDY, ledger: ledger_type = None,
        as_json: json_type = False,
    ) -> None:  # fmt: skip
        decided(lambda: ff.evidence_reject(item, by=by, reason=reason, study=study, ledger=ledger))

    @command(evidence, "split", words, "evidence.split")
    def split_command(
        item: item_type, by: by_type, reason: reason_type, part: part_type = None, study: study_type = STUDY,
        ledger: ledger_type = None, as_json: json_type = False,
    ) -> None:  # fmt: skip
        decided(lambda: ff.evidence_split(item, part or (), by=by, reason=reason, study=study, ledger=ledger))

    @command(evidence, "merge", words, "evidence.merge")
    def merge_command(
        items: items_type, by: by_type, reason: reason_type, cluster: cluster_type = None, study: study_type = STUDY,
        ledger: ledger_type = None, as_json: json_type = False,
    ) -> None:  # fmt: skip
        decided(
            lambda: ff.evidence_merge(
                items, by=by, reason=reason, cluster=cluster, study=study, ledger=ledger
            )
        )

    @command(evidence, "undo", words, "evidence.undo")
    def undo_command(
        what: what_type, by: by_type, reason: reason_type, study: study_type = STUDY, ledger: ledger_type = None,
        as_json: json_type = False,
    ) -> None:  # fmt: skip
        decided(lambda: ff.evidence_undo(what, by=by, reason=reason, study=study, ledger=ledger))

    @command(evidence, "reviewers", words, "evidence.reviewers")
    def reviewers_command(
        count: count_type, by: by_type, reason: reason_type, study: study_type = STUDY, ledger: ledger_type = None,
        as_json: json_type = False,
    ) -> None:  # fmt: skip
        decided(
            lambda: ff.evidence_reviewers(
                whole("N", count) or 0, by=by, reason=reason, study=study, ledger=ledger
            )
        )

    @command(evidence, "export", words, "evidence.export")
    def export_command(
        file: out_type = None, everything: all_type = False, entire: whole_type = False, study: study_type = STUDY,
        ledger: ledger_type = None,
    ) -> None:  # fmt: skip
        def work() -> int:
            text = ff.evidence_export(everything=everything, whole=entire, study=study, ledger=ledger)
            if file is None:
                if text:
                    outlet.line(text.rstrip("\n"))
            else:
                write_whole(Path(file), text.encode())
            return DONE

        raise typer.Exit(outlet.guard(work))

    @command(evidence, "import", words, "evidence.import")
    def import_command(
        file: file_type, entire: whole_type = False, study: study_type = STUDY, ledger: ledger_type = None,
        as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            return tell(
                ff.evidence_import(file, whole=entire, study=study, ledger=ledger),
                report.print_evidence_import,
            )

        raise typer.Exit(outlet.guard(work))

    @command(evidence, "check", words, "evidence.check")
    def check_command(ledger: ledger_type = None, as_json: json_type = False) -> None:
        def work() -> int:
            found = ff.evidence_check(ledger=ledger)
            problems = found["problems"]
            tell(
                {**found, "problems": [problem.as_json(outlet.lang) for problem in problems]},
                report.print_evidence_check,
            )
            if not outlet.as_json:
                outlet.warn(problems)
            return FAILED if problems else DONE

        raise typer.Exit(outlet.guard(work))
