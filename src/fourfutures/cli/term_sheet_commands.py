"""The command under `deal` that writes a term sheet, and how `deal` tells it from an offer to be tried."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, ClassVar

import typer

import fourfutures as ff
from fourfutures.cli.command import command, group
from fourfutures.cli.help import GroupPage
from fourfutures.cli.options import STUDY, Json, StudyOption
from fourfutures.cli.outlet import DONE, Outlet
from fourfutures.cli.words import EXAMPLES, Words
from fourfutures.cli.wrong_use import WrongUse
from fourfutures.errors import Both
from fourfutures.files import write_whole

TRY = "try"  # the command under `deal` that takes every first word which is no command: an offer

SheetFile = Annotated[str | None, typer.Argument(metavar="FILE", help="deal.new.file")]
Template = Annotated[str, typer.Option("--template", metavar="TEMPLATE", help="deal.new.template")]
SheetCountry = Annotated[str | None, typer.Option("--country", metavar="ISO3", help="deal.new.country")]


class DealPage(GroupPage):
    """`deal new ...` is a command; `deal full-package ...`, `deal D001 ...` and `deal mine.toml ...` try an offer."""

    shown_as: ClassVar[dict[str, str]] = {TRY: "OFFER --country ISO3"}

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Put the command that tries an offer before arguments that name no command."""
        pages = ctx.help_option_names
        if TRY in self.commands and args and args[0] not in self.commands and args[0] not in pages:
            args = [TRY, *args]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command named; the one that tries an offer has no name on the command line."""
        name, found, rest = super().resolve_command(ctx, args)
        return "" if name == TRY else name, found, rest

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands that have a name."""
        return [name for name in super().list_commands(ctx) if name != TRY]


def deal_group(app: typer.Typer, words: Words) -> typer.Typer:
    """The group `deal`; a command declared in it under the name TRY takes `deal OFFER`."""
    deal = group(words["deal"], no_args_is_help=True, epilog=EXAMPLES["deal"], page=DealPage)
    app.add_typer(deal, name="deal")
    return deal


def term_sheet_commands(deal: typer.Typer, outlet: Outlet) -> None:
    """Declare `new` in the group."""

    @command(deal, "new", outlet, "deal.new")
    def new_command(
        file: SheetFile = None, template: Template = "full-package", country: SheetCountry = None,
        study: StudyOption = STUDY, as_json: Json = False,
    ) -> int:  # fmt: skip
        return write_sheet(file, template, country, study, outlet)


def write_sheet(file: str | None, template: str, country: str | None, study: str, outlet: Outlet) -> int:
    """A commented term sheet, into a file that does not exist or onto the screen."""
    from fourfutures.study import blank_sheet  # rooms are loaded by the commands that need them

    text = blank_sheet(ff.load_study(study), outlet.lang, template=template, country=country)
    if file is not None:
        place = Path(file)
        if _there(place):
            raise WrongUse(
                where=file or "FILE",
                what=Both("exists already, and is not overwritten", "已存在，不会覆盖")
                if file.strip()
                else Both("the name is empty", "名称为空"),
                remedy=Both("choose another name, such as mine.toml", "请另选名称，如 mine.toml"),
            )
        write_whole(place, text.encode("utf-8"))
    if outlet.as_json:
        outlet.document({"schema": "fourfutures/term-sheet/1", "file": file, "text": text})
    elif file is None:
        outlet.line(text.rstrip("\n"))
    else:
        outlet.line(outlet.words["deal.new.done"].format(file=file))
    return DONE


def _there(place: Path) -> bool:
    """Whether something stands at a path; a name that the system cannot have is refused as if it did."""
    try:
        return place.exists() or place.is_symlink()
    except (OSError, ValueError):
        return True
