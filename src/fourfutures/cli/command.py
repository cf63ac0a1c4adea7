"""How a command and a group of commands are declared."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from typing import Any

import typer

from fourfutures.cli.help import CommandPage, GroupPage
from fourfutures.cli.outlet import Outlet
from fourfutures.cli.words import EXAMPLES

SETTINGS = {"help_option_names": ["-h", "--help"]}
Work = Callable[..., int]


def group(
    text: str, no_args_is_help: bool, epilog: str | None = None, page: type[GroupPage] = GroupPage
) -> typer.Typer:
    """A group of commands."""
    return typer.Typer(
        help=text,
        epilog=epilog,
        cls=page,
        no_args_is_help=no_args_is_help,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=SETTINGS,
    )


def command(app: typer.Typer, name: str, outlet: Outlet, key: str | None = None) -> Callable[[Work], Work]:
    """Declare a command, which returns its exit code; `key` names its texts where they are not under its own name.

    A parameter that is a dataclass stands for the options that are its fields. What a user did wrong becomes a message.
    """
    key = key or name

    def declare(work: Work) -> Work:
        signature = inspect.signature(work, eval_str=True)
        own = signature.parameters.values()

        def run(**given: Any) -> None:
            raise typer.Exit(outlet.guard(lambda: work(**_gathered(own, given))))

        options = list(_spread(own))
        run.__signature__ = signature.replace(parameters=options)  # type: ignore[attr-defined] # read by the parser
        run.__annotations__ = {option.name: option.annotation for option in options}
        app.command(
            name, cls=CommandPage, help=outlet.words[key], epilog=EXAMPLES[key], context_settings=SETTINGS
        )(run)
        return work

    return declare


def _fields(kind: Any) -> Sequence[inspect.Parameter]:
    """Options that a type stands for: the fields of a dataclass, none otherwise."""
    if not (isinstance(kind, type) and is_dataclass(kind)):
        return ()
    return tuple(inspect.signature(kind, eval_str=True).parameters.values())


def _spread(parameters: Iterable[inspect.Parameter]) -> Iterator[inspect.Parameter]:
    """Parameters as the parser takes them: the fields of a dataclass in its place."""
    for parameter in parameters:
        fields = _fields(parameter.annotation)
        if fields:
            yield from _spread(fields)
        else:
            yield parameter


def _gathered(parameters: Iterable[inspect.Parameter], given: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the command takes them: those of the fields of a dataclass put together."""
    found = {}
    for parameter in parameters:
        name, kind = parameter.name, parameter.annotation
        fields = _fields(kind)
        found[name] = kind(**_gathered(fields, given)) if fields else given[name]
    return found
