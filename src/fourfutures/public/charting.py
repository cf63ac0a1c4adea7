"""Charts of a run in the form that other programs draw from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fourfutures.public.folder import Run, require_language
from fourfutures.public.places import run_folder
from fourfutures.public.running import DEFAULT_OUT
from fourfutures.report import RunRecord, catalogue, panels, specification


def chart_spec(run: Run | str | Path, name: str, lang: str = "en") -> dict[str, Any]:
    """The Vega-Lite specification, data included, of a chart that the run's brief shows; of one driver's fan by itself too.

    `run` is a Run, its folder, or its id below `runs`. Raises FourFuturesError for a chart that the run does not have.
    """
    made = run if isinstance(run, Run) else Run(run_folder(run, Path(DEFAULT_OUT)))
    require_language(lang)
    return specification(RunRecord.read(made.folder), name, lang)


def document_charts(document: Mapping[str, Any], lang: str = "en") -> dict[str, Any]:
    """The Vega-Lite specifications, data included, of the figures of one economy, a deal, a test of supply, a watch list or
    a hindcast, by name: each is one that a page shows by itself. Raises FourFuturesError for another document.
    """
    require_language(lang)
    return {"schema": "fourfutures/charts/1", "charts": panels(document, catalogue(lang))}
