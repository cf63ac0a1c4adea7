"""The command that says which policies hold up: `robust`."""

# No postponed annotations here: option texts live in local names that typer must see as objects.
from typing import Annotated

import typer

import fourfutures as ff
from fourfutures import report
from fourfutures.cli.command import STUDY, command
from fourfutures.cli.outlet import DONE, Outlet
from fourfutures.cli.words import Words
from fourfutures.cli.wrong_use import WrongUse, whole
from fourfutures.errors import Both


def robust_command(app: typer.Typer, outlet: Outlet, words: Words) -> None:
    """Declare it."""
    study_type = Annotated[str, typer.Argument(metavar="STUDY", help=words["study"])]
    actor_type = Annotated[str, typer.Option("--actor", metavar="ACTOR", help=words["actor"])]
    aim_type = Annotated[str | None, typer.Option("--aim", metavar="AIM", help=words["aim"])]
    threshold_type = Annotated[str | None, typer.Option("--threshold", metavar="X", help=words["satisfied"])]
    levers_type = Annotated[str | None, typer.Option("--levers", metavar="A,B", help=words["lever_space"])]
    pull_type = Annotated[list[str] | None, typer.Option("--pull", metavar="A=X,B=Y", help=words["pull"])]
    search_type = Annotated[str | None, typer.Option("--search", metavar="N", help=words["search"])]
    checkpoint_type = Annotated[
        str | None, typer.Option("--checkpoint", metavar="FILE", help=words["checkpoint"])
    ]
    adversary_type = Annotated[bool, typer.Option("--adversary", help=words["adversary"])]
    plan_type = Annotated[bool, typer.Option("--plan", help=words["plan"])]
    as_of_type = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words["as_of"])]
    prior_type = Annotated[bool, typer.Option("--prior", help=words["prior"])]
    members_type = Annotated[
        str | None, typer.Option("--members", "-n", metavar="N", help=words["few_members"])
    ]
    seed_type = Annotated[str | None, typer.Option("--seed", metavar="N", help=words["seed"])]
    lens_type = Annotated[str, typer.Option("--lens", metavar="LENS", help=words["lens"])]
    dials_type = Annotated[str, typer.Option("--dials", metavar="DIALS", help=words["dials"])]
    evidence_type = Annotated[str | None, typer.Option("--evidence", metavar="FILE", help=words["evidence"])]
    no_evidence_type = Annotated[bool, typer.Option("--no-evidence", help=words["no_evidence"])]
    guide_type = Annotated[bool, typer.Option("--guide", help=words["guide"])]
    start_type = Annotated[str, typer.Option("--start", metavar="START", help=words["start"])]
    workers_type = Annotated[str | None, typer.Option("--workers", metavar="N", help=words["workers"])]
    json_type = Annotated[bool, typer.Option("--json", help=words["json"])]

    @command(app, "robust", words)
    def run_robust(
        study: study_type = STUDY, actor: actor_type = "us", aim: aim_type = None, threshold: threshold_type = None,
        levers: levers_type = None, pull: pull_type = None, search: search_type = None,
        checkpoint: checkpoint_type = None, adversary: adversary_type = False, plan: plan_type = False,
        as_of: as_of_type = None, prior: prior_type = False, members: members_type = None, seed: seed_type = None,
        lens: lens_type = "neutral", dials: dials_type = "source", evidence: evidence_type = None,
        no_evidence: no_evidence_type = False, guide: guide_type = False, start: start_type = "best_estimate",
        workers: workers_type = None, as_json: json_type = False,
    ) -> None:  # fmt: skip
        def work() -> int:
            threads, tries = whole("--workers", workers), whole("--search", search)
            count, number = whole("--members", members), whole("--seed", seed)
            line = None if threshold is None else _number("--threshold", threshold)
            names = [name.strip() for name in (levers or "").split(",") if name.strip()]
            loaded = ff.load_study(study)
            with outlet.bar() as progress:
                found = ff.robust(
                    loaded, actor=actor, aim=aim, threshold=line, levers=names, pulls=pull or (), search=tries,
                    checkpoint=checkpoint, adversary=adversary, plan=plan, as_of=as_of, prior=prior, members=count,
                    seed=number, lens=lens, dials=dials, start=start,
                    evidence=True if evidence is None else evidence, no_evidence=no_evidence, guide=guide,
                    workers=threads, progress=progress,
                )  # fmt: skip
            if as_json:
                outlet.document(found)
                return DONE
            with outlet.screen() as console:
                report.print_robust(found, outlet.lang, console)
            return DONE

        raise typer.Exit(outlet.guard(work))


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
