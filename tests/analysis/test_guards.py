"""Guards of a run: a surprising row is kept with wider errors, a collapse doubles all errors, and both are said."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from fourfutures.analysis import Request
from fourfutures.data import seal
from fourfutures.report import write_pages
from fourfutures.study import Study, load_study

BLOCK = "capex_quarterly_us_big4"
TABLE = "series/observations.csv"


def altered(study: Study, copy: Path, **changes: Callable[[float], float]) -> Study:
    """The study with numbers of one block of observations changed."""
    shutil.copytree(study.root, copy)
    rows = pd.read_csv(copy / TABLE, dtype=str, keep_default_na=False)
    inside = rows["block"] == BLOCK
    for column, change in changes.items():
        rows.loc[inside, column] = [repr(change(float(value))) for value in rows.loc[inside, column]]
    rows.to_csv(copy / TABLE, index=False)
    seal(copy)
    return load_study(copy)


def run(study: Study, ran: Callable[..., Any], out: str) -> tuple[dict[str, Any], Path]:
    return ran(Request.of(study, members=400, seed=7), out=out)


def test_a_surprising_row_counts_with_wider_errors_and_every_reader_is_told(
    study: Study, ran, tmp_path: Path
) -> None:
    """The study with the odd number says what it would say if the errors had been that wide from the first."""
    far = altered(study, tmp_path / "far", value=lambda value: value - 1.6)
    summary, folder = run(far, ran, "far")
    assert summary["diagnostics"]["surprises"] == [BLOCK]
    (fit,) = [entry for entry in summary["fit"] if entry["block"] == BLOCK]
    assert fit["p"] < 0.01 <= fit["p_after"]
    assert fit["factor"] > 1.0
    (note,) = [note for note in summary["notes"] if note["code"] == f"surprise.{BLOCK}"]
    write_pages(folder)
    for lang in ("en", "zh"):
        assert note[lang] in (folder / f"brief.{lang}.md").read_text(encoding="utf-8").replace("\\", "")

    wide = altered(
        study,
        tmp_path / "wide",
        value=lambda value: value - 1.6,
        error_sd=lambda error: error * fit["factor"],
        bias_sd=lambda error: error * fit["factor"],
    )
    other, _ = run(wide, ran, "wide")
    assert other["diagnostics"]["surprises"] == []
    for future, numbers in summary["futures"]["source"].items():
        assert numbers["p"] == pytest.approx(other["futures"]["source"][future]["p"], abs=1e-9)
        move = sum(mover["delta"][future] for mover in summary["movers"])
        assert move == pytest.approx(numbers["p"] - numbers["prior_p"], abs=1e-9)


def test_the_shipped_rows_surprise_nowhere_and_collapse_nothing(today) -> None:
    summary = today[0]
    assert summary["diagnostics"]["surprises"] == []
    assert summary["diagnostics"]["collapsed"] == []
    assert summary["collapse"] is None
    assert {entry["block"] for entry in summary["fit"]} == {left["block"] for left in summary["left_out"]}
    assert all(entry["p"] >= 0.01 and entry["factor"] == 1.0 for entry in summary["fit"])


def test_a_collapse_doubles_all_errors_and_both_odds_are_reported(
    asked: Callable[..., Request], ran, today, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fourfutures.assimilation.collapse.NARROW", 0.9)  # as if that were too little
    summary, _ = ran(asked())
    assert len(summary["diagnostics"]["collapsed"]) > 5
    before = summary["collapse"]["futures_before"]["source"]
    for future, numbers in today[0]["futures"]["source"].items():
        assert before[future] == pytest.approx(numbers["data_p"], abs=1e-12)
    assert any(abs(before[name] - block["p"]) > 0.005 for name, block in summary["futures"]["source"].items())
    assert summary["diagnostics"]["ess"] > today[0]["diagnostics"]["ess"]  # wider errors, milder weights
    assert [note["code"] for note in summary["notes"]].count("collapse") == 1


def test_two_methods_agree_on_both_indices(today) -> None:
    check = today[0]["diagnostics"]["cross_check"]
    assert set(check) == {"compute", "adoption"}
    for entry in check.values():
        assert entry["differs"] is False
        assert abs(entry["weights"]["mean"] - entry["smoother"]["mean"]) <= entry["tolerance"]
        assert entry["smoother"]["sd"] == pytest.approx(entry["weights"]["sd"], rel=0.25)


def test_what_the_model_cannot_explain_is_shown_at_the_last_row_and_the_horizon(today) -> None:
    shown = today[0]["discrepancies"]
    assert [(one["bloc"], one["month"]) for one in shown] == [
        ("US", "2026-09"), ("CN", "2026-09"), ("US", "2027-12"), ("CN", "2027-12"),
    ]  # fmt: skip
    for one in shown:
        assert abs(one["mean"]) < one["sd"]
        assert one["sd"] == pytest.approx(one["prior_sd"], rel=0.25)
    end = {one["bloc"].lower(): one for one in shown[2:]}
    for bloc, one in end.items():
        assert one["mean"] == pytest.approx(
            today[0]["outcomes"][f"build_discrepancy_{bloc}"]["mean"], abs=1e-6
        )


def test_a_prior_run_has_nothing_to_hold_against_anything(asked: Callable[..., Request], ran) -> None:
    summary, _ = ran(asked(assimilate=False))
    assert summary["fit"] == []
    assert summary["diagnostics"]["cross_check"] is None
    assert json.dumps(summary["evidence"]["in_force"]) == "[]"
