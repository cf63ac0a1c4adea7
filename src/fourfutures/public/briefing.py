"""Briefs written from a run folder alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from fourfutures.analysis import AnalysisError
from fourfutures.errors import Both
from fourfutures.public.desk import LEDGER
from fourfutures.public.editions import edition, wanted
from fourfutures.public.folder import Run, require_language
from fourfutures.public.places import run_folder
from fourfutures.public.remaking import study_of
from fourfutures.public.running import DEFAULT_OUT
from fourfutures.public.working import Progress
from fourfutures.report import FORMATS, LANGUAGES, write_briefs
from fourfutures.study import Offer, Study


def brief(
    run: Run | str | Path,
    *,
    formats: Iterable[str] = ("md",),
    lang: str | None = None,
    out: str | Path | None = None,
    bundle: bool = False,
    from_date: date | str | None = None,
    to_date: date | str | None = None,
    country: str | None = None,
    deal: Offer | str | Path | None = None,
    lens: str | None = None,
    digest: bool = False,
    ledger: LEDGER = None,
    study: Study | str | Path | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Write the briefs of a finished run, or an edition of them; returns the paths of the files, pages first.

    `run` is a Run, its folder, or its id below `runs`. `formats` are some of "md", "html", "pdf" and "png": Markdown takes
    its charts along, HTML holds them and asks for nothing, PDF is to print and has the Markdown attached, "png" is the charts
    as pictures of dots. One language or both go to `out`, by default beside the run. A `bundle`
    is a folder of its own in `out`, with pages named `index`.

    An edition is asked for by `from_date` and, if not the run's own day, `to_date` (what changed); by `country`; by
    `deal` (a template, a deal's id, a term sheet or an Offer) with `country`; by `lens` (a viewpoint); or by `digest` with
    `from_date` (what the evidence desk decided from that day on and what it did to the odds, as `ledger` tells). What it is
    written from is worked out with the run's own settings and kept beside the page as its record. `study` is the run's
    study where it is not one that comes with the program.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    made = run if isinstance(run, Run) else Run(run_folder(run, Path(DEFAULT_OUT)))
    folder = made.folder
    chosen = list(dict.fromkeys(formats))
    for form in chosen or [""]:
        if form not in FORMATS:
            raise AnalysisError(
                where=f"--format {form}",
                what=Both("is not a format of a brief", "不是简报的格式"),
                remedy=Both(
                    "choose among md, html, pdf and png, as in md,html,pdf",
                    "请在 md、html、pdf、png 中选，如 md,html,pdf",
                ),
            )
    if lang is not None:
        require_language(lang)
    langs = LANGUAGES if lang is None else (lang,)
    record = None
    if any(given is not None for given in (from_date, to_date, country, deal, lens, ledger)) or digest:
        loaded = study_of(made, study)
        asked = wanted(made, loaded, from_date, to_date, country, deal, lens, digest, ledger)
        if asked is not None:
            record = edition(made, *asked, loaded, workers=workers, progress=progress)
    return write_briefs(folder, Path(out or folder), chosen, langs, bundle, record)
