"""What is frozen of a run is the run's own, and is scored by what was published first, never by a later row."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose
from scipy import stats

from fourfutures.analysis import AnalysisError, Request, entries, entry, log_run, score
from fourfutures.analysis.forecasts import figures as figures_module
from fourfutures.analysis.forecasts.due import Due, expected, later, resolving
from fourfutures.analysis.forecasts.figures import figures
from fourfutures.analysis.forecasts.persistence import persistence
from fourfutures.analysis.forecasts.predicting import Numeric, anchored, forecast, template
from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.weighing import weigh
from fourfutures.assimilation import predict
from fourfutures.ensemble import Hands, Shelf, watch
from fourfutures.files import Link
from fourfutures.study import OutcomeRow, Release, Study

SILENT = lambda *told: None  # noqa: E731 - a progress that says nothing
COLUMNS = ["indicator", "entity", "period_start", "period_end", "value", "unit", "low", "high", "source_id", "known_on", "note"]  # fmt: skip
LOGGED = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.fixture(scope="module")
def frozen(study: Study, today: tuple[dict[str, Any], Path]) -> dict[str, Any]:
    """The content of an entry for the plain run of today."""
    return entry(today[1], study, Hands.of(2), SILENT)


# ---------------------------------------------------------------- what is frozen


def test_an_entry_holds_the_odds_of_the_run_and_a_path_that_ends_in_them(
    frozen: dict[str, Any], today: tuple[dict[str, Any], Path]
) -> None:
    summary, _ = today
    assert frozen["run"]["run_id"] == summary["run_id"]
    for reading, block in summary["futures"].items():
        found = frozen["odds"]["readings"][reading]
        for future, numbers in block.items():
            assert found["futures"][future]["p"] == pytest.approx(numbers["p"], rel=1e-5, abs=1e-12)
            assert found["path"][future][-1] == pytest.approx(numbers["p"], rel=1e-5, abs=1e-12)
    chosen = frozen["odds"]["readings"][summary["dials"]["reading"]]["path"]
    for at, step in enumerate(summary["path"]):
        assert chosen["months"][at] == step["month"]
        for future, p in step["futures"].items():
            assert chosen[future][at] == pytest.approx(p, rel=1e-5, abs=1e-6)


def test_every_forecast_is_of_something_still_to_come_and_says_how_it_resolves(
    frozen: dict[str, Any], study: Study
) -> None:
    found = frozen["figures"]
    assert {item["release"] for item in found} == set(study.releases)
    assert len({item["id"] for item in found}) == len(found)
    for item in found:
        assert item["resolves_on"] > frozen["run"]["as_of"]
        assert item["period_end"] <= study.meta.horizon.isoformat()
        assert item["unit"]
        assert item["rule"]["en"]
        assert item["rule"]["zh"]
        assert item["persistence"] is not None
        if item["kind"] == "category":
            assert sum(item["chances"]) == pytest.approx(1.0, abs=1e-5)
            continue
        ends = [item[name] for name in ("q05", "q10", "q25", "q50", "q75", "q90", "q95")]
        assert ends == sorted(ends)
        assert item["points"] == sorted(item["points"])
        assert item["points"][4] <= item["q10"] <= item["points"][5]


def test_the_same_run_freezes_the_same_entry_on_any_number_of_threads(
    frozen: dict[str, Any], study: Study, today: tuple[dict[str, Any], Path]
) -> None:
    assert json.dumps(entry(today[1], study, Hands.of(1), SILENT)) == json.dumps(frozen)


def test_quantiles_are_those_of_the_mixture_over_members(study: Study) -> None:
    """Of a t for each kept member, weighted; the error of some hundred members' draws is 0.02 in probability."""
    request = Request.of(study, members=400, seed=7)
    world = weigh(request, request.lens, Hands.of(2), Pools(Shelf(None)), SILENT)
    for due in (expected(study, request.as_of)[0], *expected(study, request.as_of)[-8:-5]):
        watched = watch(world.binding, world.recorded.ids, [due.observable], 0.5, Hands.of(2).blocks)
        found = forecast(world, due, watched.observables, request.as_of)
        assert isinstance(found, Numeric)
        to_come = template(due)
        earlier = [row for row in world.rows if row.block == to_come.block]
        members = predict(earlier, to_come, watched.observables)
        anchor = anchored(study, due, request.as_of) or 0.0
        for level, name in ((0.1, "q10"), (0.5, "q50"), (0.9, "q90")):
            place = figures_module.scaled(found.named[name], due.indicator.transform) - anchor
            below = stats.t(df=members.freedom, loc=members.centre, scale=members.scale).cdf(place)
            assert (world.recorded.weights * below).sum() == pytest.approx(level, abs=0.06)


