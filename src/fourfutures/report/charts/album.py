"""All charts of a run, written beside its brief."""

from __future__ import annotations

import json
from pathlib import Path

import vl_convert

from fourfutures.files import write_whole
from fourfutures.report.catalogue import LANGUAGES, catalogue
from fourfutures.report.charts import odds, quadrant
from fourfutures.report.charts.lightness import lighter
from fourfutures.report.claims import Ledger
from fourfutures.report.odds_section import bars_text, cover_text
from fourfutures.report.pen import Pen
from fourfutures.report.record import RunRecord
from fourfutures.report.standing import Standing

FOLDER = "charts"
CHARTS = {"quadrant": (quadrant.draw, cover_text), "odds": (odds.draw, bars_text)}
SUFFIXES = ("svg", "vl.json", "csv", "alt.txt")


def chart_names(lang: str) -> list[str]:
    """Names of the files of a language's charts, relative to the run folder."""
    return [f"{FOLDER}/{name}.{lang}.{suffix}" for name in CHARTS for suffix in SUFFIXES]


def draw_all(record: RunRecord, folder: Path) -> list[str]:
    """Write each chart as SVG, Vega-Lite specification, CSV and alt text, in both languages; returns relative names.

    The picture keeps text as text, so the reader's own fonts draw it.
    """
    written = []
    for name, (draw, read) in CHARTS.items():
        for lang in LANGUAGES:
            texts = catalogue(lang)
            spec, data = draw(record, texts)
            reading = read(Pen(record, Standing(record), texts, Ledger(), "alt"))
            parts = {
                "svg": lighter(vl_convert.vegalite_to_svg(spec), reading) + "\n",
                "vl.json": json.dumps(spec, ensure_ascii=False, sort_keys=True, allow_nan=False) + "\n",
                "csv": data.round(6).to_csv(index=False, lineterminator="\n"),
                "alt.txt": reading + "\n",
            }
            for suffix, text in parts.items():
                relative = f"{FOLDER}/{name}.{lang}.{suffix}"
                write_whole(folder / relative, text.encode())
                written.append(relative)
    return written
