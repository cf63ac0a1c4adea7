"""The digest of accepted evidence as a user asks for it: written, checked, altered, made again without the ledger."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from terminal import typed

sys.path.append(str(Path(__file__).resolve().parents[1] / "evidence"))
from articles import DOCUMENTS, LICENCES, PROPOSALS

import fourfutures as ff
from fourfutures.evidence import Ledger

Capture = pytest.CaptureFixture[str]
SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
DAYS = ("--from", "2026-11-16", "--to", "2026-11-22")
STEM = "digest-2026-11-16-to-2026-11-22"


def clock(day: int) -> datetime:
    return datetime(2026, 11, day, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Accepted before, accepted and undone, accepted, rejected: two items stand at the end."""
    path = tmp_path_factory.mktemp("ledger") / "desk.sqlite"
    cited = [one.model_copy(update={"url": f"https://example.org/{one.id}"}) for one in DOCUMENTS]
    Ledger(path).add(cited, PROPOSALS, clock(9))
    by: dict[str, Any] = {"by": "desk lead", "ledger": path}
    ff.evidence_accept("p-turbines", ratio="somewhat", expires="2026-12-30", now=clock(10), reason="a", **by)
    ff.evidence_accept("p-licences", ratio="strongly", expires="2027-06-30", now=clock(17), reason="b", **by)
    ff.evidence_undo("p-turbines", now=clock(18), reason="withdrawn", **by)
    ff.evidence_reject("p-output", now=clock(19), reason="not about it", **by)
    return path


