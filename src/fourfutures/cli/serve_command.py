"""The command that answers over HTTP: `serve`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
import os
from typing import Annotated

import typer

from fourfutures.cli.command import STUDY, command
from fourfutures.cli.outlet import DONE, Outlet
from fourfutures.cli.words import Words
from fourfutures.cli.wrong_use import whole
from fourfutures.web import HOST, PORT, serve

TOKEN = "FOURFUTURES_TOKEN"


def serve_command(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare it."""
    host_type = Annotated[str, typer.Option("--host", metavar="ADDRESS", help=words["serve.host"])]
    port_type = Annotated[str, typer.Option("--port", metavar="N", help=words["serve.port"])]
    study_type = Annotated[str, typer.Option("--study", metavar="STUDY", help=words["study"])]
    token_type = Annotated[str | None, typer.Option("--token", metavar="TOKEN", help=words["serve.token"])]

    @command(app, "serve", words)
    def serve_command(
        host: host_type = HOST,
        port: port_type = str(PORT),
        study: study_type = STUDY,
        token: token_type = None,
    ) -> None:
        def work() -> int:
            number = whole("--port", port)
            serve(
                study,
                host=host,
                port=PORT if number is None else number,
                token=token or os.environ.get(TOKEN) or None,
                ready=lambda address: outlet.line(words["serve.ready"].format(address=address)),
            )
            return DONE

        raise typer.Exit(outlet.guard(work))
