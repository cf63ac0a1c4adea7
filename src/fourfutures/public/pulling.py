"""What each lever would change, as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from fourfutures.analysis import Pools, kept_pools, levers_document
from fourfutures.ensemble import Hands
from fourfutures.public.asking import EVIDENCE, request
from fourfutures.public.document import Document
from fourfutures.public.running import Progress, threads_of
from fourfutures.study import Study

MEMBERS = 2_000  # unless others are asked for: differences are paired, so few say much


def levers(
    study: Study | str | Path = "ai-2027",
    names: Sequence[str] = (),
    *,
    pairs: bool = False,
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
    """What levers change: the same members with and without each, from the month after the as-of date.

    Each lever alone at the ends of its range, part of the way and begun later; with `pairs` any two at once; what each
    actor could put together; which economies change sides. `names` names some levers, all if left out. The frame has
    one line a change, with its 95 % interval.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = request(
        study, members=MEMBERS if members is None else members, seed=seed, as_of=as_of, prior=prior, lens=lens,
        dials=dials, start=start, evidence=evidence, no_evidence=no_evidence, guide=guide,
    )  # fmt: skip
    told = progress or (lambda stage, done, total: None)
    with closing(Hands.of(threads_of(workers))) as working:
        content = levers_document(asked, tuple(names), pairs, working, pools or kept_pools(), told)
    return Document(content, "rows", ())