@pytest.fixture(scope="module")
def run(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = ff.run(members=100, seed=7, evidence=str(ledger), out=tmp_path_factory.mktemp("digest") / "runs")
    return made.folder


@pytest.fixture(scope="module")
def out(run: Path, ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    days: dict[str, Any] = {"from_date": "2026-11-16", "to_date": "2026-11-22"}
    ff.brief(run, digest=True, ledger=ledger, out=folder, formats=("md", "html", "pdf"), **days)
    return folder


def test_a_digest_goes_out_in_every_format_and_passes(capsys: Capture, run: Path, out: Path) -> None:
    ends = [f"{lang}.{form}" for form in ("md", "html", "pdf") for lang in ("en", "zh")]
    assert {path.name for path in out.iterdir()} == {f"{STEM}.{end}" for end in (*ends, "record.json")}
    record = json.loads((out / f"{STEM}.record.json").read_bytes())
    jsonschema.validate(record, json.loads((SCHEMAS / "edition.schema.json").read_bytes()))
    page = (out / f"{STEM}.en.md").read_text(encoding="utf-8")
    assert "draft: false" in page
    assert LICENCES in page
    assert "https://example.org/english" in page
    said = typed(capsys, "verify", str(out), "--run", str(run), "--json")
    assert (said.status, json.loads(said.out)["problems"]) == (0, [])


def test_parts_sum_to_the_move_and_the_odds_to_one(out: Path) -> None:
    document = json.loads((out / f"{STEM}.record.json").read_bytes())["document"]
    for reading, block in document["digest"]["move"].items():
        for future, moved in block.items():
            told = sum(part["delta"][reading][future] for part in document["shown"])
            assert told == pytest.approx(moved, abs=1e-12 + document["digest"]["unexplained"])
        assert sum(block.values()) == pytest.approx(0.0, abs=1e-12)
        for end in ("from", "to"):
            assert sum(document["digest"][end][reading].values()) == pytest.approx(1.0)
    assert {part["id"] for part in document["shown"]} == {"p-licences", "p-turbines"}
    assert document["as_run"] is True


def test_the_odds_after_are_those_of_the_run(run: Path, out: Path) -> None:
    document = json.loads((out / f"{STEM}.record.json").read_bytes())["document"]
    for reading, futures in ff.Run(run).summary["futures"].items():
        for future, odds in futures.items():
            assert document["digest"]["to"][reading][future] == pytest.approx(odds["p"], abs=1e-12)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_one_digit_is_named(capsys: Capture, run: Path, out: Path, tmp_path: Path, lang: str) -> None:
    for path in out.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    page = tmp_path / f"{STEM}.{lang}.md"
    text = page.read_text(encoding="utf-8")
    at = next(at for at in range(text.index("\n| "), len(text)) if text[at].isdigit())
    page.write_text(text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :], encoding="utf-8")
    said = typed(capsys, "verify", str(page), "--run", str(run))
    assert (said.status, f"line {text.count(chr(10), 0, at) + 1}" in said.out) == (1, True)


def test_a_record_is_worked_out_again_without_the_ledger(run: Path, out: Path) -> None:
    from fourfutures.public.editions import edition

    record = json.loads((out / f"{STEM}.record.json").read_bytes())
    again = edition(ff.Run(run), record["edition"], record["about"], record["request"])
    assert again == record


def test_a_week_without_decisions_says_so_and_bundles(
    capsys: Capture, run: Path, ledger: Path, tmp_path: Path
) -> None:
    days = ("--from", "2026-11-20")  # up to the run's own day
    asked = (
        "brief",
        str(run),
        "--digest",
        *days,
        "--ledger",
        str(ledger),
        "--bundle",
        "--out",
        str(tmp_path),
    )
    said = typed(capsys, *asked, "--json")
    document = json.loads(said.out)
    jsonschema.validate(document, json.loads((SCHEMAS / "brief-files.schema.json").read_bytes()))
    assert document["edition"] == "digest"
    (bundle,) = tmp_path.iterdir()
    assert bundle.name.endswith("digest-2026-11-20-to-2026-11-22")
    assert {path.name for path in bundle.iterdir()} == {"index.en.md", "index.zh.md", "record.json"}
    assert 'title: "The evidence desk decided nothing"' in (bundle / "index.en.md").read_text("utf-8")
    assert typed(capsys, "verify", str(bundle), "--run", str(run)).status == 0


MISTAKES = {
    "no day": (("--digest",), "has no day to start from"),
    "two": (("--digest", "--from", "2026-11-16", "--lens", "us"), "two editions at once"),
    "order": (
        ("--digest", "--from", "2026-11-22", "--to", "2026-11-16", "--ledger", "LEDGER"),
        "is after 2026-11-16",
    ),
    "ledger": (("--digest", "--from", "2026-11-16", "--ledger", "gone.sqlite"), "is not there"),
    "own": (("--digest", "--from", "2026-11-16"), "is not there"),
    "alone": (("--from", "2026-11-16", "--ledger", "gone.sqlite"), "is read for a digest alone"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_message_in_each_language(
    capsys: Capture, run: Path, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("FOURFUTURES_DATA", str(tmp_path / "mine"))
    monkeypatch.delenv("FOURFUTURES_LEDGER", raising=False)
    given, words = MISTAKES[name]
    arguments = [str(ledger) if part == "LEDGER" else part for part in given]
    said = [typed(capsys, "--lang", lang, "brief", str(run), *arguments) for lang in ("en", "zh")]
    assert [one.status for one in said] == [2, 2]
    assert words in said[0].err
    assert all(one.err.count("\n") == 1 for one in said)


def test_a_run_that_hears_no_evidence_is_refused(
    capsys: Capture, run: Path, ledger: Path, tmp_path: Path
) -> None:
    deaf = shutil.copytree(run, tmp_path / "deaf")
    manifest = json.loads((deaf / "manifest.json").read_bytes())
    (deaf / "manifest.json").write_text(json.dumps({**manifest, "assimilate": False}), encoding="utf-8")
    said = typed(capsys, "brief", str(deaf), "--digest", *DAYS, "--ledger", str(ledger))
    assert (said.status, "no evidence counts in it" in said.err) == (2, True)
