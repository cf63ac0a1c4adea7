"""An observation is complete, finite, dated and named once, or its file, line and column are named."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from fourfutures.data import DataError, load_observations

SHIPPED = Path(__file__).parents[2] / "studies" / "ai-2027"


def refusal(root: Path) -> DataError:
    with pytest.raises(DataError) as caught:
        load_observations(root)
    return caught.value


def test_rows_come_in_the_order_of_the_file_with_dates_and_numbers(root: Path) -> None:
    rows = load_observations(root)
    assert list(rows["row_id"]) == ["capex:USA:2026-03", "use:CHN:2026-06", "deal:KEN:2026-02"]
    first, second = rows.iloc[0], rows.iloc[1]
    assert (first["period_end"], first["known_on"]) == (date(2026, 3, 31), date(2026, 5, 31))
    assert (first["anchor_raw"], first["anchor_period_end"]) == (170.0, date(2025, 12, 31))
    assert first["months"] == "1;2;3"
    assert first["note"] == ""
    assert second["note"] == "half a year, one wave"


def test_a_blank_anchor_is_unknown_and_not_zero(root: Path) -> None:
    second = load_observations(root).iloc[1]
    assert pd.isna(second["anchor_raw"])
    assert second["anchor_period_end"] is None


def test_the_shipped_observations_are_accepted() -> None:
    rows = load_observations(SHIPPED)
    assert len(rows) > 0
    assert rows["row_id"].is_unique


def test_a_table_saved_by_a_spreadsheet_reads_the_same(package: Any) -> None:
    plain = load_observations(package.root)
    text = package.path("observations").read_text(encoding="utf-8")
    package.path("observations").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    pd.testing.assert_frame_equal(load_observations(package.root), plain)


def test_a_header_alone_is_no_row(package: Any) -> None:
    header = package.path("observations").read_text(encoding="utf-8").split("\n")[0]
    package.path("observations").write_text(header + "\n", encoding="utf-8")
    rows = load_observations(package.root)
    assert rows.empty
    assert rows["value"].dtype == float


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "fact"),
    [
        (",0.111,", ",nan,", 2, "value", "not a finite number"),
        (",0.111,", ",,", 2, "value", "blank cell is not a finite number"),
        (",0.111,", ",inf,", 2, "value", "not a finite number"),
        (",0.111,", ",1_0,", 2, "value", "not a finite number"),
        (",190,", ",a lot,", 2, "value_raw", "not a finite number"),
        (",170,", ",NaN,", 2, "anchor_raw", "not a finite number"),
        (",0.08,", ",NaN,", 2, "error_sd", "not a finite number"),
        (",0.08,", ",0,", 2, "error_sd", "error_sd is 0"),
        (",0.08,", ",-0.08,", 2, "error_sd", "error_sd is -0.08"),
        (",0.1,2026-05-31", ",nan,2026-05-31", 2, "bias_sd", "not a finite number"),
        (",0.1,2026-05-31", ",-1,2026-05-31", 2, "bias_sd", "bias_sd is -1"),
        ("2026-01-01,2026-03-31", "2026-01-01,2026-02-30", 2, "period_end", "as a date"),
        ("2026-01-01,2026-03-31", "2026-01-01,20260331", 2, "period_end", "as a date"),
        ("2026-01-01,2026-03-31", "2026-04-01,2026-03-31", 2, "period_end", "before period_start"),
        (",2025-12-31,", ",Q4,", 2, "anchor_period_end", "as a date"),
        (",2026-05-31,", ",May 2026,", 2, "known_on", "as a date"),
        (",2026-05-31,", ",,", 2, "known_on", "blank cell as a date"),
        (",2026-05-31,", ",2026-03-30,", 2, "known_on", "before period_end"),
        (",1;2;3,", ",,", 2, "months", "blank"),
        (",1;2;3,", ",0;1,", 2, "months", "not a list of months"),
        (",1;2;3,", ",24;25,", 2, "months", "not a list of months"),
        (",1;2;3,", ",1;1,", 2, "months", "not a list of months"),
        (",1;2;3,", ",1-3,", 2, "months", "not a list of months"),
        (",1;2;3,", ",²,", 2, "months", "not a list of months"),
        (",change,", ",chnage,", 2, "mode", "not a known mode"),
        (",filings,indicator,", ",filings,rumour,", 2, "kind", "not a known kind"),
        (",filings,", ",,", 2, "source_id", "blank"),
        ("deal:KEN:2026-02", "capex:USA:2026-03", 4, "row_id", "on line 2 and again on line 4"),
    ],
)
def test_a_bad_cell_is_refused_at_its_line_and_column(
    package: Any, old: str, new: str, line: int, column: str, fact: str
) -> None:
    package.replace("observations", old, new)
    error = refusal(package.root)
    assert error.where.endswith(f"series/observations.csv:{line}, {column}")
    assert fact in error.what
    assert error.remedy


def test_a_wrong_word_gets_the_nearest_one(package: Any) -> None:
    package.replace("observations", ",change,", ",chnage,")
    assert refusal(package.root).remedy == "did you mean change?"


def test_a_missing_column_is_named(package: Any) -> None:
    package.replace("observations", ",error_sd,", ",error,")
    error = refusal(package.root)
    assert error.where.endswith("observations.csv:1")
    assert "column error_sd is missing" in error.what
    assert error.problems[0].remedy == "rename the column error to error_sd"


def test_a_column_that_stands_twice_or_is_unknown_is_named(package: Any) -> None:
    package.replace("observations", ",kind,note", ",kind,note,value,colour")
    facts = [problem.what for problem in refusal(package.root).problems]
    assert facts == ["column value appears twice", 'unknown column "colour"']


def test_a_file_cut_short_is_refused(package: Any) -> None:
    content = package.path("observations").read_bytes()
    package.path("observations").write_bytes(content[:-30])
    error = refusal(package.root)
    assert error.where.endswith("observations.csv:4")
    assert "cut short" in error.what


@pytest.mark.parametrize(
    ("content", "fact"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"row_id\nna\xefve\n", "not UTF-8"),
        (b'row_id,"value\n', "not valid CSV"),
    ],
)
def test_a_file_that_is_no_table_is_refused(package: Any, content: bytes, fact: str) -> None:
    package.path("observations").write_bytes(content)
    assert fact in refusal(package.root).what


def test_a_missing_file_is_refused(package: Any) -> None:
    package.path("observations").unlink()
    assert "missing" in refusal(package.root).what


def test_lines_are_counted_over_cells_that_hold_line_breaks(package: Any) -> None:
    package.replace("observations", '"half a year, one wave"', '"half a year,\none wave"')
    package.replace("observations", "2026-02-10,paper", "someday,paper")
    assert refusal(package.root).where.endswith("observations.csv:5, known_on")


def test_every_bad_cell_is_listed(package: Any) -> None:
    package.replace("observations", ",0.111,", ",nan,")
    package.replace("observations", ",paper,", ",,")
    error = refusal(package.root)
    assert len(error.problems) == 2
    assert "lists 1 more" in error.remedy
