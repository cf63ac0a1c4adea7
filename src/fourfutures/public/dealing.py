"""A deal put before a country: who pays and gains."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

from fourfutures.analysis import Pools, kept_pools
from fourfutures.analysis import deal as valued
from fourfutures.ensemble import Hands
from fourfutures.public.asking import EVIDENCE, request
from fourfutures.public.document import Document
from fourfutures.public.running import Progress, threads_of
from fourfutures.study import Offer, Study

MEMBERS = 2_000


def deal(
    offer: Offer | str | Path,
    country: str | None = None,
    study: Study | str | Path = "ai-2027",
    *,
    signed: str | None = None,
    assume: Mapping[str, float] | None = None,
    members: int = MEMBERS,
    seed: int | None = None,
    as_of: date | str | None = None,
    prior: bool = False,
    lens: str = "neutral",
    start: str = "best_estimate",
    evidence: EVIDENCE = True,
    guide: bool = False,
    workers: int | None = None,
    scheduler: str | None = None,
    pools: Pools | None = None,
    progress: Progress | None = None,
) -> Document:
    """The accounts of a deal: each party by year and at signing, verdict, break-evens, alternatives, division.

    `offer` is a template's id, a term sheet, or an `Offer`; `country` an ISO 3166-1 alpha-3 code, where the offer names none
    or another; `signed` a month, the offer's own or the first after the as-of date if left out. `assume` replaces numbers that the accounts assume, by id, such as a country's own
    `tax_local`. The frame has one line a break-even.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = request(
        study, members=members, seed=seed, as_of=as_of, prior=prior, lens=lens, start=start, evidence=evidence,
        guide=guide,
    )  # fmt: skip
    told = progress or (lambda stage, done, total: None)
    with closing(Hands.of(threads_of(workers), scheduler)) as working:
        content = valued(asked, offer, country, signed, assume or {}, working, pools or kept_pools(), told)
    return Document(content, "break_evens", ())
