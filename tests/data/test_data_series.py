"""Series are tidy rows; a reader can list them, show one, and is told the nearest name of one that is not there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from fourfutures.data import DataError, list_series, load_series, show_series

SHIPPED = Path(__file__).parents[2] / "studies" / "ai-2027"


def refusal(root: Path) -> DataError:
    with pytest.raises(DataError) as caught:
        load_series(root)
    return caught.value


def test_all_files_but_the_observations_are_one_tidy_table(root: Path) -> None:
    rows = load_series(root)
    assert list(rows["indicator"]) == ["capex", "capex", "use", "use", "use"]
    assert list(rows.columns)[:5] == ["indicator", "entity", "period_start", "period_end", "value"]
    assert rows["value"].dtype == float
    assert rows["period_end"][2] == date(2025, 12, 31)
    assert (rows["low"][2], rows["high"][2]) == (38.0, 42.0)
    assert pd.isna(rows["low"][0])


def test_the_shipped_series_are_accepted() -> None:
    assert len(list_series(SHIPPED)) > 0


def test_a_blank_day_of_knowledge_loads_but_cannot_be_shown_as_of_a_date(package: Any) -> None:
    package.replace("use", "telemetry,2026-01-08", "telemetry,")
    assert load_series(package.root)["known_on"][4] is None
    with pytest.raises(DataError, match="use, KEN, 2025-12-31, known_on: the day it was known is blank"):
        show_series(package.root, "use", as_of=date(2026, 12, 31))
    assert len(show_series(package.root, "use", "CHN", date(2026, 12, 31))) == 2


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "fact"),
    [
        (",8.1,", ",nan,", 4, "value", "not a finite number"),
        (",38,", ",low,", 2, "low", "not a finite number"),
        (",38,42,", ",41,42,", 2, "value", "outside its range 41..42"),
        (",38,42,", ",,40,", 2, "value", "outside its range ..40"),
        (",2026-02-05,", ",2026-13-05,", 2, "known_on", "as a date"),
        (",2026-02-05,", ",2025-12-30,", 2, "known_on", "before period_end"),
        ("2026-01-01,2026-06-30", "2026-07-01,2026-06-30", 3, "period_end", "before period_start"),
        ("use,KEN", "use,", 4, "entity", "blank"),
        (",telemetry,", ",,", 4, "source_id", "blank"),
    ],
)
def test_a_bad_cell_is_refused_at_its_line_and_column(
    package: Any, old: str, new: str, line: int, column: str, fact: str
) -> None:
    package.replace("use", old, new)
    error = refusal(package.root)
    assert error.where.endswith(f"series/use.csv:{line}, {column}")
    assert fact in error.what


def test_a_row_with_too_few_cells_is_refused(package: Any) -> None:
    package.replace("use", ",38,42,", ",38,")
    error = refusal(package.root)
    assert error.where.endswith("use.csv:2")
    assert "10 fields where the header has 11" in error.what


def test_a_missing_column_is_named(package: Any) -> None:
    package.replace("use", ",known_on,", ",published,")
    assert "column known_on is missing" in refusal(package.root).what


def test_the_same_figure_from_the_same_source_is_refused_across_files(package: Any) -> None:
    row = package.path("use").read_text(encoding="utf-8").split("\n")[1]
    text = package.path("capital").read_text(encoding="utf-8")
    package.path("capital").write_text(text + row.replace("40.1", "41") + "\n", encoding="utf-8")
    error = refusal(package.root)
    assert error.where.endswith("use.csv:2")
    assert "stands at" in error.what
    assert "capital.csv:4 already" in error.what


def test_two_windows_that_end_on_one_day_and_two_units_are_different_figures(package: Any) -> None:
    text = package.path("use").read_text(encoding="utf-8")
    week = "use,KEN,2025-12-25,2025-12-31,9,percent,,,telemetry,2026-01-08,\n"
    share = "use,KEN,2025-07-01,2025-12-31,0.081,share,,,telemetry,2026-01-08,\n"
    package.path("use").write_text(text + week + share, encoding="utf-8")
    assert len(load_series(package.root)) == 7


def test_a_study_without_series_says_so(package: Any, tmp_path: Path) -> None:
    assert "folder of the series is missing" in refusal(tmp_path / "nowhere").what
    package.path("use").unlink()
    package.path("capital").unlink()
    assert load_series(package.root).empty
    assert list_series(package.root).empty
    with pytest.raises(DataError, match="no such series"):
        show_series(package.root, "use")


def test_the_list_has_one_row_an_indicator_and_entity(root: Path) -> None:
    listed = list_series(root)
    assert listed.to_dict("records")[1] == {
        "indicator": "use",
        "entity": "CHN",
        "rows": 2,
        "first": date(2025, 12, 31),
        "last": date(2026, 6, 30),
        "unit": "percent",
        "sources": "digest;survey",
    }
    assert listed["rows"].sum() == len(load_series(root))


def test_rows_are_shown_by_indicator_entity_and_date(root: Path) -> None:
    assert list(show_series(root, "use")["entity"]) == ["CHN", "CHN", "KEN"]
    assert list(show_series(root, "use", "CHN")["value"]) == [40.1, 45.5]
    assert list(show_series(root, "use", "CHN", date(2026, 8, 31))["value"]) == [40.1]
    assert show_series(root, "use", "CHN", date(2025, 12, 31)).empty


@pytest.mark.parametrize(
    ("indicator", "entity", "where", "remedy"),
    [
        ("capx", None, "series capx", "did you mean capex?"),
        ("USE", None, "series USE", "did you mean use?"),
        ("electricity", None, "series electricity", "use one of capex, use"),
        ("use", "CHI", "series use, entity CHI", "did you mean CHN?"),
        ("use", "ATA", "series use, entity ATA", "use one of CHN, KEN"),
        ("capex", "ZZZ", "series capex, entity ZZZ", "use USA"),
    ],
)
def test_an_unknown_name_gets_the_nearest_one(
    root: Path, indicator: str, entity: str | None, where: str, remedy: str
) -> None:
    with pytest.raises(DataError) as caught:
        show_series(root, indicator, entity)
    assert caught.value.where == where
    assert caught.value.remedy == remedy
