"""The command that answers over HTTP: `serve`."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from fourfutures.cli.command import command
from fourfutures.cli.options import STUDY, StudyOption
from fourfutures.cli.outlet import DONE, Outlet
from fourfutures.cli.wrong_use import whole
from fourfutures.web import HOST, PORT, serve

TOKEN = "FOURFUTURES_TOKEN"

Host = Annotated[str, typer.Option("--host", metavar="ADDRESS", help="serve.host")]
Port = Annotated[str, typer.Option("--port", metavar="N", help="serve.port")]
Token = Annotated[str | None, typer.Option("--token", metavar="TOKEN", help="serve.token")]
ReadOnly = Annotated[bool, typer.Option("--read-only", help="serve.read_only")]


def serve_command(app: typer.Typer, outlet: Outlet) -> None:
    """Declare it."""

    @command(app, "serve", outlet)
    def serve_command(
        host: Host = HOST,
        port: Port = str(PORT),
        study: StudyOption = STUDY,
        token: Token = None,
        read_only: ReadOnly = False,
    ) -> int:
        number = whole("--port", port)
        serve(
            study,
            host=host,
            port=PORT if number is None else number,
            token=token or os.environ.get(TOKEN) or None,
            read_only=read_only,
            ready=lambda address: outlet.line(outlet.words["serve.ready"].format(address=address)),
        )
        return DONE