@pytest.mark.parametrize("what", ["levers", "study", "code", "file", "nothing"])
def test_what_is_no_forecast_or_no_longer_the_run_is_refused(
    study: Study, today: tuple[dict[str, Any], Path], tmp_path: Path, what: str
) -> None:
    folder = tmp_path / "run"
    if what == "nothing":
        folder.mkdir()
    else:
        shutil.copytree(today[1], folder)
    path = folder / "manifest.json"
    if what == "file":
        (folder / "fans.parquet").write_bytes(b"altered")
    elif what != "nothing":
        manifest = json.loads(path.read_text(encoding="utf-8"))
        changed = {
            "levers": {"levers": [["export_control", 0.5, None, None]]},
            "study": {"study_hash": "0" * 64},
            "code": {"run_id": "0123456789ab", "code_version": "0.0.9+0000000000"},
        }
        path.write_text(json.dumps({**manifest, **changed[what]}), encoding="utf-8")
    words = {
        "levers": "what-if",
        "study": "other files",
        "code": "another version",
        "file": "changed",
        "nothing": "no folder",
    }
    with pytest.raises(AnalysisError) as caught:
        entry(folder, study, Hands.of(1), SILENT)
    assert words[what] in caught.value.told("en")
    assert caught.value.told("zh") != caught.value.told("en")


def test_a_run_is_logged_once(frozen: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "log"
    first, again = log_run(path, frozen, LOGGED), log_run(path, frozen, LOGGED + timedelta(days=3))
    assert (first.added, again.added) == (True, False)
    assert first.link == again.link == entries(path).links[0]


# ---------------------------------------------------------------- figures, in a study with a made-up series


def release(**changes: Any) -> Release:
    plain: dict[str, Any] = {
        "id": "made", "indicator": "capex_quarterly_us_big4", "entity": "USA", "published_unit": "u", "every": 3,
        "covers": 3, "ends": date(2026, 3, 31), "rule": {"en": "Made up.", "zh": "虚构。"}, **changes,
    }  # fmt: skip
    return Release.model_validate(plain)


def line(end: date, value: float, known: date | None, source: str = "s", unit: str = "u") -> list[Any]:
    return ["capex_quarterly_us_big4", "USA", end, end, value, unit, None, None, source, known, ""]


@pytest.fixture
def made(study: Study, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Study]:
    """The study with one release, whose figures are the lines given."""

    def go(lines: list[list[Any]], **changes: Any) -> Study:
        table = pd.DataFrame(lines, columns=COLUMNS)
        monkeypatch.setattr(figures_module, "_series", lambda asked: table)
        return study.model_copy(update={"releases": {"made": release(**changes)}})

    return go


Q1, Q2, Q3 = date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)


def test_periods_follow_from_one_of_their_ends_up_to_the_horizon(made: Callable[..., Study]) -> None:
    ends = [due.end for due in expected(made([]), date(2025, 12, 31))]
    assert ends == [later(Q1, 3 * step) for step in range(8)]
    assert ends[-1] == date(2027, 12, 31)
    fiscal = [due.end for due in expected(made([], ends=date(2027, 1, 31)), date(2025, 12, 31))]
    assert fiscal[0] == date(2026, 1, 31)
    assert fiscal[1] == date(2026, 4, 30)
    first = expected(made([]), date(2025, 12, 31))[0]
    assert (first.start, first.months, first.on) == (date(2026, 1, 1), (1, 2, 3), date(2026, 5, 31))


def test_what_is_known_or_overdue_is_not_forecast(made: Callable[..., Study]) -> None:
    studied = made([line(Q3, 5.0, date(2026, 10, 20))])
    ends = [due.end for due in expected(studied, date(2026, 11, 1))]
    assert ends[0] == date(2026, 12, 31)  # the second quarter is overdue, the third is out before its day
    assert Q3 in [due.end for due in expected(studied, date(2026, 10, 19))]


def test_the_last_period_in_the_window_counts_and_of_that_the_first_publication() -> None:
    found = [
        figures_module.Figure(end, end, value, known, source)
        for end, value, known, source in (
            (date(2026, 9, 1), 1.0, date(2026, 9, 2), "early"),
            (date(2026, 9, 25), 2.0, date(2026, 11, 1), "revised"),
            (date(2026, 9, 25), 3.0, date(2026, 10, 1), "first"),
            (date(2026, 10, 1), 4.0, date(2026, 10, 1), "beyond"),
        )
    ]
    assert resolving(found, release(window_days=20), Q3) == found[2]
    assert resolving(found, release(), Q3) is None


