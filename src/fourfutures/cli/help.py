"""Help pages in the language asked for: the parser's own are English and count Chinese letters as narrow."""

from __future__ import annotations

import io
import shutil
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from typer.core import TyperCommand, TyperGroup

from fourfutures.cli.words import LANGUAGES, Words
from fourfutures.cli.wrong_use import no_such_command

MOST_COLUMNS = 100  # longer lines are hard to read


class CommandPage(TyperCommand):
    """A command whose help is written here; its context carries the language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        formatter.write(page(self, ctx))


class GroupPage(TyperGroup):
    """A group of commands whose help is written here."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        formatter.write(page(self, ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command named; an unknown one is refused with the nearest name."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            raise no_such_command(ctx.command_path, args[0], list(self.commands))
        return super().resolve_command(ctx, args)


def page(command: Any, ctx: Any) -> str:
    """Usage, purpose, arguments, options, commands, example."""
    words = LANGUAGES[ctx.find_root().obj]
    width = min(shutil.get_terminal_size((80, 24)).columns, MOST_COLUMNS)
    paper = Console(
        file=io.StringIO(), width=width, color_system=None, force_terminal=False, legacy_windows=False
    )
    params = [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option"]
    commands = getattr(command, "commands", {})
    shown: dict[str, str] = getattr(command, "shown_as", {})
    usage = [ctx.command_path.strip(), words["help.options.place"], *(_place(param) for param in arguments)]
    usage += [words["help.command.place"]] if commands else []
    paper.print(Text(words["help.usage"].format(usage=" ".join(usage))))
    paper.print()
    paper.print(Padding(Text(command.help or ""), (0, 0, 0, 2)))
    sections = {
        "help.arguments": [(_name(param), _explained(param, words)) for param in arguments],
        "help.options": [(_name(param), _explained(param, words)) for param in options],
        "help.commands": [(shown.get(name, name), entry.help or "") for name, entry in commands.items()],
    }
    for title, rows in sections.items():
        if rows:
            paper.print()
            paper.print(Text(words[title]))
            paper.print(Padding(_grid(rows), (0, 0, 0, 2)))
    if command.epilog:
        paper.print()
        paper.print(Padding(Text(words["help.example"].format(line=command.epilog)), (0, 0, 0, 2)))
    text: str = paper.file.getvalue()  # type: ignore[attr-defined] # it was made with a StringIO
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _grid(rows: list[tuple[str, str]]) -> Table:
    grid = Table.grid(padding=(0, 2), expand=False)
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold", ratio=1)
    for name, text in rows:
        grid.add_row(Text(name), Text(text))
    return grid


def _place(param: Any) -> str:
    name = param.metavar or param.name.upper()
    return name if param.required else f"[{name}]"


def _name(param: Any) -> str:
    if param.param_type_name == "argument":
        return str(param.metavar or param.name.upper())
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag or not param.metavar else f"{names} {param.metavar}"


def _explained(param: Any, words: Words) -> str:
    said = "help.help" if "--help" in param.opts else str(param.help or "")
    text = words[said]
    if param.required:
        return f"{text} {words['help.required']}"
    shown = isinstance(param.default, str) and param.default != ""
    return f"{text} {words['help.default'].format(value=param.default)}" if shown else text
