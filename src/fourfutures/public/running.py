"""Runs carried out: read when they are there, made when they are not."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from fourfutures.analysis import AnalysisError, Request, Start, close, draft, finished, held
from fourfutures.ensemble import Hands
from fourfutures.errors import Both
from fourfutures.public.asking import DEALS, EVIDENCE, LEVERS, request
from fourfutures.public.folder import Run
from fourfutures.public.places import keep_apart
from fourfutures.report import write_pages
from fourfutures.study import Study

Progress = Callable[[str, int, int], None]
DEFAULT_OUT = "runs"


def run(
    study: Study | str | Path = "ai-2027",
    *,
    members: int | None = None,
    seed: int | None = None,
    as_of: date | str | None = None,
    prior: bool = False,
    levers: LEVERS = (),
    lens: str = "neutral",
    dials: str = "source",
    start: Start = "best_estimate",
    evidence: EVIDENCE = True,
    guide: bool = False,
    deals: DEALS = (),
    workers: int | None = None,
    scheduler: str | None = None,
    out: str | Path = DEFAULT_OUT,
    progress: Progress | None = None,
) -> Run:
    """Simulate, weigh by what is known on the date, classify, write the run folder, return it.

    `levers` maps NAME, NAME.ISO3 or NAME@YYYY-MM to values, or lists option texts. A run that is already in `out`, whole
    and undamaged, is read, not made again; a half-written one is taken up where it stopped. The same request gives the
    same bytes on any number of `workers`, and on the cluster of a Dask `scheduler`, given by its address.

    `evidence` is a file of items (JSON Lines, or TOML with `[[item]]` tables) or a list of entries; False ignores analyst
    evidence. `guide` moves a second pool towards the data even where enough members of the first one fit them. `deals`
    are offers with a country, or texts such as `full-package:ARE@2027-01`, put into the world as if they were signed.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = request(
        study, members=members, seed=seed, as_of=as_of, prior=prior, levers=levers, lens=lens, dials=dials,
        start=start, evidence=evidence, guide=guide, deals=deals,
    )  # fmt: skip
    return make(asked, workers=workers, scheduler=scheduler, out=out, progress=progress)


def threads_of(workers: int | None) -> int:
    """Threads to use, all there are if nobody says. Raises AnalysisError for none."""
    threads = (os.cpu_count() or 1) if workers is None else workers
    if threads < 1:
        raise AnalysisError(
            where="--workers",
            what=Both(f"{threads} threads cannot run anything", f"{threads}个线程无法运行"),
            remedy=Both("give a whole number from 1", "请给出不小于1的整数"),
        )
    return threads


def make(
    asked: Request,
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    out: str | Path = DEFAULT_OUT,
    progress: Progress | None = None,
    pages: bool = True,
) -> Run:
    """Carry a checked request out; without `pages` no brief and no chart is written, which takes most of a small run's time."""
    threads = threads_of(workers)
    folder = Path(out)
    keep_apart("--out", folder, asked.study.root)
    told = progress or (lambda stage, done, total: None)
    there = finished(asked, folder)
    if there is None:
        with closing(Hands.of(threads, scheduler)) as hands, held(asked, folder, told):
            there = finished(asked, folder)  # another process may have made it meanwhile
            if there is None:
                made = draft(asked, folder, hands, told)
                if pages:
                    write_pages(made.folder)
                there = close(made)
    return Run(there)
