"""How the odds looked as of each month's end."""

from __future__ import annotations

from calendar import monthrange
from contextlib import closing
from datetime import date
from pathlib import Path

from fourfutures.analysis import Pools, dated_odds, kept_pools
from fourfutures.ensemble import Hands
from fourfutures.public.asking import EVIDENCE, request
from fourfutures.public.document import Document
from fourfutures.public.running import Progress, threads_of
from fourfutures.study import Study, load_study


def history(
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
    """The odds as of the end of each month from the study's origin to a day, and as of that day, by reading.

    Each day uses what was known on it and nothing later, so the line shows what a run of that day said. The frame has one
    line a day, with `readings.READING.FUTURE`.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    loaded = study if isinstance(study, Study) else load_study(study)
    last = request(
        loaded, members=members, seed=seed, as_of=as_of, lens=lens, dials=dials, start=start, evidence=evidence,
        no_evidence=no_evidence, guide=guide,
    )  # fmt: skip
    asked = [
        request(
            loaded, members=members, seed=seed, as_of=day, lens=lens, dials=dials, start=start,
            evidence=last.items, no_evidence=no_evidence, guide=guide,
        )
        for day in month_ends(loaded.meta.origin, last.as_of)
    ]  # fmt: skip
    told = progress or (lambda stage, done, total: None)
    with closing(Hands.of(threads_of(workers), scheduler)) as working:
        content = dated_odds([*asked, last], working, pools or kept_pools(), told)
    return Document(content, "days", ("readings",))


def month_ends(first: date, last: date) -> list[date]:
    """Ends of months from that of `first` to before `last`."""
    found, year, month = [], first.year, first.month
    while (end := date(year, month, monthrange(year, month)[1])) < last:
        found.append(end)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found
