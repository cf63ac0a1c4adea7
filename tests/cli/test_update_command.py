"""`data update` as a user types it, against a server of synthetic files on this machine."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from file_server import FileServer, serving
from synthetic_files import file_of, rows_for
from terminal import typed

from fourfutures import load_study
from fourfutures.data import Connector

HAN = re.compile(r"[\u4e00-\u9fff]")
ROOT = Path(__file__).resolve().parents[2]
CONNECTORS = """
[scores]
name = {{ en = "Scores", zh = "分数" }}
url = "{root}/scores.csv"
key = ["Model"]
columns = {{ Model = "text", score = "number" }}
unit = "points"
licence = "none, invented"
source = "epoch_eci_via_iaps"
feeds = ["eci_us_minus_chn_frontier"]
note = {{ en = "Invented.", zh = "虚构。" }}

[people]
name = {{ en = "People", zh = "人口" }}
url = "{root}/people"
format = "json"
rows = ["1"]
key = ["id"]
columns = {{ id = "text", value = "number?" }}
unit = "people"
licence = "none, invented"
source = "wb_population"
note = {{ en = "Invented.", zh = "虚构。" }}
"""
Capture = pytest.CaptureFixture[str]


class Desk:
    """A copy of the study whose connectors lead to the server."""

    def __init__(self, folder: Path, server: FileServer) -> None:
        self.study, self.into, self.server = folder / "study", folder / "vintages", server
        shutil.copytree(load_study("ai-2027").root, self.study)
        (self.study / "connectors.toml").write_text(CONNECTORS.format(root=server.root), encoding="utf-8")
        entries = load_study(self.study).connectors
        self.scores, self.people = (
            Connector(**entries[name].model_dump(exclude={"name", "note"})) for name in ("scores", "people")
        )
        server.give("/scores.csv", file_of(self.scores, rows_for(self.scores)))
        server.give("/people", file_of(self.people, rows_for(self.people)))

    def words(self, *more: str) -> tuple[str, ...]:
        return (
            "data",
            "update",
            *more,
            "--study",
            str(self.study),
            "--into",
            str(self.into),
            "--allow-private",
        )


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with serving() as server:
        yield Desk(tmp_path, server)


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_new_vintages_are_told_with_what_changed_and_the_study_stays(
    capsys: Capture, desk: Desk, lang: str
) -> None:
    study = digests(desk.study)
    first = typed(capsys, "--lang", lang, *desk.words())
    assert (first.status, first.err) == (0, "")
    assert first.out.count("First vintage" if lang == "en" else "首份") == 2
    rows = rows_for(desk.scores)
    rows[0]["score"] = "77"
    desk.server.give("/scores.csv", file_of(desk.scores, rows[:-1]))
    second = typed(capsys, "--lang", lang, *desk.words())
    assert (second.status, second.err) == (0, "")
    counts = "added 0, removed 1, changed 1" if lang == "en" else "新增0行，删去1行，改动1行"
    for word in (counts, "~ Synthetic 0: score 0.25 > 77", "- Synthetic 11"):
        assert word in second.out
    assert ("Unchanged since" if lang == "en" else "以来未变") in second.out
    assert len(list(desk.into.glob("scores/*/scores.csv"))) == 2
    assert digests(desk.study) == study


def test_a_refused_file_is_a_failed_check_and_the_others_are_kept(capsys: Capture, desk: Desk) -> None:
    typed(capsys, *desk.words())
    kept = digests(desk.into)
    desk.server.give("/scores.csv", b"<html>moved</html>")
    desk.server.give("/people", file_of(desk.people, rows_for(desk.people, 13)))
    said = typed(capsys, *desk.words("--json"))
    document = json.loads(said.out)
    jsonschema.validate(
        document, json.loads((ROOT / "schemas" / "update.schema.json").read_text(encoding="utf-8"))
    )
    assert (said.status, document["ok"]) == (1, False)
    assert [row["status"] for row in document["rows"]] == ["refused", "new"]
    assert "scores.csv" in document["problems"][0]["where"]
    assert document["problems"][0]["remedy"]
    assert kept.items() <= digests(desk.into).items()
    for lang in ("en", "zh"):
        told = typed(capsys, "--lang", lang, *desk.words("scores"))
        assert told.status == 1
        assert bool(HAN.search(told.err)) == (lang == "zh")
        assert "Traceback" not in told.err


def test_series_are_named_by_connector_or_by_what_they_feed(capsys: Capture, desk: Desk) -> None:
    document = json.loads(typed(capsys, *desk.words("eci_us_minus_chn_frontier", "--json")).out)
    assert [row["connector"] for row in document["rows"]] == ["scores"]
    assert desk.server.asked == ["/scores.csv"]


def test_private_addresses_are_asked_only_when_allowed(capsys: Capture, desk: Desk) -> None:
    said = typed(capsys, *desk.words()[:-1])
    assert said.status == 1
    assert "private network" in said.err
    assert "--allow-private" in said.err
    assert desk.server.asked == []
    assert not list(desk.into.rglob("*.csv"))


def test_the_place_of_vintages_is_a_folder_of_the_user(
    capsys: Capture, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOURFUTURES_DATA", str(tmp_path / "mine"))
    said = typed(capsys, "data", "update", "scores", "--study", str(desk.study), "--allow-private")
    assert said.status == 0
    assert len(list((tmp_path / "mine" / "vintages" / "scores").glob("*/provenance.json"))) == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_connectors_are_listed_with_address_licence_and_series(
    capsys: Capture, desk: Desk, lang: str
) -> None:
    typed(capsys, *desk.words("scores"))
    said = typed(capsys, "--lang", lang, *desk.words("--list"))
    for word in (f"{desk.server.root}/scores.csv", "none, invented", "eci_us_minus_chn_frontier"):
        assert word in said.out
    assert ("Last vintage: none" if lang == "en" else "最近一份：无") in said.out
    schema = json.loads((ROOT / "schemas" / "connectors.schema.json").read_text(encoding="utf-8"))
    shipped = json.loads(typed(capsys, "data", "update", "--list", "--json", "--into", str(desk.into)).out)
    jsonschema.validate(shipped, schema)
    assert {row["connector"] for row in shipped["rows"]} == set(load_study("ai-2027").connectors)
    assert all(row["url"].startswith("https://") and row["licence"] for row in shipped["rows"])


MISTAKES = {
    "a series from nowhere": (("eci_us_minus_chn",), "Did you mean eci_us_minus_chn_frontier?"),
    "a series by hand": (("capex_quarterly_us_big4",), "collected by hand"),
    "no place": (("--into", ""), "the folder has no name"),
    "inside the study": (("--into", "{study}/vintages"), "inside the study folder"),
    "no study": (("--study", "ai-2026"), "no such study"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_message_in_both_languages(capsys: Capture, desk: Desk, mistake: str) -> None:
    words, fact = MISTAKES[mistake]
    given = [word.format(study=desk.study) for word in words]
    for lang in ("en", "zh"):
        said = typed(capsys, "--lang", lang, *desk.words(), *given)
        assert (said.status, said.out) == (2, "")
        assert (fact in said.err) if lang == "en" else HAN.search(said.err)
    assert desk.server.asked == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_command_explains_itself_with_an_example(capsys: Capture, lang: str) -> None:
    said = typed(capsys, "--lang", lang, "data", "update", "--help")
    assert said.status == 0
    assert (
        "Example: fourfutures data update" if lang == "en" else "示例：fourfutures data update"
    ) in said.out


FAULTS = {
    "no address": ('url = "{root}/scores.csv"', 'url = "scores.csv"', "not an address of the web"),
    "no key": ('key = ["Model"]', 'key = ["Name"]', "key column Name"),
    "no kind": ('score = "number"', 'score = "numeral"', "numeral"),
    "no source": ('source = "wb_population"', 'source = "wb_people"', "no source called wb_people"),
    "no series": ('"eci_us_minus_chn_frontier"', '"eci_us"', "no indicator called eci_us"),
    "no sheet": ('format = "json"', 'format = "xlsx"', "names its sheet"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_connector_is_refused_with_its_line(capsys: Capture, desk: Desk, fault: str) -> None:
    before, after, fact = FAULTS[fault]
    before = before.format(root=desk.server.root)
    path = desk.study / "connectors.toml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    said = typed(capsys, *desk.words())
    assert said.status == 2
    assert fact in said.err
    assert "connectors.toml" in said.err
    assert typed(capsys, "check", str(desk.study)).status == 1
