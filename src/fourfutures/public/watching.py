"""What to watch as of a day."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from fourfutures.analysis import Pools, kept_pools
from fourfutures.analysis import watch as watched
from fourfutures.ensemble import Hands
from fourfutures.public.asking import EVIDENCE, request
from fourfutures.public.document import Document
from fourfutures.public.running import Progress, threads_of
from fourfutures.study import Study


def watch(
    study: Study | str | Path = "ai-2027",
    *,
    as_of: date | str | None = None,
    members: int | None = None,
    seed: int | None = None,
    lens: str = "neutral",
    dials: str = "source",
    start: str = "best_estimate",
    evidence: EVIDENCE = True,
    no_evidence: bool = False,
    guide: bool = False,
    workers: int | None = None,
    scheduler: str | None = None,
    pools: Pools | None = None,
    progress: Progress | None = None,
) -> Document:
    """Signposts as of a day: value of information, threshold, direction, first date, odds of crossing in each future.

    Also lines that known figures have crossed, what to read next for each future, regions, and what nobody publishes.
    The frame has one line a signpost, with `p_crossed.FUTURE`, `if_crossed.FUTURE` and `if_not.FUTURE`.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = request(
        study,
        members=members,
        seed=seed,
        as_of=as_of,
        lens=lens,
        dials=dials,
        start=start,
        evidence=evidence,
        no_evidence=no_evidence,
        guide=guide,
    )
    told = progress or (lambda stage, done, total: None)
    with closing(Hands.of(threads_of(workers), scheduler)) as working:
        content = watched(asked, working, pools or kept_pools(), told)
    return Document(content, "signposts", ("p_crossed", "if_crossed", "if_not"))
