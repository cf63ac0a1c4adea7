"""Charts of a run in the form that other programs draw from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fourfutures.public.folder import Run, require_language
from fourfutures.public.places import run_folder
from fourfutures.public.running import DEFAULT_OUT
from fourfutures.report import RunRecord, specification


def chart_spec(run: Run | str | Path, name: str, lang: str = "en") -> dict[str, Any]:
    """The Vega-Lite specification, data included, of a chart that the run's brief shows.

    `run` is a Run, its folder, or its id below `runs`. Raises FourFuturesError for a chart that the run does not have.
    """
    made = run if isinstance(run, Run) else Run(run_folder(run, Path(DEFAULT_OUT)))
    require_language(lang)
    return specification(RunRecord.read(made.folder), name, lang)
