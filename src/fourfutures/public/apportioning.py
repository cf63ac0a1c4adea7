"""What drives the outcomes, as of a day."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from fourfutures.analysis import Pools, kept_pools, sensitivity_document
from fourfutures.ensemble import Hands
from fourfutures.public.asking import EVIDENCE, request
from fourfutures.public.document import Document
from fourfutures.public.running import Progress, threads_of
from fourfutures.study import Study


def sensitivity(
    study: Study | str | Path = "ai-2027",
    *,
    samples: int | None = None,
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
    """Shares of the variance of both indices and every future, by input, month by month.

    First-order shares of every uncertainty in the members that data weigh; first-order and total shares of every lever,
    every uncertainty and of luck in `samples` rows drawn before data, luck free and luck held; and the split between
    measured numbers, judged ones, luck and definitions. The frame has one line a share, with its 95 % interval.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = request(
        study, members=members, seed=seed, as_of=as_of, prior=prior, lens=lens, dials=dials, start=start,
        evidence=evidence, no_evidence=no_evidence, guide=guide,
    )  # fmt: skip
    told = progress or (lambda stage, done, total: None)
    with closing(Hands.of(threads_of(workers))) as working:
        content = sensitivity_document(asked, samples, working, pools or kept_pools(), told)
    return Document(content, "rows", ())
