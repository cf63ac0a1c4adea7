"""Evidence on the command line: the items of the page of instructions work as written, mistakes are told in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from terminal import SMALL, typed

import fourfutures as ff
from fourfutures.assimilation import read_items
from fourfutures.study import Study

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "give-evidence.md"


@pytest.fixture
def items(tmp_path: Path) -> Path:
    """The example of the page."""
    (block,) = re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.S)
    path = tmp_path / "items.jsonl"
    path.write_text(block, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for the runs of this file: what one test made another finds there."""
    return tmp_path_factory.mktemp("runs")


def test_the_example_of_the_page_is_a_file_of_two_items(items: Path, study: Study) -> None:
    assert [item.id for item in read_items(items, study)] == ["licences-june", "blackwell-talks"]


def test_a_run_with_evidence_shows_the_odds_without_it_and_can_leave_it_out(
    capsys: pytest.CaptureFixture[str], items: Path, runs: Path
) -> None:
    options = (*SMALL, "--evidence", str(items), "--out", str(runs), "--json")
    used = json.loads(typed(capsys, "run", *options).out)
    assert [mover["id"] for mover in used["movers"] if mover["kind"] == "evidence"] == [
        "licences-june",
        "blackwell-talks",
    ]
    odds = used["futures"]["source"]["contested"]
    assert odds["p"] != odds["data_p"]
    left = json.loads(typed(capsys, "run", *options, "--no-evidence").out)
    odds = left["futures"]["source"]["contested"]
    assert odds["p"] == odds["data_p"]
    assert [note["code"] for note in left["notes"]].count("evidence.ignored") == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_briefed_run_prints_and_writes_its_evidence(
    capsys: pytest.CaptureFixture[str], items: Path, runs: Path, lang: str
) -> None:
    told = typed(capsys, "--lang", lang, "run", *SMALL, "--evidence", str(items), "--out", str(runs))
    assert told.status == 0
    folder = ff.run(members=200, seed=7, evidence=str(items), out=runs).folder  # the same run, read again
    text = re.sub(r"<!--.*?-->", "", (folder / f"brief.{lang}.md").read_text(encoding="utf-8"))
    assert {"en": "Analyst evidence in force: 2 items", "zh": "生效的分析员证据：2条"}[lang] in text
    assert {"en": "Analyst evidence in force (2 items) takes", "zh": "生效的2条分析员证据使"}[lang] in text
    assert {"en": "Observations in force (47)", "zh": "生效的47项观测"}[lang] in text
    assert {"en": "Analyst evidence counts (2 in force)", "zh": "已计入2条分析员证据"}[lang] in " ".join(
        told.out.split()
    )


@pytest.mark.parametrize(("lang", "words"), [("en", "Use one of"), ("zh", "请从以下各项中选用")])
def test_an_item_that_cannot_be_read_is_one_message_and_exit_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, lang: str, words: str
) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text('{"id": "a", "indicator": "mood", "actor": "USA", "direction": "US", "strength": 1, '
                    '"grade": "B2", "dated": "2026-03-01"}', encoding="utf-8")  # fmt: skip
    told = typed(capsys, "--lang", lang, "run", *SMALL, "--evidence", str(path), "--out", str(tmp_path))
    assert told.status == 2
    assert words in told.err
    assert "Traceback" not in told.err


def test_live_answers_count_evidence_as_runs_do(items: Path, runs: Path) -> None:
    live = ff.Live(members=200, seed=7, evidence=str(items), workers=1)
    run = ff.run(members=200, seed=7, evidence=str(items), out=runs)
    for future, numbers in live.answer()["futures"]["source"].items():
        assert numbers["p"] == pytest.approx(run.summary["futures"]["source"][future]["p"], abs=1e-12)
    early = live.as_of("2026-06-19").answer()["futures"]["source"]["contested"]["p"]
    without = ff.run(members=200, seed=7, as_of="2026-06-19", out=runs)
    assert early == pytest.approx(without.summary["futures"]["source"]["contested"]["p"], abs=1e-12)
