"""A run as of a date sees nothing later: every table of the study is scrambled or cut after the date, and nothing moves."""

from __future__ import annotations

import calendar
import csv
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import fourfutures as ff
from fourfutures.analysis import Request, close, draft
from fourfutures.data import seal
from fourfutures.ensemble import Hands
from fourfutures.public import country
from fourfutures.report import write_pages
from fourfutures.report.charts import printing
from fourfutures.study import Study, load_study

Table = list[dict[str, str]]
# Day each row could be read, by table. A row of months or years counts from its last day.
DAY_OF = {
    "deals.csv": "announced",
    "events.csv": "date",
    "regime_history.csv": "known_on",
    "regime_codings.csv": "month",
    "flagships.csv": "day",
    "sources.csv": "published",
}
# Columns that mean something to the program; their values are shuffled among the later rows.
SHUFFLED = (
    "value",
    "low",
    "high",
    "error_sd",
    "capacity_mw",
    "stack",
    "firm_share",
    "regime",
    "title_en",
    "title",
    "publisher",
    "url",
)
DAYS = [date(2025, 12, 10), date(2026, 6, 1)]  # before the origin, and between two waves of rows


def last_day(text: str) -> date:
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def rewrite(study: Path, day: date, cited: set[str], change: Callable[[Table], Table]) -> int:
    """Pass the rows of every table that could not be read on a day through `change`; says how many there were."""
    count = 0
    series = {f"series/{path.name}": "known_on" for path in sorted((study / "series").glob("*.csv"))}
    for name, column in {**DAY_OF, **series}.items():
        path = study / name
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            columns, rows = list(reader.fieldnames or ()), list(reader)
        later = [row for row in rows if row[column] and last_day(row[column]) > day]
        if name == "sources.csv":  # what a run cites it may describe
            later = [row for row in later if row["source_id"] not in cited]
        rest = [row for row in rows if row not in later]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            # cards of sources stay: other tables name them
            writer.writerows(rest + (scrambled(later) if name == "sources.csv" else change(later)))
        count += len(later)
    seal(study)
    return count


def scrambled(rows: Table) -> Table:
    """The rows in another order, their values handed round; deals grow, and months are coded otherwise in their order."""
    if rows and "regime" in rows[0]:
        return [{**row, "regime": "2"} for row in rows]
    if rows and "capacity_mw" in rows[0]:
        rows = [{**row, "capacity_mw": "5000", "firm_share": "1.0", "stack": "cn"} for row in rows]
    order = np.random.default_rng(0).permutation(len(rows))
    turned = [dict(rows[at]) for at in order]
    for column in SHUFFLED:
        if rows and column in rows[0]:
            values = [row[column] for row in turned]
            for row, value in zip(turned, values[1:] + values[:1], strict=True):
                row[column] = value
    return turned


def cut(rows: Table) -> Table:
    return []


def contents(folder: Path, summary: dict[str, Any]) -> dict[str, bytes]:
    """Every file of a run, the names that the study's files give it taken out.

    Left out are lists of the other files' digests, and pictures, which are drawn from the specifications beside them.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.suffix == ".svg" or path.name in ("manifest.json", "datapackage.json"):
            continue
        text = path.read_bytes()
        for name in ("run_id", "study_hash"):
            text = text.replace(str(summary[name]).encode(), name.encode())
        found[path.relative_to(folder).as_posix()] = text
    return found


@pytest.fixture(scope="module", autouse=True)
def _pictures_left_undrawn() -> Iterator[None]:
    """Nothing here looks at a picture, and drawing it takes longer than the run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "vl_convert", SimpleNamespace(vegalite_to_svg=lambda spec: "<svg />"))
        yield


def run(study: Study, day: date, out: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    made = draft(
        Request.of(study, members=400, seed=7, as_of=day), out, Hands.of(2), lambda stage, done, total: None
    )
    write_pages(made.folder)
    folder = close(made)
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    return summary, contents(folder, summary)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_rows_of_any_table_known_later_change_no_byte_of_an_earlier_run(
    study: Study, day: date, tmp_path: Path
) -> None:
    summary, before = run(study, day, tmp_path / "plain")
    assert {"summary.json", "members.parquet", "countries.parquet", "brief.en.md", "brief.zh.md"} <= set(
        before
    )
    for number, change in enumerate((scrambled, cut)):
        copy = tmp_path / f"study-{number}"
        shutil.copytree(study.root, copy)
        assert rewrite(copy, day, set(summary["sources"]), change) > 200
        changed = load_study(copy)
        assert changed.hash != study.hash
        _, after = run(changed, day, tmp_path / f"out-{number}")
        assert after.keys() == before.keys()
        assert [name for name in before if after[name] != before[name]] == []


def test_a_run_cites_nothing_published_after_its_day(study: Study, tmp_path: Path) -> None:
    day = date(2026, 6, 1)
    summary, _ = run(study, day, tmp_path)
    late = [
        name
        for name, card in summary["sources"].items()
        if card["published"] and last_day(card["published"]) > day
    ]
    assert late == []


def test_an_economy_lists_no_deal_row_or_source_of_a_later_day(study: Study, tmp_path: Path) -> None:
    day = date(2026, 1, 31)
    made = ff.run(study, members=400, seed=7, as_of=day, out=tmp_path)
    india, later = (
        country(made, "IND", study),
        country(ff.run(study, members=400, seed=7, out=tmp_path), "IND", study),
    )
    assert india["observations"] == []
    assert [row["period_end"] for row in later["observations"]] == ["2026-03-31"]
    new = {deal["id"] for deal in later["deals"]} - {deal["id"] for deal in india["deals"]}
    assert "D019" in new  # announced in February
    sources = {source["id"] for source in india["sources"]}
    assert not sources & {name for deal in later["deals"] if deal["id"] in new for name in deal["source_id"]}


def test_a_coded_month_rests_on_events_of_that_month_or_before(study: Study) -> None:
    days = {event.event_id: event.date for event in study.events}
    for month in study.regime_history:
        assert month.event_ids
        assert max(days[name] for name in month.event_ids) <= month.known_on


def test_what_is_not_known_yet_is_not_in_the_study(study: Study) -> None:
    early = study.known_by(date(2025, 12, 10))
    assert 0 < len(early.deals) < len(study.deals)
    assert {month.month for month in early.regime_history} == set()
    assert max(event.date for event in early.events) <= date(2025, 12, 10)
    assert study.known_by(study.meta.assembled) == study
