"""A new vintage comes whole, in the shape its connector asks for, beside the old one; anything else is refused and told."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from file_server import FileServer, serving
from hypothesis import given
from hypothesis import strategies as st
from synthetic_files import file_of, rows_for

from fourfutures.data import Connector, DataError, Update, new_vintage
from fourfutures.data.update import compare, read_sheet
from fourfutures.data.update.sheet import Sheet
from fourfutures.download import Limits
from fourfutures.study import load_study

NOW = datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC)
OPEN = Limits(private=True, patience=2.0)
HAN = re.compile(r"[\u4e00-\u9fff]")
SHIPPED = {
    name: Connector(**entry.model_dump(exclude={"name", "note"}))
    for name, entry in load_study("ai-2027").connectors.items()
}


def plain(**changes: object) -> Connector:
    fields = {
        "id": "synthetic", "url": "http://example.org/scores.csv", "format": "csv", "key": ("Model",),
        "columns": {"Model": "text", "score": "number", "date": "date", "country": "text?"}, "unit": "points",
        "licence": "none, invented", "source": "none", "feeds": ("a_series",), "least": 3, **changes,
    }  # fmt: skip
    return Connector(**fields)  # type: ignore[arg-type]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with serving() as running:
        yield running


@pytest.fixture
def desk(server: FileServer, tmp_path: Path) -> Callable[..., Update]:
    """Serve a body for a connector and update; later calls are some days later."""
    days = iter(range(1000))

    def go(body: bytes, connector: Connector | None = None, **answer: object) -> Update:
        wanted = connector or plain()
        url = server.give(f"/{wanted.file}", body, **answer)
        return new_vintage(wanted._replace(url=url), tmp_path, OPEN, NOW + timedelta(days=next(days)))

    return go


def everything(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


GOOD = file_of(plain(), rows_for(plain(), 5))


def test_a_first_vintage_is_kept_as_it_came_with_a_word_on_where_it_came_from(
    desk: Callable[..., Update],
) -> None:
    made = desk(GOOD, headers={"ETag": '"v1"', "Last-Modified": "Thu, 02 Jan 2031 00:00:00 GMT"})
    assert (made.status, made.vintage, made.rows) == ("first", "2031-01-02T030405Z", 5)
    assert made.folder is not None
    assert (made.folder / "scores.csv").read_bytes() == GOOD
    said = json.loads((made.folder / "provenance.json").read_text(encoding="utf-8"))
    assert said["sha256"] == hashlib.sha256(GOOD).hexdigest() == made.sha256
    assert (said["fetched"], said["etag"], said["licence"]) == (
        "2031-01-02T03:04:05Z",
        '"v1"',
        "none, invented",
    )
    assert said["previous"] is None


def test_the_same_file_again_makes_no_vintage(desk: Callable[..., Update], tmp_path: Path) -> None:
    desk(GOOD)
    before = everything(tmp_path)
    again = desk(GOOD)
    assert (again.status, again.vintage) == ("unchanged", "2031-01-02T030405Z")
    assert everything(tmp_path) == before


def test_a_new_vintage_lies_beside_the_old_one_and_says_what_changed(
    desk: Callable[..., Update], tmp_path: Path
) -> None:
    desk(GOOD)
    old = everything(tmp_path)
    rows = rows_for(plain(), 6)
    gone = rows.pop(0)
    rows[1]["score"] = "99"
    made = desk(file_of(plain(), [{**row, "remark": "new column"} for row in rows]))
    assert (made.status, made.previous) == ("new", "2031-01-02T030405Z")
    assert {name: digest for name, digest in everything(tmp_path).items() if name in old} == old
    assert made.comparison is not None
    found = {(change.kind, change.key["Model"]): change.cells for change in made.comparison.changes}
    assert set(found) == {("removed", gone["Model"]), ("changed", "Synthetic 2"), ("added", "Synthetic 5")}
    assert found["changed", "Synthetic 2"] == {"score": ("3.25", "99")}
    assert made.comparison.columns_added == ("remark",)
    assert made.comparison.same == 3
    assert made.folder is not None
    assert json.loads((made.folder / "changes.json").read_text(encoding="utf-8"))["changed"] == 1


def without(column: str) -> bytes:
    return file_of(plain(), [{k: v for k, v in row.items() if k != column} for row in rows_for(plain(), 5)])


def renamed(column: str, name: str) -> bytes:
    return file_of(
        plain(), [{name if k == column else k: v for k, v in row.items()} for row in rows_for(plain(), 5)]
    )


def with_cell(column: str, cell: str) -> bytes:
    rows = rows_for(plain(), 5)
    rows[3][column] = cell
    return file_of(plain(), rows)


# What is served, and what the refusal says of file, place, fact.
REFUSED: dict[str, tuple[bytes, dict[str, object], tuple[str, ...]]] = {
    "missing column": (without("score"), {}, ("scores.csv", "the column score is missing", "connectors.toml")),
    "renamed column": (renamed("score", "Score_"), {}, ("column score is missing", "now called Score_")),
    "text in a number": (with_cell("score", "n/a"), {}, ("row 4, column score", '"n/a" is not a number')),
    "number too large": (with_cell("score", "1e999"), {}, ("column score", "not a number")),
    "other dates": (with_cell("date", "02/01/2031"), {}, ("column date", "not a date such as 2026-06-30")),
    "blank cell": (with_cell("date", ""), {}, ("row 4, column date", "blank")),
    "too few rows": (file_of(plain(), rows_for(plain(), 2)), {}, ("has 2 rows where at least 3",)),
    "cut in a row": (GOOD[: GOOD.rindex(b",")], {"declared": -1}, ("line 6", "fields", "cut short")),
    "half a file": (GOOD[:-9], {"declared": len(GOOD)}, ("half a file",)),
    "empty": (b"", {}, ("is empty",)),
    "blank": (b" \n\n ", {}, ("is empty",)),
    "header alone": (GOOD.split(b"\n")[0] + b"\n", {}, ("has 0 rows",)),
    "a web page": (b"<!DOCTYPE html>\n<html><body>Sign in</body></html>", {}, ("is a web page and not CSV", "browser")),
    "a page of errors": (b'<?xml version="1.0"?><Error/>', {}, ("is a web page",)),
    "no UTF-8": (GOOD.replace(b"Synthetic 2", b"Synth\xe9tic"), {}, ("is not UTF-8", "line 4")),
    "an open quote": (GOOD.replace(b"Synthetic 2", b'"Synthetic 2'), {}, ("not valid CSV",)),
    "the column twice": (GOOD.replace(b"country", b"score"), {}, ("column score appears twice",)),
    "not there": (b"gone", {"status": 404}, ("answers 404",)),
    "too large": (GOOD, {"declared": 60_000_000}, ("larger than 50 MB",)),
    "another scheme": (b"", {"status": 302, "headers": {"Location": "file:///etc/hostname"}}, ("not a way to fetch",)),
    "packed and cut": (b"\x1f\x8b\x08\x00", {"headers": {"Content-Encoding": "gzip"}}, ("half a file",)),
}  # fmt: skip


@pytest.mark.parametrize("fault", REFUSED)
def test_a_file_of_another_shape_is_refused_in_both_languages_and_the_old_vintage_stays(
    desk: Callable[..., Update], tmp_path: Path, fault: str
) -> None:
    desk(GOOD)
    before = everything(tmp_path)
    body, answer, words = REFUSED[fault]
    made = desk(body, **answer)
    assert (made.status, made.vintage) == ("refused", "2031-01-02T030405Z")
    assert everything(tmp_path) == before
    english, chinese = ("\n".join(problem.told(lang) for problem in made.problems) for lang in ("en", "zh"))
    assert all(word in english for word in words), english
    assert HAN.search(chinese)
    assert "Traceback" not in english
    # and a good file is taken afterwards
    assert desk(GOOD.replace(b"0.25", b"0.75")).status == "new"


def test_several_faults_are_told_together(desk: Callable[..., Update]) -> None:
    made = desk(renamed("date", "when").replace(b"score", b"points"))
    assert len(made.problems) == 2


@pytest.mark.parametrize("name", SHIPPED)
def test_each_shipped_connector_takes_a_file_of_its_shape_and_misses_each_needed_column(name: str) -> None:
    connector = SHIPPED[name]._replace(least=3)
    rows = rows_for(connector)
    assert len(read_sheet(connector, file_of(connector, rows)).rows) == len(rows)
    for column in connector.columns:
        lacking = [{k: v for k, v in row.items() if k != column} for row in rows]
        with pytest.raises(DataError, match=re.escape(f"column {column} is missing")):
            read_sheet(connector, file_of(connector, lacking))


def test_a_survey_in_a_workbook_has_a_column_for_each_wave_and_marks_for_what_is_not_given() -> None:
    survey = SHIPPED["census_firms"]._replace(least=3)
    rows = rows_for(survey, 4)
    rows[1]["203101"], rows[2]["203102"] = "S", "."
    first = read_sheet(survey, file_of(survey, rows))
    later = read_sheet(survey, file_of(survey, [{**row, "203103": "7.5%"} for row in rows]))
    found = compare(survey, first, later)
    assert found.columns_added == ("203103",)
    assert {change.kind for change in found.changes} == {"changed"}
    assert all(change.cells == {"203103": (None, "7.5%")} for change in found.changes)
    rows[1]["203101"] = "soon"
    with pytest.raises(DataError, match='"soon" is not a percentage'):
        read_sheet(survey, file_of(survey, rows))
    with pytest.raises(DataError, match="no column for any period"):
        read_sheet(
            survey, file_of(survey, [{k: v for k, v in row.items() if not k.isdecimal()} for row in rows])
        )
    with pytest.raises(DataError, match="no sheet"):
        read_sheet(survey._replace(sheet="Elsewhere"), file_of(survey, rows))
    for broken in (b"PK\x03\x04 cut", file_of(survey, rows)[:-300], b"<html></html>"):
        with pytest.raises(DataError, match="not a workbook"):
            read_sheet(survey, broken)


def test_an_answer_in_pages_is_refused_as_half_of_it() -> None:
    bank = SHIPPED["world_bank_gdp"]._replace(least=3)
    whole = file_of(bank, rows_for(bank))
    with pytest.raises(DataError, match=r"0\.pages is 2 where 1 is expected"):
        read_sheet(bank, whole.replace(b'"pages": 1', b'"pages": 2'))
    with pytest.raises(DataError, match="not valid JSON"):
        read_sheet(bank, whole[:-20])
    # so the bank says that it knows no such indicator
    with pytest.raises(DataError, match=r"0\.pages"):
        read_sheet(bank, b'[{"message": [{"id": "120", "value": "invented"}]}]')


def test_an_old_vintage_that_was_altered_is_not_compared_with(desk: Callable[..., Update]) -> None:
    first = desk(GOOD)
    assert first.folder is not None
    (first.folder / "scores.csv").write_bytes(GOOD.replace(b"1.75", b"9.75"))
    made = desk(GOOD.replace(b"0.25", b"0.75"))
    assert made.status == "refused"
    assert "not what was fetched" in made.problems[0].told("en")


def test_a_vintage_under_an_earlier_connector_is_kept_and_not_compared(desk: Callable[..., Update]) -> None:
    desk(GOOD)
    later = plain(columns={"Model": "text", "points": "number"})
    made = desk(renamed("score", "points"), later)
    assert (made.status, made.comparison) == ("new", None)


@given(st.data())
def test_a_comparison_accounts_for_every_row(data: st.DataObject) -> None:
    cells = st.fixed_dictionaries(
        {name: st.sampled_from(["a", "b", ""]) for name in ("Model", "score", "other")}
    )
    connector = plain(columns={"Model": "text", "score": "text?"})
    before, after = (
        Sheet(("Model", "score", "other"), tuple(data.draw(st.lists(cells, max_size=8)))) for _ in range(2)
    )
    found = compare(connector, before, after)
    kept = found.count("changed") + found.touched + found.same
    assert found.count("added") + kept == len(after.rows)
    assert found.count("removed") + kept == len(before.rows)
    back = compare(connector, after, before)
    assert (back.count("added"), back.count("removed")) == (found.count("removed"), found.count("added"))
    assert (back.count("changed"), back.touched, back.same) == (
        found.count("changed"),
        found.touched,
        found.same,
    )
    assert compare(connector, after, after).changes == ()
