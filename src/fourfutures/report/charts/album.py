"""All charts of a run, written beside its brief; a chart whose data the run lacks is left out, and the page says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from fourfutures.errors import Both
from fourfutures.files import write_whole
from fourfutures.report.catalogue import LANGUAGES, Catalogue, catalogue
from fourfutures.report.charts import fans, levers, movers, odds, quadrant, shares, worldmap
from fourfutures.report.charts.printing import SUFFIXES, printed
from fourfutures.report.charts.style import night
from fourfutures.report.claims import Ledger
from fourfutures.report.errors import ReportError
from fourfutures.report.pen import Pen
from fourfutures.report.picture_texts import TEXTS
from fourfutures.report.record import RunRecord
from fourfutures.report.standing import Standing

FOLDER = "charts"
Draw = Callable[[RunRecord, Catalogue], tuple[dict[str, Any], pd.DataFrame]]
CHARTS: dict[str, tuple[Callable[[RunRecord], bool], Draw]] = {
    "quadrant": (lambda record: True, quadrant.draw),
    "odds": (lambda record: True, odds.draw),
    "fans": (fans.drawable, fans.draw),
    "movers": (movers.drawable, movers.draw),
    "levers": (levers.drawable, levers.draw),
    "map": (worldmap.drawable, worldmap.draw),
    "shares": (shares.drawable, shares.draw),
}
# Figures that a page shows alone and a brief beside others; no files of theirs lie beside a brief.
ALONE: dict[str, Draw] = {f"fan-{axis}": partial(fans.draw_index, axis=axis) for axis in fans.DRIVERS}


def drawn(record: RunRecord) -> list[str]:
    """Names of the charts for which the run holds the data."""
    return [name for name, (drawable, _) in CHARTS.items() if drawable(record)]


def chart_names(record: RunRecord, lang: str) -> list[str]:
    """Names of the files of a language's charts, relative to the run folder."""
    return [f"{FOLDER}/{name}.{lang}.{suffix}" for name in drawn(record) for suffix in SUFFIXES]


def chart_file(record: RunRecord, relative: str) -> bytes:
    """A chart file of a run as it lies in its folder; drawn from the record where the run was made without it."""
    held = (record.folder or Path()) / relative
    if held.is_file():
        return held.read_bytes()
    name, lang, suffix = Path(relative).name.split(".", 2)
    return _parts(record, name, catalogue(lang))[suffix]


def specification(record: RunRecord, name: str, lang: str) -> dict[str, Any]:
    """The Vega-Lite specification of a chart of a run, data included. Raises ReportError for one that it does not have."""
    names = drawn(record)
    if name in ALONE and fans.drawable(record):
        return ALONE[name](record, catalogue(lang))[0]
    if name not in names:
        raise ReportError(
            where=Both(f"chart {name[:100]}", f"图 {name[:100]}"),
            what=Both("is not among those of this run", "不在本次运行的图中"),
            remedy=Both(f"choose one of {', '.join(names)}", f"请从以下各项中选用：{'、'.join(names)}"),
        )
    found: dict[str, Any] = json.loads(chart_file(record, f"{FOLDER}/{name}.{lang}.vl.json"))
    return found


def draw_all(record: RunRecord, folder: Path) -> list[str]:
    """Write each chart as SVG, Vega-Lite specification, CSV and alt text, in both languages; returns relative names.

    The picture keeps text as text, so the reader's own fonts draw it.
    """
    written = []
    for name in drawn(record):
        for lang in LANGUAGES:
            for suffix, content in _parts(record, name, catalogue(lang)).items():
                relative = f"{FOLDER}/{name}.{lang}.{suffix}"
                write_whole(folder / relative, content)
                written.append(relative)
    return written


def _parts(record: RunRecord, name: str, texts: Catalogue) -> dict[str, bytes]:
    spec, data = CHARTS[name][1](record, texts)
    reading = TEXTS[name](Pen(record, Standing(record), texts, Ledger(), "alt"))
    return printed(spec, data, reading, night(record))
