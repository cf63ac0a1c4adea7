"""How a command and a group of commands are declared."""

from __future__ import annotations

from collections.abc import Callable

import typer

from fourfutures.cli.help import CommandPage, GroupPage
from fourfutures.cli.words import EXAMPLES, Words

STUDY = "ai-2027"
OUT = "runs"


def group(text: str, no_args_is_help: bool, epilog: str | None = None) -> typer.Typer:
    """A group of commands."""
    return typer.Typer(
        help=text,
        epilog=epilog,
        cls=GroupPage,
        no_args_is_help=no_args_is_help,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def command(
    app: typer.Typer, name: str, words: Words, key: str | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare a command; `key` names its texts where they are not under its own name."""
    key = key or name
    return app.command(
        name,
        cls=CommandPage,
        help=words[key],
        epilog=EXAMPLES[key],
        context_settings={"help_option_names": ["-h", "--help"]},
    )
