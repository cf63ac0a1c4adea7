"""No hindsight: whatever was known only later, however it is altered, leaves a run as of an earlier day alone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from fourfutures.analysis import Request, close, draft
from fourfutures.data import seal
from fourfutures.ensemble import Hands
from fourfutures.public import Run, country
from fourfutures.study import load_study

DAY = date(2026, 6, 1)
KNOWN = {
    "deals.csv": "announced",
    "events.csv": "date",
    "regime_history.csv": "known_on",
    "covariates.csv": "known_on",
}  # series have known_on
TABLES = ("members.parquet", "fans.parquet", "countries.parquet", "movers.parquet")
IDENTITY = {"run_id", "study_hash"}  # of the study as a whole, later rows included
MIXED = {
    "country",
    "provider",
    "capacity_mw",
    "firm_share",
    "source_id",
    "magnitude",
    "regime",
    "value",
    "value_raw",
    "error_sd",
}

Alter = Callable[[pd.DataFrame, str], pd.DataFrame]  # later rows, and an economy the run watches


def dropped(rows: pd.DataFrame, watched: str) -> pd.DataFrame:
    return rows.iloc[:0]


def scrambled(rows: pd.DataFrame, watched: str) -> pd.DataFrame:
    """Numbers, economies and sources exchanged between rows; half of the rows of evidence gone."""
    generator = np.random.default_rng(0)
    mixed = rows.copy()
    for column in sorted(MIXED & set(rows.columns)):
        mixed[column] = generator.permutation(rows[column].to_numpy())
    for end in {"low", "high"} & set(mixed):  # what a value is not between any more
        mixed[end] = ""
    return mixed.iloc[::2] if "row_id" in mixed else mixed


def crowded(rows: pd.DataFrame, watched: str) -> pd.DataFrame:
    """Every later deal is in an economy that the run watches, and cites a source that nothing else cites."""
    return rows.assign(country=watched, source_id="arynews_cnnic_202506") if "stack" in rows else rows


def misdated(rows: pd.DataFrame, watched: str) -> pd.DataFrame:
    """Later facts with another year; all other later rows gone."""
    return rows.assign(year="1999") if "covariate" in rows else rows.iloc[:0]


def altered(copy: Path, alter: Alter, watched: str, day: date = DAY) -> int:
    """Alter all rows of a study known after the day; returns how many there were."""
    found = 0
    tables = [(copy / name, column) for name, column in KNOWN.items()]
    tables += [(path, "known_on") for path in sorted((copy / "series").glob("*.csv"))]
    for path, column in tables:
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        later = rows[column] > day.isoformat()
        found += int(later.sum())
        pd.concat([rows[~later], alter(rows[later], watched)]).to_csv(path, index=False)
    seal(copy)
    return found


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, asked) -> tuple[dict[str, Any], Path]:
    folder = close(draft(asked(as_of=DAY), tmp_path_factory.mktemp("before"), Hands.of(2), lambda *_: None))
    return json.loads((folder / "summary.json").read_text(encoding="utf-8")), folder


@pytest.mark.parametrize("alter", [dropped, scrambled, crowded])
def test_rows_known_later_change_no_byte_of_an_earlier_run(
    tmp_path: Path, ran, before: tuple[dict[str, Any], Path], alter: Alter
) -> None:
    copy = tmp_path / "ai-2027"
    shutil.copytree(load_study("ai-2027").root, copy)
    assert altered(copy, alter, before[0]["economies_to_watch"][0]) > 50
    summary, folder = ran(Request.of(load_study(copy), members=400, seed=7, as_of=DAY), out="after")
    for table in TABLES:
        assert (folder / table).read_bytes() == (before[1] / table).read_bytes(), table
    for key in before[0].keys() - IDENTITY:
        assert json.dumps(summary[key]) == json.dumps(before[0][key]), key


def test_the_page_of_an_economy_knows_nothing_later(tmp_path: Path, asked, ran) -> None:
    day = date(2026, 1, 31)
    _, first = ran(asked(as_of=day), out="plain")
    copy = tmp_path / "ai-2027"
    shutil.copytree(load_study("ai-2027").root, copy)
    assert altered(copy, misdated, "IND", day) > 500
    changed = load_study(copy)
    _, second = ran(Request.of(changed, members=400, seed=7, as_of=day), out="after")
    for code in ("IND", "eu27"):
        plain, after = country(Run(first), code), country(Run(second), code, changed)
        for key in plain.keys() - IDENTITY:
            assert json.dumps(after[key]) == json.dumps(plain[key]), key
    known = [fact for fact in country(Run(first), "IND")["covariates"] if fact["value"] is not None]
    assert known
    assert max(fact["known_on"] for fact in known) <= day.isoformat()


def test_a_guide_knows_nothing_later_either(tmp_path: Path, asked, ran) -> None:
    """The vector that moves a second pool comes from rows in force alone."""
    _, plain = ran(asked(as_of=DAY, guide=True), out="plain")
    copy = tmp_path / "ai-2027"
    shutil.copytree(load_study("ai-2027").root, copy)
    altered(copy, scrambled, "IND")
    request = Request.of(load_study(copy), members=400, seed=7, as_of=DAY, guide=True)
    _, folder = ran(request, out="after")
    guides = [
        json.loads((one / "manifest.json").read_text(encoding="utf-8"))["guide"] for one in (plain, folder)
    ]
    assert guides[0] == guides[1]
    for table in TABLES:
        assert (folder / table).read_bytes() == (plain / table).read_bytes(), table
