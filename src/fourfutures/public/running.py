"""Runs carried out: read when they are there, made when they are not."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Unpack

from fourfutures.analysis import Request, close, draft, finished, held
from fourfutures.ensemble import Hands
from fourfutures.public.folder import Run
from fourfutures.public.options import Running, asked_of, offered
from fourfutures.public.places import keep_apart
from fourfutures.public.working import Progress, threads_of
from fourfutures.report import write_pages
from fourfutures.study import Study

DEFAULT_OUT = "runs"


@offered()
def run(
    study: Study | str | Path = "ai-2027",
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    out: str | Path = DEFAULT_OUT,
    progress: Progress | None = None,
    **options: Unpack[Running],
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
    return make(asked_of(study, options), workers=workers, scheduler=scheduler, out=out, progress=progress)


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
