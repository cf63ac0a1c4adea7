"""What moved between two days: items add up to the move, whichever days, in either direction, in any number of steps."""

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
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from fourfutures.analysis import Pools, Request, explain, explain_schema
from fourfutures.assimilation import items_of
from fourfutures.data import seal
from fourfutures.ensemble import Hands, Shelf
from fourfutures.study import Study, load_study

Document = dict[str, Any]
Explain = Callable[..., Document]
DAYS = st.dates(date(2025, 12, 4), date(2026, 11, 22))
JANUARY, TODAY = "2026-01-31", "2026-11-22"
SHARED = "boards_2026_09_28"  # a source whose rows share blocks with those of others


@pytest.fixture(scope="module")
def pools(tmp_path_factory: pytest.TempPathFactory) -> Pools:
    return Pools(Shelf(tmp_path_factory.mktemp("pools")))


@pytest.fixture(scope="module")
def explained(study: Study, pools: Pools) -> Explain:
    def make(
        first: date | str,
        last: date | str,
        without: str | None = None,
        members: int = 100,
        of: Study | None = None,
        **options: Any,
    ) -> Document:
        asked = [
            Request.of(of or study, members=members, seed=7, as_of=date.fromisoformat(str(day)), **options)
            for day in (first, last)
        ]
        return explain(asked[0], asked[1], without, Hands.of(2), pools, lambda stage, done, total: None)

    return make


def total(document: Document, reading: str | None = None) -> np.ndarray:
    """Sum of all items, by future."""
    rows = [
        item["delta"] if reading is None else item["readings"][reading] for item in document["contributions"]
    ]
    return np.array([[row[future] for future in document["from"]] for row in rows]).reshape(-1, 5).sum(axis=0)


def ends(document: Document, reading: str | None = None) -> np.ndarray:
    """The move, from the odds of both days."""
    block = document if reading is None else document["readings"][reading]
    return np.array([block["to"][f]["p"] - block["from"][f]["p"] for f in document["from"]])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DAYS, DAYS)
@example(date(2025, 12, 4), date(2026, 11, 22))  # across the day on which the start became better known
@example(date(2026, 9, 30), date(2026, 9, 30))
@example(date(2026, 5, 30), date(2026, 5, 31))
def test_items_sum_to_the_move(explained: Explain, first: date, last: date) -> None:
    document = explained(first, last)
    assert document["unexplained"] < 1e-9
    assert_allclose(total(document), ends(document), atol=1e-9)
    for reading in document["readings"]:
        assert_allclose(total(document, reading), ends(document, reading), atol=1e-9)
    assert_allclose(ends(document).sum(), 0.0, atol=1e-9)
    if first == last:
        assert document["contributions"] == []
        assert document["from"] == document["to"]


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DAYS, DAYS)
@example(date(2026, 1, 31), date(2026, 11, 22))
def test_the_way_back_turns_every_sign(explained: Explain, first: date, last: date) -> None:
    there, back = explained(first, last), explained(last, first)
    assert there["from"] == back["to"]
    assert there["to"] == back["from"]
    assert [item["id"] for item in there["contributions"]] == [
        item["id"] for item in reversed(back["contributions"])
    ]
    for one, two in zip(there["contributions"], reversed(back["contributions"]), strict=True):
        assert_allclose(list(one["delta"].values()), [-value for value in two["delta"].values()], atol=1e-15)
        assert one["before"] == two["before"]


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(DAYS, DAYS, DAYS).map(sorted))
@example([date(2025, 12, 4), date(2026, 4, 30), date(2026, 11, 22)])
def test_two_moves_in_a_row_are_one(explained: Explain, days: list[date]) -> None:
    first, middle, last = days
    parts, whole = [explained(first, middle), explained(middle, last)], explained(first, last)
    assert_allclose(total(parts[0]) + total(parts[1]), total(whole), atol=1e-9)
    rows = [item["id"] for part in parts for item in part["contributions"] if item["kind"] != "start"]
    assert rows == [item["id"] for item in whole["contributions"] if item["kind"] != "start"]


def test_the_odds_of_both_days_are_those_of_runs(
    explained: Explain, asked: Callable[..., Request], ran: Callable[..., tuple[Document, Path]]
) -> None:
    """Odds and ranges of a day do not depend on the other one, nor on whether a run or an explanation looks."""
    document = explained("2026-04-30", TODAY, members=400)
    for day, end in (("2026-04-30", "from"), (TODAY, "to")):
        summary, _ = ran(asked(as_of=date.fromisoformat(day)))
        for future, entry in document[end].items():
            run = summary["futures"]["source"][future]
            assert_allclose(
                [entry["p"], entry["low"], entry["high"], entry["mc_se"]],
                [run["data_p"], run["low"], run["high"], run["mc_se"]],
                atol=1e-9,
            )


