"""The command that looks at known pasts: `hindcast`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import STUDY, command
from fourfutures.cli.outlet import DONE, Outlet
from fourfutures.cli.words import Words
from fourfutures.cli.wrong_use import whole


def hindcast_commands(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare it."""
    study_type = Annotated[str, typer.Argument(metavar="STUDY", help=words["study"])]
    target_type = Annotated[list[str] | None, typer.Option("--target", metavar="NAME", help=words["target"])]
    members_type = Annotated[
        str | None, typer.Option("--members", "-n", metavar="N", help=words["hindcast.members"])
    ]
    seed_type = Annotated[str | None, typer.Option("--seed", metavar="N", help=words["seed"])]
    workers_type = Annotated[str | None, typer.Option("--workers", metavar="N", help=words["workers"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    @command(app, "hindcast", words)
    def hindcast_command(
        study: study_type = STUDY, target: target_type = None, members: members_type = None, seed: seed_type = None,
        workers: workers_type = None, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            with outlet.bar() as progress:
                document = ff.hindcast(
                    study,
                    target or (),
                    members=whole("--members", members),
                    seed=whole("--seed", seed),
                    workers=whole("--workers", workers),
                    progress=progress,
                )
            if as_json:
                outlet.document(document)
                return DONE
            with outlet.screen() as console:
                report.print_hindcast(document, outlet.lang, console)
            return DONE

        raise typer.Exit(outlet.guard(work))