def test_a_rise_needs_the_figures_at_both_its_ends(made: Callable[..., Study]) -> None:
    lines = [line(Q1, 10.0, date(2026, 5, 1)), line(Q2, 14.0, date(2026, 8, 1)), line(Q3, 15.0, None)]
    studied = made(lines, difference=True, scale=0.5)
    found = figures(studied, studied.releases["made"], date(2026, 12, 1))
    assert [(figure.end, figure.value, figure.known_on) for figure in found] == [(Q2, 2.0, date(2026, 8, 1))]


def test_persistence_by_hand(made: Callable[..., Study]) -> None:
    """Values e^0, e^1, e^1, e^3 a quarter apart: squared steps 1, 0, 4 over 90, 91, 92 days. The rate a month is the mean
    of their ratios, and two quarters ahead the variance is that rate times the months."""
    ends = [date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31), Q1]
    logs = [0.0, 1.0, 1.0, 3.0]
    lines = [line(end, float(np.exp(place)), later(end, 1)) for end, place in zip(ends, logs, strict=True)]
    studied = made(lines, ends=Q3)
    due = next(due for due in expected(studied, date(2026, 5, 1)) if due.end == Q3)
    found = persistence(studied, due, date(2026, 5, 1))
    assert found is not None
    month = 30.4375
    steps = [
        (b - a) ** 2 / ((n - m).days / month)
        for a, b, m, n in zip(logs, logs[1:], ends, ends[1:], strict=False)
    ]
    variance = sum(steps) / 3 * (Q3 - Q1).days / month
    assert found["basis"] == "history"
    assert found["last"] == pytest.approx(np.exp(3.0), rel=1e-5)
    assert found["sd"] == pytest.approx(np.sqrt(variance), rel=1e-5)
    assert_allclose(
        np.log(found["points"]), 3.0 + found["sd"] * stats.norm.ppf((np.arange(50) + 0.5) / 50), atol=1e-4
    )
    two = made(lines[2:], ends=Q3)
    few = persistence(two, due, date(2026, 5, 1))
    assert few is not None
    assert few["basis"] == "declared"  # error 0.08: twice its square for each of two quarters
    assert few["sd"] == pytest.approx(0.08 * np.sqrt(2.0 * (Q3 - Q1).days / month / 3.0), rel=1e-5)


def test_nothing_frozen_rests_on_a_row_known_later(made: Callable[..., Study]) -> None:
    as_of = date(2026, 5, 1)
    known = [line(later(Q1, -3 * k), 10.0 + k, later(Q1, 1 - 3 * k)) for k in range(6)]
    since = [line(Q2, 77.0, date(2026, 8, 1)), line(Q1, 78.0, date(2026, 5, 2)), line(Q3, 79.0, None)]
    seen = []
    for lines in (known, [*known, *since], [*reversed(known), *since[::-1]]):
        studied = made(lines)
        seen.append([(due.id, persistence(studied, due, as_of)) for due in expected(studied, as_of)])
    assert seen[0] == seen[1] == seen[2]


# ---------------------------------------------------------------- scores


def link(
    figure: dict[str, Any] | None, number: int = 1, logged: str = "2026-05-15T00:00:00Z", **run: Any
) -> Link:
    odds = {"americas_century": {"p": 0.5}, "contested": {"p": 0.5}}
    content = {
        "logged": logged,
        "run": {
            "study": "ai-2027",
            "run_id": f"run{number}",
            "as_of": "2026-05-01",
            "lens": "neutral",
            **run,
        },
        "odds": {
            "resolves_on": "2027-12-31",
            "readings": {
                "source": {
                    "futures": odds,
                    "baselines": {"persistence": {"americas_century": 0.8, "contested": 0.2}},
                }
            },
        },
        "figures": [] if figure is None else [figure],
    }
    return Link(number, "d" * 64, content)


def item(low: float, high: float, **changes: Any) -> dict[str, Any]:
    """A forecast of two points, with its ends as all quantiles."""
    ends = (
        dict.fromkeys(("q05", "q10", "q25"), low)
        | {"q50": (low + high) / 2.0}
        | dict.fromkeys(("q75", "q90", "q95"), high)
    )
    return {
        "id": "made:2026-06-30", "release": "made", "indicator": "capex_quarterly_us_big4", "entity": "USA", "area": 1,
        "name": {"en": "Made", "zh": "虚构"}, "unit": "US$bn per quarter", "period_end": "2026-06-30",
        "resolves_on": "2026-08-31", "rule": {"en": "x", "zh": "x"}, "kind": "number", "points": [low, high],
        "persistence": {"points": [0.0]}, **ends, **changes,
    }  # fmt: skip


FIGURE = [line(Q2, 2.0, date(2026, 8, 15), "first"), line(Q2, 9.0, date(2026, 9, 15), "revised")]