def test_it_is_what_its_schema_says_and_every_item_has_a_source(explained: Explain) -> None:
    document = explained(JANUARY, TODAY, without=SHARED)
    jsonschema.validate(json.loads(json.dumps(document, allow_nan=False)), explain_schema())
    for item in document["contributions"]:
        assert JANUARY < item["date"] <= TODAY
        assert item["source_id"] == item["source_ids"][0]
        assert all(name in document["sources"] for name in item["source_ids"])
        assert item["name"]["en"]
        assert item["name"]["zh"]


def test_the_figure_before_is_the_last_one_known_by_then(explained: Explain) -> None:
    items = {item["id"]: item for item in explained(JANUARY, TODAY)["contributions"]}
    spending = items["capex_quarterly_us_big4:USA:2026-06-30"]
    assert spending["before"] == {"value": 129.75, "period_end": "2026-03-31"}
    assert spending["observed"] == 164.88
    first = items["capex_quarterly_us_big4:USA:2026-03-31"]
    assert first["before"] == {"value": 118.63, "period_end": "2025-12-31"}  # the one that changes count from
    assert items["us_lead_top_model_arena:USA-CHN:2026-03-31"]["before"] is None
    # a figure of February was collected only in October, so in June there was none before the one of May
    assert items["btos_ai_use_rate_any_function:USA:2026-05-03"]["before"] is None


def test_the_start_is_an_item_of_its_own_where_it_became_better_known(explained: Explain) -> None:
    """And only there: a run as of an earlier day uses a start known less well."""
    items = explained(JANUARY, TODAY)["contributions"]
    across = [item for item in items if item["kind"] == "start"]
    assert [(item["id"], item["date"]) for item in across] == [("start:best_estimate", "2026-05-31")]
    assert across[0]["reasons"]
    assert across[0]["source_ids"]
    assert [item["date"] for item in items] == sorted(item["date"] for item in items)
    assert (
        next(item for item in items if item["date"] == "2026-05-31") is across[0]
    )  # before the rows of its day
    for first, last, start in (
        ("2026-06-01", TODAY, "best_estimate"),
        (JANUARY, "2026-05-30", "best_estimate"),
        (JANUARY, TODAY, "vintage"),
    ):
        document = explained(first, last, start=start)
        assert all(item["kind"] != "start" for item in document["contributions"])
        assert document["starts"]["from"] == document["starts"]["to"]


def test_deals_announced_up_to_the_start_are_an_item_too(explained: Explain, study: Study) -> None:
    """They are under way in the members' first month, so a run as of an earlier day starts without them."""
    first = date(2025, 12, 4)
    late = [deal for deal in study.deals if first < deal.announced <= study.meta.origin]
    document = explained(first, JANUARY)
    start = [item for item in document["contributions"] if item["kind"] == "start"]
    assert [item["id"] for item in start] == ["start:deals"]
    assert set(start[0]["source_ids"]) == {name for deal in late for name in deal.source_id}
    assert start[0]["date"] == max(deal.announced for deal in late).isoformat()


LICENCES = {
    "id": "licences", "indicator": "cn_chip_imports_access", "actor": "CHN", "direction": "CN", "strength": 3, "grade": "B2",
    "cluster": "licences", "dated": "2026-06-15", "accepted_by": "desk lead", "accepted_on": "2026-06-20",
    "expires": "2026-09-15", "reason": "Two filings.", "text": "Licences were granted.", "source_id": "wire-1",
}  # fmt: skip
SECOND = {
    **LICENCES,
    "id": "second",
    "likelihood_ratio": 4.0,
    "accepted_on": "2026-07-10",
    "expires": "2027-06-30",
}


def test_evidence_counts_from_its_acceptance_to_its_expiry(explained: Explain, study: Study) -> None:
    """And an item that is joined by a stronger one of the same cause counts for less from that day."""
    items = items_of([LICENCES, SECOND], study)

    def found(first: str, last: str) -> list[tuple[str, str, str]]:
        document = explained(first, last, items=items)
        assert document["unexplained"] < 1e-9
        assert_allclose(total(document), ends(document), atol=1e-9)
        told = [item for item in document["contributions"] if item["kind"] == "evidence"]
        assert all(any(item["delta"].values()) for item in told)
        return [(item["id"], item["status"], item["date"]) for item in told]

    assert found("2026-06-10", "2026-06-25") == [("licences", "accepted", "2026-06-20")]
    assert found("2026-06-25", "2026-07-15") == [
        ("licences", "weighed anew", "2026-07-10"),
        ("second", "accepted", "2026-07-10"),
    ]
    # alone in its cause again, the second counts as before
    assert found("2026-07-15", "2026-09-20") == [("licences", "expired", "2026-09-16")]
    assert found("2026-06-10", "2026-09-20") == [("second", "accepted", "2026-07-10")]


