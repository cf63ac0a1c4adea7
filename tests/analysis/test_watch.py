"""The watch list: what it promises of every signpost, and that it sees nothing later than its day."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from numpy.testing import assert_allclose

from fourfutures.analysis import Pools, Request, watch, watch_schema
from fourfutures.data import seal
from fourfutures.ensemble import Hands, Shelf
from fourfutures.study import Study, load_study

Document = dict[str, Any]
TODAY = "2026-11-22"
CAPEX = "capex_quarterly_rmb"  # a row known on 30 September 2026 went where few members had it


@pytest.fixture(scope="module")
def watched(study: Study) -> Callable[..., Document]:
    kept: dict[str, Document] = {}

    def make(
        day: str = TODAY, members: int = 400, workers: int = 2, of: Study | None = None, **options: Any
    ) -> Document:
        key = f"{day} {members} {workers} {of.root if of else ''} {options}"
        if key not in kept:
            asked = Request.of(of or study, members=members, seed=7, as_of=date.fromisoformat(day), **options)
            kept[key] = watch(asked, Hands.of(workers), Pools(Shelf(None)), lambda stage, done, total: None)
        return kept[key]

    return make


@pytest.mark.parametrize("day", ["2025-12-04", "2026-04-30", TODAY])
def test_it_is_what_its_schema_says(watched: Callable[..., Document], day: str) -> None:
    document = watched(day)
    jsonschema.validate(json.loads(json.dumps(document, allow_nan=False)), watch_schema())
    assert {signpost["area"] for signpost in document["signposts"]} == {
        "compute", "market_share", "domestic_adoption",
    }  # fmt: skip


@pytest.mark.parametrize("day", ["2026-04-30", TODAY])
def test_published_figures_of_a_series_end_with_the_latest_that_was_known(
    watched: Callable[..., Document], day: str
) -> None:
    document = watched(day)
    assert any(len(signpost["published"]) > 4 for signpost in document["signposts"])
    for signpost in document["signposts"]:
        figures, last = signpost["published"], signpost["last"]
        periods = [figure["period_end"] for figure in figures]
        assert periods == sorted(set(periods))
        assert all(figure["date"] <= day for figure in figures)
        ends = [(one["period_end"], one["value"]) for one in (figures[-1], last)] if last else [None, None]
        assert ends[0] == ends[1]
        assert bool(figures) == (last is not None)


@pytest.mark.parametrize("day", ["2026-04-30", TODAY])
def test_a_signpost_has_line_direction_and_a_day_still_to_come(
    watched: Callable[..., Document], day: str
) -> None:
    document = watched(day)
    ahead = [signpost for signpost in document["signposts"] if signpost["crossed"] is None]
    assert len(ahead) > 10
    for signpost in ahead:
        assert day < signpost["first_date"] < document["horizon"]
        assert signpost["period_end"] <= signpost["first_date"]
        assert signpost["last"] is None or signpost["last"]["period_end"] < signpost["period_end"]
        assert 0.0 <= signpost["voi_low"] <= signpost["voi_bits"] <= document["entropy_bits"]
        assert signpost["threshold"] is None or signpost["p"] is not None
    waits = [signpost["voi_per_month"] for signpost in ahead]
    assert waits == sorted(waits, reverse=True)


@pytest.mark.parametrize("dials", ["source", "strict"])
def test_crossing_by_future_averages_to_crossing_under_any_reading(
    watched: Callable[..., Document], dials: str
) -> None:
    """Signposts to come with the odds of the day, those crossed with the odds before any data."""
    document = watched(reading=dials)
    assert document["dials"]["reading"] == dials
    assert_allclose(sum(entry["p"] for entry in document["futures"].values()), 1.0, atol=1e-9)
    for signpost in document["signposts"]:
        which = "p" if signpost["crossed"] is None else "before_data"
        odds = {future: entry[which] for future, entry in document["futures"].items()}
        if signpost["p"] is None:
            continue
        total = sum(odds[future] * (p or 0.0) for future, p in signpost["p_crossed"].items())
        assert_allclose(total, signpost["p"], atol=1e-9)
        for future, p in odds.items():
            mixed = (
                signpost["p"] * signpost["if_crossed"][future]
                + (1.0 - signpost["p"]) * signpost["if_not"][future]
            )
            assert_allclose(mixed, p, atol=1e-9)
            assert (signpost["p_crossed"][future] is None) == (p == 0.0)


def test_the_odds_are_those_of_the_run(
    watched: Callable[..., Document], today: tuple[Document, Path]
) -> None:
    summary, _ = today
    for future, entry in watched()["futures"].items():
        assert_allclose(entry["p"], summary["futures"]["source"][future]["data_p"], atol=1e-9)


def test_threads_change_no_digit(watched: Callable[..., Document]) -> None:
    assert watched(workers=1) == watched(workers=2)


def test_an_alarm_comes_with_the_row_that_raises_it(watched: Callable[..., Document]) -> None:
    """The day before nobody knew; on the day the row's figure is beyond its line, and the row is named."""
    before, after = watched("2026-09-29"), watched("2026-09-30")
    assert CAPEX not in {alarm["indicator"] for alarm in before["alarms"]}
    alarm = next(alarm for alarm in after["alarms"] if alarm["indicator"] == CAPEX)
    assert alarm["crossed"] == alarm["last"]["date"] == "2026-09-30"
    assert alarm["direction"] == "above"
    assert alarm["last"]["value"] > alarm["threshold"]
    assert alarm["p"] <= 0.2
    assert alarm in after["signposts"]