def test_a_resolved_forecast_is_scored_by_the_first_figure(made: Callable[..., Study]) -> None:
    """Points 1 and 3, figure 2: 0.5, and the baseline, which said 0, scores 2."""
    found = score([link(item(1.0, 3.0))], made(FIGURE), date(2026, 11, 1))
    row = found["rows"][0]
    assert (row["status"], row["observed"], row["source_id"], row["miss"]) == (
        "resolved",
        2.0,
        "first",
        False,
    )
    assert (row["crps"], row["baselines"]["persistence"]["crps"], row["rank"]) == (0.5, 2.0, 0.5)
    assert (
        found["summary"] | {"crps_ratio": 0.25, "inside_80": 1, "better_than_persistence": 1, "misses": 0}
        == found["summary"]
    )


def test_what_has_resolved_only_grows_with_the_day_and_no_later_row_is_used(
    made: Callable[..., Study],
) -> None:
    links = [link(item(1.0, 3.0)), link(item(1.0, 3.0, id="made:2026-09-30", period_end="2026-09-30"), 2)]
    lines = [*FIGURE, line(Q3, 5.0, date(2026, 10, 30))]
    before: dict[Any, Any] = {}
    for day in pd.date_range("2026-05-01", "2026-11-20", freq="9D"):
        as_of = day.date()
        rows = {
            (row["entry"], row["id"]): row
            for row in score(links, made(lines), as_of)["rows"]
            if row["status"] == "resolved"
        }
        assert before.items() <= rows.items()
        assert all(row["known_on"] <= as_of.isoformat() for row in rows.values())
        alone = [entry for entry in lines if entry[9] <= as_of]
        assert score(links, made(alone), as_of)["rows"] == score(links, made(lines), as_of)["rows"]
        before = rows
    assert len(before) == 2


def test_misses_come_first_and_the_open_ones_last_by_their_day(made: Callable[..., Study]) -> None:
    links = [
        link(item(1.0, 3.0), 1),
        link(item(4.0, 5.0), 2),
        link(item(1.0, 3.0, id="made:2026-09-30", period_end="2026-09-30", resolves_on="2026-11-30"), 3),
    ]
    rows = score(links, made(FIGURE), date(2026, 9, 1))["rows"]
    assert [(row["entry"], row["status"]) for row in rows[:3]] == [
        (2, "resolved"),
        (1, "resolved"),
        (3, "open"),
    ]
    assert [row["resolves_on"] for row in rows[2:]] == ["2026-11-30", *["2027-12-31"] * 3]
    late = score(links, made(FIGURE), date(2026, 12, 31))["rows"]
    assert late[2]["status"] == "overdue"


def test_what_was_known_when_it_was_logged_is_marked_and_not_counted(made: Callable[..., Study]) -> None:
    found = score([link(item(1.0, 3.0), logged="2026-08-15T23:00:00Z")], made(FIGURE), date(2026, 11, 1))
    assert found["rows"][0]["hindsight"] is True
    assert (found["summary"]["resolved"], found["summary"]["hindsight"]) == (0, 1)
    assert found["summary"]["crps_ratio"] is None


def test_odds_resolve_at_the_horizon_and_only_there(made: Callable[..., Study]) -> None:
    """Even chances between two: log 2 and a Brier score of 1/2; the baseline gave 0.8 to the other: -ln 0.2 and 1.28."""
    known = date(2028, 3, 1)
    outcome = OutcomeRow.model_validate(
        {
            "reading": "source",
            "future": "contested",
            "known_on": known,
            "source_id": ("s",),
            "note_en": "x",
            "note_zh": "x",
        }
    )
    studied = made([]).model_copy(update={"outcomes": (outcome,)})
    assert [row["status"] for row in score([link(None)], studied, date(2027, 12, 30))["rows"]] == ["open"]
    assert [row["status"] for row in score([link(None)], studied, date(2028, 2, 29))["rows"]] == ["overdue"]
    row = score([link(None)], studied, known)["rows"][0]
    assert (row["status"], row["happened"]) == ("resolved", "contested")
    assert row["log"] == pytest.approx(np.log(2.0))
    assert row["brier"] == pytest.approx(0.5)
    assert row["baselines"]["persistence"]["log"] == pytest.approx(-np.log(0.2))
    assert row["baselines"]["persistence"]["brier"] == pytest.approx(1.28)


def test_entries_about_another_study_are_counted_and_not_scored(made: Callable[..., Study]) -> None:
    found = score([link(item(1.0, 3.0), study="other")], made(FIGURE), date(2026, 11, 1))
    assert (found["other_studies"], found["rows"]) == (1, [])


def test_a_due_figure_reads_the_observable_of_its_entity(study: Study) -> None:
    found = {due.release.id: due for due in expected(study, date(2026, 11, 22))}
    assert isinstance(found["ai_users_cn"], Due)
    assert found["ai_users_cn"].observable == "logit_home_cn"
    assert found["ai_users_us"].observable == "logit_home_us"
