"""Two offers to one country."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from fourfutures.analysis import Pools, kept_pools
from fourfutures.analysis import negotiate as negotiated
from fourfutures.ensemble import Hands
from fourfutures.public.asking import EVIDENCE, request
from fourfutures.public.document import Document
from fourfutures.public.running import Progress, threads_of
from fourfutures.study import Study

MEMBERS = 2_000


def negotiate(
    country: str,
    study: Study | str | Path = "ai-2027",
    *,
    capacity_mw: float | None = None,
    members: int = MEMBERS,
    seed: int | None = None,
    as_of: date | str | None = None,
    prior: bool = False,
    lens: str = "neutral",
    start: str = "best_estimate",
    evidence: EVIDENCE = True,
    workers: int | None = None,
    scheduler: str | None = None,
    pools: Pools | None = None,
    progress: Progress | None = None,
) -> Document:
    """Both sides' offers to a country: usual, best for it, best for the side; room for agreement; options; regret by future.

    `capacity_mw` is the size of both offers, by default that of a usual deal in an economy of this size. The frame has one
    line an option. Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = request(
        study, members=members, seed=seed, as_of=as_of, prior=prior, lens=lens, start=start, evidence=evidence
    )
    told = progress or (lambda stage, done, total: None)
    with closing(Hands.of(threads_of(workers), scheduler)) as working:
        content = negotiated(asked, country, capacity_mw, working, pools or kept_pools(), told)
    return Document(content, "options", ())
