"""The commands under `evidence` that say what items do to the odds: before, by language, over some days."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from typing import Annotated, Any

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import STUDY, command
from fourfutures.cli.outlet import DONE, Outlet
from fourfutures.cli.words import Words
from fourfutures.cli.wrong_use import whole


def evidence_effect_commands(evidence: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare them."""
    item_type = Annotated[str, typer.Argument(metavar="ID", help=words["desk.id"])]
    ratio_type = Annotated[
        str | None, typer.Option("--ratio", "--likelihood-ratio", metavar="RATIO", help=words["desk.ratio"])
    ]
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
    from_type = Annotated[str, typer.Option("--from", metavar="DATE", help=words["desk.from"])]
    to_type = Annotated[str | None, typer.Option("--to", metavar="DATE", help=words["desk.to"])]
    ledger_type = Annotated[str | None, typer.Option("--ledger", metavar="LEDGER", help=words["desk.ledger"])]
    study_type = Annotated[str, typer.Option("--study", metavar="STUDY", help=words["study"])]
    as_of_type = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words["as_of"])]
    members_type = Annotated[str | None, typer.Option("--members", "-n", metavar="N", help=words["members"])]
    seed_type = Annotated[str | None, typer.Option("--seed", metavar="N", help=words["seed"])]
    lens_type = Annotated[str, typer.Option("--lens", metavar="LENS", help=words["lens"])]
    dials_type = Annotated[str, typer.Option("--dials", metavar="DIALS", help=words["dials"])]
    workers_type = Annotated[str | None, typer.Option("--workers", metavar="N", help=words["workers"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    def told(document: dict[str, Any], show: Any) -> int:
        if outlet.as_json:
            outlet.document(document)
        else:
            with outlet.screen() as console:
                show(document, outlet.lang, console)
        return DONE

    @command(evidence, "preview", words, "evidence.preview")
    def preview_command(
        item: item_type, ratio: ratio_type = None, strength: strength_type = None, predicate: predicate_type = None,
        indicator: indicator_type = None, actor: actor_type = None, direction: direction_type = None,
        grade: grade_type = None, dated: dated_type = None, study: study_type = STUDY, ledger: ledger_type = None,
        as_of: as_of_type = None, members: members_type = None, seed: seed_type = None, lens: lens_type = "neutral",
        dials: dials_type = "source", workers: workers_type = None, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            with outlet.bar() as progress:
                found = ff.evidence_preview(
                    item, ratio=ratio, strength=whole("--strength", strength), predicate=predicate,
                    indicator=indicator, actor=actor, direction=direction, grade=grade, dated=dated, study=study,
                    ledger=ledger, as_of=as_of, members=whole("--members", members), seed=whole("--seed", seed),
                    lens=lens, dials=dials, workers=whole("--workers", workers), progress=progress,
                )  # fmt: skip
            return told(found, report.print_evidence_preview)

        raise typer.Exit(outlet.guard(work))

    @command(evidence, "languages", words, "evidence.languages")
    def languages_command(
        study: study_type = STUDY, ledger: ledger_type = None, as_of: as_of_type = None, members: members_type = None,
        seed: seed_type = None, lens: lens_type = "neutral", dials: dials_type = "source",
        workers: workers_type = None, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            with outlet.bar() as progress:
                found = ff.evidence_languages(
                    study=study, ledger=ledger, as_of=as_of, members=whole("--members", members),
                    seed=whole("--seed", seed), lens=lens, dials=dials, workers=whole("--workers", workers),
                    progress=progress,
                )  # fmt: skip
            return told(found, report.print_evidence_languages)

        raise typer.Exit(outlet.guard(work))

    @command(evidence, "digest", words, "evidence.digest")
    def digest_command(
        since: from_type, to: to_type = None, study: study_type = STUDY, ledger: ledger_type = None,
        as_of: as_of_type = None, members: members_type = None, seed: seed_type = None, lens: lens_type = "neutral",
        dials: dials_type = "source", workers: workers_type = None, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            with outlet.bar() as progress:
                found = ff.evidence_digest(
                    from_date=since, to_date=to, study=study, ledger=ledger, as_of=as_of,
                    members=whole("--members", members), seed=whole("--seed", seed), lens=lens, dials=dials,
                    workers=whole("--workers", workers), progress=progress,
                )  # fmt: skip
            return told(found, report.print_evidence_digest)

        raise typer.Exit(outlet.guard(work))
