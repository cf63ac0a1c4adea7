"""A record that cannot carry a page is refused with where, what and remedy, and nothing half-true is written."""

from __future__ import annotations

import copy
import io
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records import FUTURES
from rich.console import Console

from fourfutures.report import ReportError, print_run, write_pages
from fourfutures.report.page import pages
from fourfutures.report.record import RunRecord

NEEDED = [
    ("run_id",), ("as_of",), ("horizon",), ("members",), ("frame", "futures"), ("frame", "band"),
    ("futures", "source"), ("futures", "strict", "contested"), ("futures", "source", "ai_plus_world", "low"),
    ("futures", "committed", "us_standard", "prior_p"), ("axes", "strict", "compute", "cn"), ("indices", "compute"),
    ("axis_ranges", "source", "adoption"), ("outcomes", "compute_ratio", "q10"), ("outcomes", "share_own"), ("path",),
    ("path", 3, "compute", "q50"), ("movers",), ("movers", 0, "delta", "contested"), ("statements", "memory_binds_cn"),
    ("diagnostics", "ess"), ("definitions", "source", "rho_c"), ("evidence_items",), ("home",),
]  # fmt: skip
NUMBERS = [
    ("futures", "source", "ai_plus_world", "p"), ("futures", "strict", "contested", "high"), ("members",),
    ("axes", "source", "compute", "us"), ("indices", "adoption", "q50"), ("outcomes", "compute_stock_cn", "q90"),
    ("movers", 2, "observed"), ("diagnostics", "ess"), ("frame", "band"), ("dials", "rho_c"),
]  # fmt: skip


def without(summary: dict[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
    changed = copy.deepcopy(summary)
    inner: Any = changed
    for part in path[:-1]:
        inner = inner[part]
    del inner[path[-1]]
    return changed


def poisoned(summary: dict[str, Any], path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(summary)
    inner: Any = changed
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    return changed


def refused(action: Callable[[], object]) -> ReportError:
    with pytest.raises(ReportError) as refusal:
        action()
    assert refusal.value.where and refusal.value.what and refusal.value.remedy
    return refusal.value


@pytest.mark.parametrize("path", NEEDED, ids=lambda path: "/".join(map(str, path)))
def test_a_missing_part_is_named(summary, path: tuple[str | int, ...]) -> None:
    error = refused(lambda: RunRecord(without(summary, path)))
    assert "/" + "/".join(str(part) for part in path[:2]) in error.where


@pytest.mark.parametrize("value", [math.nan, math.inf, None, "many", True], ids=str)
@pytest.mark.parametrize("path", NUMBERS, ids=lambda path: "/".join(map(str, path)))
def test_what_is_not_a_number_is_named(summary, path: tuple[str | int, ...], value: Any) -> None:
    error = refused(lambda: RunRecord(poisoned(summary, path, value)))
    assert error.where.endswith("#/" + "/".join(str(part) for part in path))
    assert "not a number" in error.what
    refused(lambda: print_run(poisoned(summary, path, value), "en", Console(file=io.StringIO())))


@pytest.mark.parametrize("future", FUTURES)
def test_odds_that_do_not_sum_to_one_are_refused(summary, future: str) -> None:
    wrong = poisoned(
        summary, ("futures", "strict", future, "p"), summary["futures"]["strict"][future]["p"] + 1e-6
    )
    error = refused(lambda: RunRecord(wrong))
    assert error.where.endswith("#/futures/strict")
    assert "sum to 1" in error.what


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda text: text.replace('"members": 400', '"members": NaN'), "not JSON"),
        (lambda text: text[: len(text) // 2], "not JSON"),
        (lambda text: "[]", "no JSON object"),
        (lambda text: "", "not JSON"),
        (lambda text: "{}", "not a text"),
    ],
)
def test_a_damaged_summary_stops_the_writer_before_any_page(
    folder: Path, tmp_path: Path, content: Callable[[str], str], words: str
) -> None:
    text = (folder / "summary.json").read_text(encoding="utf-8")
    assert '"members": 400' in text
    (tmp_path / "summary.json").write_text(content(text), encoding="utf-8")
    error = refused(lambda: write_pages(tmp_path))
    assert words in error.what or "missing" in error.what
    assert str(tmp_path) in error.where
    assert [path.name for path in tmp_path.iterdir()] == ["summary.json"]


def test_a_folder_without_a_run_or_without_its_members_is_refused(folder: Path, tmp_path: Path) -> None:
    assert "cannot be read" in refused(lambda: write_pages(tmp_path / "nowhere")).what
    (tmp_path / "summary.json").write_bytes((folder / "summary.json").read_bytes())
    error = refused(lambda: write_pages(tmp_path))
    assert error.where.endswith("members.parquet")
    (tmp_path / "members.parquet").write_bytes(b"PAR1 no table")
    assert refused(lambda: write_pages(tmp_path)).where.endswith("members.parquet")


@pytest.mark.parametrize(
    "ref",
    [
        "summary.json#/futures/source/nobody/p", "summary.json#/path/99/month", "other.json#/a",
        "members.parquet?column=weight&member=-5", "members.parquet?column=nothing&member=0",
        "members.parquet?column=weight&planet=earth",
    ],
)  # fmt: skip
def test_a_reference_that_leads_nowhere_is_refused(record: RunRecord, ref: str) -> None:
    refused(lambda: record.resolve(ref))


def test_a_reference_into_a_table_finds_its_cell(record: RunRecord) -> None:
    table = record.table("movers.parquet")
    row = table.iloc[7]
    ref = f"movers.parquet?column=delta&id={row['id']}&reading={row['reading']}&future={row['future']}"
    assert record.resolve(ref) == row["delta"]


def leaves(value: Any, path: tuple[str | int, ...] = ()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value[:2]):
            yield from leaves(inner, (*path, at))
    else:
        yield path


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0.0, 1.0, exclude_max=True))
def test_whatever_is_taken_out_of_a_record_a_page_is_whole_or_refused(
    summary, folder: Path, share: float
) -> None:
    """One leaf less anywhere: either the record is refused, or both pages are written without a hole."""
    places = sorted(leaves(summary), key=str)
    path = places[int(share * len(places))]
    try:
        found = pages(RunRecord(without(summary, path), folder))
    except ReportError:
        return
    assert all("{" not in page.split("---\n", 2)[2].split("<!-- fourf")[0] for page in found.values())


@pytest.mark.parametrize("part", ["bloc", "month", "mean", "prior_sd"])
def test_a_discrepancy_without_a_part_is_refused(summary: dict[str, Any], folder: Path, part: str) -> None:
    refused(lambda: pages(RunRecord(without(summary, ("discrepancies", 0, part)), folder)))