def test_without_the_source_of_evidence_it_is_gone(explained: Explain, study: Study) -> None:
    document = explained("2026-06-10", "2026-06-25", without="wire-1", items=items_of([LICENCES], study))
    bare = explained("2026-06-10", "2026-06-25")
    assert document["without"]["rows"] == ["licences"]
    for end in ("from", "to"):
        expected = [bare[end][future]["p"] for future in bare[end]]
        assert_allclose(list(document["without"][end].values()), expected, atol=1e-12)


def test_a_guard_that_widens_earlier_figures_is_an_item(
    explained: Explain, study: Study, tmp_path: Path
) -> None:
    """A figure that the prior would hardly have published casts doubt on its whole source, the earlier ones too."""
    copy = tmp_path / "study"
    shutil.copytree(study.root, copy)

    def far(row: dict[str, str]) -> dict[str, str]:
        name = "capex_quarterly_us_big4:USA:2026-06-30"
        return {**row, "value": "2.5", "value_raw": "1445"} if row["row_id"] == name else row

    edit(copy, lambda row: True, far)
    document = explained("2026-08-15", "2026-09-15", of=load_study(copy))
    guards = [item for item in document["contributions"] if item["kind"] == "guard"]
    assert [(item["id"], item["date"]) for item in guards] == [
        ("errors:capex_quarterly_us_big4", "2026-08-31")
    ]
    assert guards[0]["reasons"]
    assert_allclose(total(document), ends(document), atol=1e-9)


def test_guided_members_are_an_item_that_says_it_is_luck(explained: Explain) -> None:
    document = explained("2026-06-30", TODAY, guide=True)
    kinds = {item["kind"] for item in document["contributions"]}
    assert "members" in kinds
    assert "members.other" in {note["code"] for note in document["notes"]}
    assert_allclose(total(document), ends(document), atol=1e-9)


def test_rows_known_after_the_later_day_change_nothing(
    explained: Explain, study: Study, tmp_path: Path
) -> None:
    last = "2026-08-15"
    copy = tmp_path / "study"
    shutil.copytree(study.root, copy)
    edit(copy, lambda row: row["known_on"] <= last)
    plain, cut = explained(JANUARY, last), explained(JANUARY, last, of=load_study(copy))
    assert {**plain, "study_hash": ""} == {**cut, "study_hash": ""}


def edit(
    folder: Path,
    keep: Callable[[dict[str, str]], bool],
    change: Callable[[dict[str, str]], dict[str, str]] = lambda row: row,
) -> int:
    """Leave out observations of a study, and change others; says how many went."""
    path = folder / "series" / "observations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    kept = [change(row) for row in rows if keep(row)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
    seal(folder)
    return len(rows) - len(kept)


@pytest.mark.parametrize("source", [SHARED, "163_openrouter", "nvda_10q_fy27q2_extract", "miit_2185_2026_07"])
def test_without_a_source_the_odds_are_those_of_a_study_that_never_had_it(
    explained: Explain, study: Study, tmp_path: Path, source: str
) -> None:
    """Also where its rows share a block with others', whose likelihood then rests on one row fewer."""
    copy = tmp_path / "study"
    shutil.copytree(study.root, copy)
    gone = edit(copy, lambda row: source not in row["source_id"].split(";"))
    block = explained("2026-06-30", TODAY, without=source)["without"]
    assert len(block["rows"]) == gone > 0
    bare = explained("2026-06-30", TODAY, of=load_study(copy))
    for reading, parts in block["readings"].items():
        for end in ("from", "to"):
            expected = [bare["readings"][reading][end][future]["p"] for future in parts[end]]
            assert_allclose(list(parts[end].values()), expected, atol=1e-9)


def test_a_source_that_no_row_rests_on_changes_nothing(explained: Explain) -> None:
    document = explained("2026-06-30", TODAY, without="voeten_2025")
    block = document["without"]
    assert block["rows"] == []
    for end in ("from", "to"):
        assert_allclose(list(block["change"][end].values()), 0.0, atol=1e-12)
