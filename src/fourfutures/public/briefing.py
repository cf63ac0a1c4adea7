"""Briefs written from a run folder alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fourfutures.analysis import AnalysisError
from fourfutures.errors import Both
from fourfutures.public.folder import Run, require_language
from fourfutures.public.places import run_folder
from fourfutures.public.running import DEFAULT_OUT
from fourfutures.report import FORMATS, LANGUAGES, write_briefs


def brief(
    run: Run | str | Path,
    *,
    formats: Iterable[str] = ("md",),
    lang: str | None = None,
    out: str | Path | None = None,
    bundle: bool = False,
) -> list[Path]:
    """Write the briefs of a finished run; returns the paths of the files, pages first.

    `run` is a Run, its folder, or its id below `runs`. `formats` are some of "md", "html" and "pdf": Markdown takes its
    charts along, HTML holds them and asks for nothing, PDF is to print and has the Markdown attached. One language or both go to `out`, by default beside the run. A `bundle`
    is a folder of its own in `out`, with pages named `index`.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    folder = run.folder if isinstance(run, Run) else run_folder(run, Path(DEFAULT_OUT))
    chosen = list(dict.fromkeys(formats))
    for form in chosen or [""]:
        if form not in FORMATS:
            raise AnalysisError(
                where=f"--format {form}",
                what=Both("is not a format of a brief", "不是简报的格式"),
                remedy=Both(
                    "choose among md, html and pdf, as in md,html,pdf",
                    "请在 md、html、pdf 中选，如 md,html,pdf",
                ),
            )
    if lang is not None:
        require_language(lang)
    return write_briefs(folder, Path(out or folder), chosen, LANGUAGES if lang is None else (lang,), bundle)
