"""The forecast log as a user types it: frozen, listed, scored, tampered with, torn, mended."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest
from terminal import typed

ROOT = Path(__file__).resolve().parents[2]
EARLY = "2026-03-31"
HAN = re.compile(r"[\u4e00-\u9fff]")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def logged(run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with two entries: the run, and the same run under another seed's name."""
    from fourfutures import forecast_log
    from fourfutures import run as make

    log = tmp_path_factory.mktemp("log") / "forecasts.jsonl"
    other = make(members=200, seed=8, as_of=EARLY, out=run.parent).folder
    for folder in (run, other):
        forecast_log(folder, log=log)
    return log


def schema_of(name: str) -> dict[str, object]:
    return json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))


def test_a_run_is_frozen_by_its_id_in_the_place_that_the_environment_names(
    capsys: Capture, run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOURFUTURES_DATA", str(tmp_path / "mine"))
    name = run.name.rpartition("-")[2]
    said = typed(capsys, "forecast", "log", name, "--out", str(run.parent))
    assert (said.status, said.err) == (0, "")
    assert "entry 1" in said.out
    assert "figures to come" in said.out
    assert (tmp_path / "mine" / "forecasts.jsonl").exists()
    again = json.loads(typed(capsys, "forecast", "log", str(run), "--json").out)
    assert (again["entry"], again["added"]) == (1, False)
    jsonschema.validate(again, schema_of("forecast-log"))
    listed = json.loads(typed(capsys, "forecast", "list", "--json").out)
    assert listed["head"] == again["digest"] == listed["rows"][0]["digest"]
    assert listed["rows"][0]["run_id"] == name


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_entries_and_scores_are_read_in_both_languages(capsys: Capture, logged: Path, lang: str) -> None:
    listed = typed(capsys, "--lang", lang, "forecast", "list", "--log", str(logged))
    scored = typed(capsys, "--lang", lang, "forecast", "score", "--log", str(logged))
    assert (listed.status, scored.status) == (0, 0)
    for out in (listed.out, scored.out):
        assert bool(HAN.search(out)) == (lang == "zh")
    words = {"en": ("Missed", "Not resolved yet", "(overdue)"), "zh": ("失准", "尚未揭晓", "（逾期）")}[lang]
    places = [scored.out.index(word) for word in words]
    assert places == sorted(places)  # misses first, the open ones last


def test_documents_are_as_their_schemas_say(capsys: Capture, logged: Path) -> None:
    for words, name in (("list", "forecast-list"), ("score", "forecast-score")):
        said = typed(capsys, "forecast", words, "--log", str(logged), "--json")
        document = json.loads(said.out)
        jsonschema.validate(document, schema_of(name))
        assert (said.status, document["ok"], document["problems"]) == (0, True, [])


def test_an_earlier_day_resolves_less(capsys: Capture, logged: Path) -> None:
    counts = []
    for day in ("2026-04-15", "2026-07-31", "2026-11-22"):
        document = json.loads(
            typed(capsys, "forecast", "score", "--log", str(logged), "--as-of", day, "--json").out
        )
        resolved = [row for row in document["rows"] if row["status"] == "resolved"]
        assert all(row["known_on"] <= day for row in resolved)
        assert all(row["hindsight"] for row in resolved)  # the log was written long after
        assert [row["miss"] for row in resolved] == sorted((row["miss"] for row in resolved), reverse=True)
        counts.append(len(resolved))
    assert counts[0] < counts[1] < counts[2]


@pytest.mark.parametrize("words", ["list", "score"])
@pytest.mark.parametrize(("entry", "at"), [(1, 200), (2, -300)])
def test_a_changed_byte_is_a_failed_check_that_names_its_entry(
    capsys: Capture, logged: Path, tmp_path: Path, words: str, entry: int, at: int
) -> None:
    log = tmp_path / "log"
    content = bytearray(logged.read_bytes())
    content[at] ^= 1
    log.write_bytes(content)
    said = typed(capsys, "forecast", words, "--log", str(log))
    assert said.status == 1
    assert f"entry {entry}" in said.err
    assert said.out
    document = json.loads(typed(capsys, "forecast", words, "--log", str(log), "--json").out)
    assert document["ok"] is False
    assert f"entry {entry}" in document["problems"][0]["where"]
    chinese = typed(capsys, "--lang", "zh", "forecast", words, "--log", str(log))
    assert f"第{entry}条" in chinese.err


def test_nothing_is_added_to_a_broken_log_and_a_torn_one_is_mended_on_request(
    capsys: Capture, logged: Path, run: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    whole = logged.read_bytes()
    first = whole[: whole.index(b"\n") + 1]
    log.write_bytes(first.replace(b"neutral", b"neutraI", 1))
    refused = typed(capsys, "forecast", "log", str(run), "--log", str(log))
    assert (refused.status, "entry 1" in refused.err) == (2, True)
    log.write_bytes(whole[len(first) :][:500])  # as if the first write had been cut
    refused = typed(capsys, "--lang", "zh", "forecast", "log", str(run), "--log", str(log))
    assert refused.status == 2
    assert "--repair" in refused.err
    assert HAN.search(refused.err)
    mended = typed(capsys, "forecast", "log", str(run), "--log", str(log), "--repair")
    assert (mended.status, mended.err) == (0, "")
    assert "log.torn-1" in mended.out
    assert (tmp_path / "log.torn-1").stat().st_size == 500
    assert typed(capsys, "forecast", "list", "--log", str(log)).status == 0


MISTAKES = {
    "no run": (("log", "nowhere"), "no run folder"),
    "an empty folder": (("log", "{empty}"), "no folder of a finished run"),
    "no name": (("log", "x", "--log", " "), "the file has no name"),
    "a log that is a folder": (("list", "--log", "{empty}"), "cannot be read"),
    "a day to come": (("score", "--as-of", "2031-01-01"), "after 2026-11-22"),
    "no day": (("score", "--as-of", "soon"), "as a date"),
    "no study": (("score", "--study", "ai-2026"), "no such study"),
    "no threads": (("log", "{run}", "--workers", "0"), "threads"),
    "a log in the study": (("log", "{run}", "--log", "{study}/forecasts.jsonl"), "inside the study folder"),
    "no command": (("look",), "no command called look"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_message_in_both_languages_and_leaves_nothing(
    capsys: Capture, run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mistake: str
) -> None:
    from fourfutures import load_study

    monkeypatch.setenv("FOURFUTURES_DATA", str(tmp_path / "mine"))
    empty = tmp_path / "empty"
    empty.mkdir()
    words, fact = MISTAKES[mistake]
    filled = [word.format(empty=empty, run=run, study=load_study("ai-2027").root) for word in words]
    for lang in ("en", "zh"):
        said = typed(capsys, "--lang", lang, "forecast", *filled)
        assert (said.status, said.out) == (2, "")
        assert "Traceback" not in said.err
        assert (fact in said.err) if lang == "en" else HAN.search(said.err)
    assert not (tmp_path / "mine").exists()


def test_an_empty_log_is_no_mistake(capsys: Capture, tmp_path: Path) -> None:
    for words in ("list", "score"):
        said = typed(capsys, "forecast", words, "--log", str(tmp_path / "log"))
        assert (said.status, said.err) == (0, "")
        assert "No forecast has been logged yet" in said.out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("words", [(), ("log",), ("list",), ("score",)])
def test_each_command_explains_itself_with_an_example(
    capsys: Capture, words: tuple[str, ...], lang: str
) -> None:
    said = typed(capsys, "--lang", lang, "forecast", *words, "--help")
    assert said.status == 0
    assert ("Example: fourfutures forecast" if lang == "en" else "示例：fourfutures forecast") in said.out


def test_a_run_of_an_altered_study_is_not_logged(capsys: Capture, run: Path, tmp_path: Path) -> None:
    from fourfutures import load_study

    copy = tmp_path / "study"
    shutil.copytree(load_study("ai-2027").root, copy)
    with (copy / "README.md").open("a", encoding="utf-8") as file:
        file.write("\nanother word\n")
    said = typed(capsys, "forecast", "log", str(run), "--study", str(copy), "--log", str(tmp_path / "log"))
    assert said.status == 2
    assert "other files" in said.err
