"""What is known of an economy on a day: published points, facts, and what each row about it moved."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from fourfutures.analysis.countries.path import EconomyPath, sides_of
from fourfutures.analysis.countries.scene import Scene
from fourfutures.analysis.quantile import weighted_mean
from fourfutures.data import load_series
from fourfutures.futures import ALIGNMENTS, odds
from fourfutures.study import Study

# Series by economy that the page shows, in this order, and the factor that makes a share of their figures, if they are one.
SHOWN = {
    "ai_user_share_working_age": 0.01,
    "individuals_using_genai_3m": 0.01,
    "enterprises_using_ai": 0.01,
    "deepseek_market_share_band": 0.01,
    "claude_usage_per_capita_index": None,
}


def observed(study: Study, code: str, as_of: date) -> list[dict[str, Any]]:
    """Published points about an economy that were known on the day, series by series in the order of their periods."""
    if not (study.root / study.meta.files.series).exists():
        return []
    table = load_series(study.root)
    own = table[(table["entity"] == code) & table["indicator"].isin(list(SHOWN))]
    own = own.loc[[day is not None and day <= as_of for day in own["known_on"]]]  # of no rows too
    rows = []
    for name, factor in SHOWN.items():
        part = own[own["indicator"] == name].sort_values(["period_end", "source_id"])
        for entry in part.to_dict("records"):
            size = 1.0 if factor is None else factor
            rows.append(
                {
                    "indicator": name,
                    "period_start": entry["period_start"].isoformat(),
                    "period_end": entry["period_end"].isoformat(),
                    "value": float(entry["value"]) * size,
                    "low": None if pd.isna(entry["low"]) else float(entry["low"]) * size,
                    "high": None if pd.isna(entry["high"]) else float(entry["high"]) * size,
                    "unit": "ratio" if factor is None else "share",
                    "of": str(entry["unit"]),
                    "known_on": entry["known_on"].isoformat(),
                    "source_id": str(entry["source_id"]).split(";")[0],
                }
            )
    return rows


def facts(study: Study, code: str) -> list[dict[str, Any]]:
    """Covariates of an economy, one entry a column in the study's order; a value of None is unknown, not 0."""
    held = {row.covariate: row for row in study.covariate_values if row.entity == code}
    entries = []
    for name, column in study.covariates.items():
        row = held.get(name)
        if row is None and name.startswith("cloud_") and not name.startswith("cloud_regions_"):
            continue  # providers stand here where they are; the two totals say what none is
        label = None if row is None else column.classes.get(f"{row.value:g}")
        entries.append(
            {
                "id": name,
                "name": column.name.model_dump(),
                "unit": column.unit,
                "kind": column.kind,
                "value": None if row is None else row.value,
                "label": None if label is None else label.model_dump(),
                "year": None if row is None else row.year,
                "known_on": None if row is None else row.known_on.isoformat(),
                "source_id": [] if row is None else list(row.source_id),
                "license": column.license,
                "note": column.note,
            }
        )
    return entries


def moved_rows(scene: Scene, code: str, path: EconomyPath) -> list[dict[str, Any]]:
    """Rows about the economy that weigh its members, in the order they were known, and what taking each in moved.

    Each is added to those before it: the effects of all sum to the move from the run's weights to the economy's own.
    """
    rows, entries = scene.about(code), []
    sides = sides_of(scene, path)[-1]
    before = _told(path, scene.reweighed(code, path.unmoved, ()), sides)
    for number, row in enumerate(rows, start=1):
        after = _told(path, scene.reweighed(code, path.unmoved, rows[:number]), sides)
        entries.append(
            {
                "id": row.id,
                "indicator": row.indicator,
                "observed": row.observed,
                "unit": row.unit,
                "period_end": row.period_end.isoformat(),
                "date": row.known_on.isoformat(),
                "source_id": row.source_id,
                "moved": {name: after[name] - before[name] for name in after},
                "before": before,
                "after": after,
            }
        )
        before = after
    return entries


def _told(path: EconomyPath, weights: np.ndarray[Any, np.dtype[np.float64]], sides: Any) -> dict[str, float]:
    found = odds(sides, weights, len(ALIGNMENTS)).p
    return {
        "adoption": weighted_mean(path.adoption[-1], weights),
        "lead": weighted_mean(path.lead[-1], weights),
        **{f"alignment_{name}": float(p) for name, p in zip(ALIGNMENTS, found, strict=True)},
    }
