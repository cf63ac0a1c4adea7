"""The same evidence through every lens, side by side."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from fourfutures.analysis import Pools, kept_pools
from fourfutures.analysis import viewpoints as side_by_side
from fourfutures.ensemble import Hands
from fourfutures.public.asking import EVIDENCE, request
from fourfutures.public.document import Document
from fourfutures.public.running import Progress, threads_of
from fourfutures.study import Study

MEMBERS = 4_000  # of each lens: five pools of a hundred thousand


def viewpoints(
    study: Study | str | Path = "ai-2027",
    *,
    as_of: date | str | None = None,
    members: int | None = None,
    seed: int | None = None,
    prior: bool = False,
    dials: str = "source",
    start: str = "best_estimate",
    evidence: EVIDENCE = True,
    no_evidence: bool = False,
    workers: int | None = None,
    scheduler: str | None = None,
    pools: Pools | None = None,
    progress: Progress | None = None,
) -> Document:
    """Odds under every lens beside the neutral one, how far they disagree and why, and what each definition does.

    The frame has one line a lens, with `futures` left to the document. Raises FourFuturesError with where, what and remedy
    for anything a user can put right.
    """
    asked = request(
        study, members=MEMBERS if members is None else members, seed=seed, as_of=as_of, prior=prior, dials=dials,
        start=start, evidence=evidence, no_evidence=no_evidence,
    )  # fmt: skip
    told = progress or (lambda stage, done, total: None)
    with closing(Hands.of(threads_of(workers), scheduler)) as working:
        content = side_by_side(asked, working, pools or kept_pools(), told)
    return Document(content, "lenses", ())
