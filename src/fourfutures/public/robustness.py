"""Policies that hold up, as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from fourfutures.analysis import Pools, Question, kept_pools, robust_document
from fourfutures.ensemble import Hands
from fourfutures.public.asking import EVIDENCE, request
from fourfutures.public.document import Document
from fourfutures.public.running import Progress, threads_of
from fourfutures.study import Study

MEMBERS = 2_000  # unless others are asked for: policies are compared on the same members, so few say much


def robust(
    study: Study | str | Path = "ai-2027",
    *,
    actor: str = "us",
    aim: str | None = None,
    threshold: float | None = None,
    levers: Sequence[str] = (),
    pulls: Sequence[str] = (),
    search: int | None = None,
    checkpoint: str | Path | None = None,
    adversary: bool = False,
    plan: bool = False,
    as_of: date | str | None = None,
    prior: bool = False,
    members: int | None = None,
    seed: int | None = None,
    lens: str = "neutral",
    dials: str = "source",
    start: str = "best_estimate",
    evidence: EVIDENCE = True,
    no_evidence: bool = False,
    guide: bool = False,
    workers: int | None = None,
    pools: Pools | None = None,
    progress: Progress | None = None,
) -> Document:
    """Policies of an actor that hold up over the states of the world, on the same members each.

    Regret, satisficing, the domain criterion and percentiles for each policy of a list, with intervals and how often each
    is first. `levers` names some levers; `pulls` adds policies of your own such as "us_permitting=1,us_diffusion=0.5".
    With `adversary` the other side answers; with `plan` a lever may wait for a figure; with `search` so many policies
    between those of the list are tried, kept in the file `checkpoint` and taken up from there. The frame has one line a
    number, with its 95 % interval.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = request(
        study, members=MEMBERS if members is None else members, seed=seed, as_of=as_of, prior=prior, lens=lens,
        dials=dials, start=start, evidence=evidence, no_evidence=no_evidence, guide=guide,
    )  # fmt: skip
    question = Question(
        actor, aim, threshold, tuple(levers), tuple(pulls), search, None if checkpoint is None else Path(checkpoint),
        adversary, plan,
    )  # fmt: skip
    told = progress or (lambda stage, done, total: None)
    with closing(Hands.of(threads_of(workers))) as working:
        content = robust_document(asked, question, working, pools or kept_pools(), told)
    return Document(content, "rows", ())