def test_every_alarm_is_of_a_known_row_beyond_its_line(watched: Callable[..., Document]) -> None:
    for day in ("2026-05-31", TODAY):
        document = watched(day)
        assert document["alarms"]
        for alarm in document["alarms"]:
            assert alarm["crossed"] <= alarm["last"]["date"] <= day
            beyond = alarm["last"]["value"] - alarm["threshold"]
            assert beyond > 0.0 if alarm["direction"] == "above" else beyond <= 0.0
    assert watched("2025-12-04")["alarms"] == []


def later_rows(
    study: Study, day: str, folder: Path, change: Callable[[dict[str, str]], dict[str, str] | None]
) -> Study:
    """A copy of the study with the rows known after a day changed, or left out where the change says None."""
    shutil.copytree(study.root, folder)
    for path in sorted((folder / "series").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            columns, rows = list(reader.fieldnames or ()), list(reader)
        kept = [row if row["known_on"] <= day else change(row) for row in rows]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows([row for row in kept if row is not None])
    seal(folder)
    return load_study(folder)


def moved(row: dict[str, str]) -> dict[str, str]:
    """The row with a figure that nobody would expect."""
    return {**row, "value": str(float(row["value"]) + 3.0)} if "row_id" in row else row


@pytest.mark.parametrize("change", [lambda row: None, moved], ids=["cut", "moved"])
def test_rows_known_later_change_nothing(
    watched: Callable[..., Document],
    study: Study,
    tmp_path: Path,
    change: Callable[[dict[str, str]], dict[str, str] | None],
) -> None:
    day = "2026-08-10"
    other = watched(day, of=later_rows(study, day, tmp_path / "study", change))
    plain = watched(day)
    assert other["study_hash"] != plain["study_hash"]
    assert {**other, "study_hash": ""} == {**plain, "study_hash": ""}


def test_reading_on_moves_a_future_or_says_that_nothing_does(watched: Callable[..., Document]) -> None:
    document = watched(members=2000)
    futures = {entry["future"] for entry in document["read_next"]}
    assert futures == set(document["futures"])
    told = []
    for entry in document["read_next"]:
        dates = [item["first_date"] for item in entry["observations"]]
        assert dates == sorted(dates)
        assert len(dates) <= 3
        for item in entry["observations"]:
            expected = item["p_crossed"] * item["p_if_crossed"] + (1 - item["p_crossed"]) * item["p_if_not"]
            assert_allclose(expected, entry["p"], atol=1e-9)
            assert_allclose(item["shift"], item["p_if_crossed"] - entry["p"], atol=1e-9)
            assert not item["ten_points"] or abs(item["shift"]) >= 0.1
        assert entry["ten_points"] == any(item["ten_points"] for item in entry["observations"])
        told.append(entry["ten_points"])
    assert any(told)


def test_regions_share_out_use_and_average_over_futures(
    watched: Callable[..., Document], study: Study
) -> None:
    document = watched()
    assert {region["region"] for region in document["regions"]} == {e.region for e in study.partners}
    assert_allclose(sum(region["economies"] for region in document["regions"]), len(study.partners))
    odds = np.array([entry["p"] for entry in document["futures"].values()])
    for region in document["regions"]:
        assert_allclose(sum(region["horizon"][side]["mean"] for side in ("us", "cn", "own")), 1.0, atol=1e-6)
        for side in ("us", "cn", "own"):
            means = np.array([shares[side] if shares else 0.0 for shares in region["by_future"].values()])
            assert_allclose(odds @ means, region["horizon"][side]["mean"], atol=1e-9)


def test_what_is_not_published_is_said(watched: Callable[..., Document], study: Study) -> None:
    document = watched()
    assert all(area["gaps"] for area in document["areas"])
    seen = {signpost["indicator"] for signpost in document["signposts"]}
    silent = {entry["indicator"] for entry in document["unwatched"]}
    assert seen | silent == set(study.indicators)
    assert {"chips_added_cn", "power_added_cn"} <= {entry["observable"] for entry in document["unmeasured"]}


def test_every_signpost_names_a_source_that_could_be_read(watched: Callable[..., Document]) -> None:
    day = "2026-06-10"
    document = watched(day)
    for card in document["sources"].values():
        assert card["published"] is None or card["published"] <= day
    for signpost in document["signposts"]:
        if signpost["last"] is not None:
            assert signpost["source_ids"][0] in document["sources"] or signpost["indicator"] == "deals_signed"
