"""The command that says which policies hold up: `robust`."""

from __future__ import annotations

from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import command
from fourfutures.cli.options import READING, STUDY, AsOf, FewMembers, Json, Prior, Reading, Seed, StudyPlace
from fourfutures.cli.outlet import Outlet
from fourfutures.cli.wrong_use import WrongUse, whole
from fourfutures.errors import Both

Actor = Annotated[str, typer.Option("--actor", metavar="ACTOR", help="actor")]
Aim = Annotated[str | None, typer.Option("--aim", metavar="AIM", help="aim")]
Satisfied = Annotated[str | None, typer.Option("--threshold", metavar="X", help="satisfied")]
LeverSpace = Annotated[str | None, typer.Option("--levers", metavar="A,B", help="lever_space")]
Pull = Annotated[list[str] | None, typer.Option("--pull", metavar="A=X,B=Y", help="pull")]
Search = Annotated[str | None, typer.Option("--search", metavar="N", help="search")]
Checkpoint = Annotated[str | None, typer.Option("--checkpoint", metavar="FILE", help="checkpoint")]
Adversary = Annotated[bool, typer.Option("--adversary", help="adversary")]
Plan = Annotated[bool, typer.Option("--plan", help="plan")]


def robust_command(app: typer.Typer, outlet: Outlet) -> None:
    """Declare it."""

    @command(app, "robust", outlet)
    def run_robust(
        study: StudyPlace = STUDY, actor: Actor = "us", aim: Aim = None, threshold: Satisfied = None,
        levers: LeverSpace = None, pull: Pull = None, search: Search = None, checkpoint: Checkpoint = None,
        adversary: Adversary = False, plan: Plan = False, as_of: AsOf = None, prior: Prior = False,
        members: FewMembers = None, seed: Seed = None, reading: Reading = READING, as_json: Json = False,
    ) -> int:  # fmt: skip
        tries, asked = whole("--search", search), reading.asked(members, seed)
        line = None if threshold is None else _number("--threshold", threshold)
        names = [name.strip() for name in (levers or "").split(",") if name.strip()]
        loaded = ff.load_study(study)
        with outlet.bar() as progress:
            found = ff.robust(
                loaded, actor=actor, aim=aim, threshold=line, levers=names, pulls=pull or (), search=tries,
                checkpoint=checkpoint, adversary=adversary, plan=plan, as_of=as_of, prior=prior, progress=progress,
                **asked,
            )  # fmt: skip
        return outlet.document(found) if as_json else outlet.show(found, report.print_robust)


def _number(option: str, text: str) -> float:
    """A number given to an option. Raises WrongUse for anything else."""
    try:
        return float(text)
    except ValueError:
        raise WrongUse(
            where=f"{option} {text}".rstrip(),
            what=Both(f"{text or 'nothing'} is not a number", f"{text or '空白'}不是数"),
            remedy=Both("give a number such as 0.5", "请给出0.5这样的数"),
        ) from None
