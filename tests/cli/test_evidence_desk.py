"""The desk as a user types it: an accepted item moves the odds and is named, an undone one leaves every byte as it was."""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import jsonschema
import pytest
from terminal import SMALL, Answer, typed

sys.path.append(str(Path(__file__).resolve().parents[1] / "evidence"))
from articles import DOCUMENTS, LICENCES, PROPOSALS

import fourfutures as ff
from fourfutures.evidence import Ledger
from fourfutures.public import request
from fourfutures.study import Study

ROOT = Path(__file__).resolve().parents[2]
HAN = re.compile(r"[\u4e00-\u9fff]")
Capture = pytest.CaptureFixture[str]
BY = ("--by", "desk lead", "--reason", "two filings agree")
FOR = ("--expires", "2027-06-30")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, study: Study) -> Ledger:
    """The user's own ledger, with three items to decide; the shipped study is read once for all commands."""
    for door in ("desk", "asking"):
        monkeypatch.setattr(f"fourfutures.public.{door}.load_study", lambda named: study)
    monkeypatch.setenv("FOURFUTURES_DATA", str(tmp_path / "mine"))
    own = Ledger()
    own.add(DOCUMENTS, PROPOSALS)
    return own


def told(capsys: Capture, *arguments: str) -> dict:
    said = typed(capsys, *arguments, "--json")
    assert said.status == 0, said.err
    document: dict = json.loads(said.out)
    return document


def valid(document: dict, name: str) -> dict:
    jsonschema.validate(
        document, json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    )
    return document


def run_bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.usefixtures("drawn_anew")
def test_an_accepted_item_moves_the_odds_and_undoing_it_restores_every_byte(
    capsys: Capture, ledger: Ledger, tmp_path: Path
) -> None:
    def ran(out: str, *options: str) -> tuple[dict, dict[str, bytes]]:
        document = told(capsys, "run", *SMALL, "--out", str(tmp_path / out), *options)
        (folder,) = (tmp_path / out).glob(f"*{document['run_id']}")
        return document, run_bytes(folder)

    before, old = ran("before")
    foreseen = valid(
        told(capsys, "evidence", "preview", "p-licences", "--ratio", "strongly", *SMALL), "evidence-preview"
    )
    made = told(capsys, "evidence", "accept", "p-licences", "--ratio", "strongly", *FOR, *BY)
    valid(made, "evidence-decision")
    after, _ = ran("after")
    assert after["run_id"] != before["run_id"]
    assert [item["id"] for item in after["evidence"]["in_force"]] == ["p-licences"]
    for reading, futures in after["futures"].items():
        for name, numbers in futures.items():
            was = before["futures"][reading][name]["p"]
            assert numbers["data_p"] == was  # the odds without evidence stand beside
            # what the preview said is what the run says
            assert numbers["p"] == pytest.approx(foreseen["after"][reading][name], abs=1e-12)
            assert was == pytest.approx(foreseen["before"][reading][name], abs=1e-12)
    moved = after["futures"]["source"]["americas_century"]
    assert abs(moved["p"] - moved["data_p"]) > 0.01
    small = {"members": 200, "seed": 7}
    assert request("ai-2027", **small, evidence="desk").run_id == after["run_id"]
    assert request("ai-2027", **small, no_evidence=True).items == ()
    assert request("ai-2027", **small, prior=True).items == ()
    told(capsys, "evidence", "undo", "p-licences", *BY)
    again, new = ran("undone")
    assert (again["run_id"], new) == (before["run_id"], old)


def test_explain_names_the_item(capsys: Capture, ledger: Ledger) -> None:
    told(capsys, "evidence", "accept", "p-licences", "--ratio", "clearly", *FOR, *BY)
    days = ("--from", "2026-11-21", "--to", "2026-11-22")
    document = told(capsys, "explain", *days, *SMALL)
    (part,) = [one for one in document["contributions"] if one["kind"] == "evidence"]
    assert part["id"] == "p-licences"
    assert any(abs(change) > 0.001 for change in part["delta"].values())
    assert document["unexplained"] < 1e-9
    said = typed(capsys, "--lang", "zh", "explain", *days, *SMALL).out
    assert LICENCES[:40] in " ".join(said.split())


def test_what_is_exported_is_what_a_run_reads_and_imports_as_proposals(
    capsys: Capture, ledger: Ledger, tmp_path: Path
) -> None:
    for name, ratio in (("p-licences", "2.2"), ("p-output", "1/2")):
        told(capsys, "evidence", "accept", name, "--ratio", ratio, *FOR, *BY)
    file = tmp_path / "items.jsonl"
    assert typed(capsys, "evidence", "export", str(file)).status == 0
    own, read = request("ai-2027"), request("ai-2027", evidence=str(file))
    assert own.items == read.items
    assert len(own.items_in_force) == 2
    assert own.run_id == read.run_id
    other = str(tmp_path / "other.sqlite")
    brought = valid(told(capsys, "evidence", "import", str(file), "--ledger", other), "evidence-import")
    assert brought["added"] == ["p-licences", "p-output"]
    assert typed(capsys, "evidence", "export", "--ledger", other).out == ""  # nothing is accepted silently
    assert told(capsys, "evidence", "import", str(file), "--ledger", other)["known"] == brought["added"]
    for name in brought["added"]:
        told(capsys, "evidence", "accept", name, *BY, "--ledger", other)
    assert typed(capsys, "evidence", "export", "--ledger", other).out == file.read_text(encoding="utf-8")


def test_a_whole_ledger_moves_with_its_digests(capsys: Capture, ledger: Ledger, tmp_path: Path) -> None:
    told(capsys, "evidence", "accept", "p-licences", *FOR, *BY)
    file, other = tmp_path / "ledger.jsonl", str(tmp_path / "other.sqlite")
    assert typed(capsys, "evidence", "export", str(file), "--whole").status == 0
    refused = typed(capsys, "--lang", "zh", "evidence", "import", str(file), "--ledger", other)
    assert (refused.status, "整本台账" in refused.err) == (2, True)
    moved = told(capsys, "evidence", "import", str(file), "--whole", "--ledger", other)
    assert moved["head"] == ledger.read().head
    assert Ledger(other).lines() == ledger.lines()
    assert typed(capsys, "evidence", "import", str(file), "--whole", "--ledger", other).status == 2
    broken = tmp_path / "broken.jsonl"
    broken.write_text(
        file.read_text(encoding="utf-8").replace("two filings", "ten filings"), encoding="utf-8"
    )
    told_of = typed(
        capsys, "evidence", "import", str(broken), "--whole", "--ledger", str(tmp_path / "third.sqlite")
    )
    assert (told_of.status, "entry 6" in told_of.err) == (2, True)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_queue_an_item_and_a_check_are_told(capsys: Capture, ledger: Ledger, lang: str) -> None:
    first = typed(capsys, "--lang", lang, "evidence", "list")
    assert (first.status, first.err) == (0, "")
    assert LICENCES[:30] in first.out
    done = typed(capsys, "--lang", lang, "evidence", "reject", "p-turbines", *BY)
    assert (done.status, done.err) == (0, "")
    shown = typed(capsys, "--lang", lang, "evidence", "show", "p-turbines")
    assert "desk lead" in shown.out
    checked = typed(capsys, "--lang", lang, "evidence", "check")
    assert (checked.status, checked.err) == (0, "")
    for said in (first, done, shown, checked):
        assert bool(HAN.search(said.out.replace("该厂第二季度产量增长了三成", ""))) == (lang == "zh")


def test_documents_of_the_desk_have_the_shapes_that_the_schemas_state(
    capsys: Capture, ledger: Ledger
) -> None:
    told(capsys, "evidence", "accept", "p-licences", "--predicate", "export_regime>=2@2027-06-30", *FOR, *BY)
    valid(told(capsys, "evidence", "list", "--status", "all", "--decisions"), "evidence-list")
    valid(told(capsys, "evidence", "show", "p-licences"), "evidence-show")
    valid(told(capsys, "evidence", "check"), "evidence-check")


MISTAKES = {
    "unknown": (("accept", "p-nobody", *FOR, *BY), "no item of the desk"),
    "ratio": (("accept", "p-licences", "--ratio", "9", *FOR, *BY), "outside 1/5 to 5"),
    "no expiry": (("accept", "p-licences", *BY), "is missing"),
    "expired": (("accept", "p-licences", "--expires", "2026-06-14", *BY), "before"),
    "early": (("accept", "p-licences", "--on", "2026-06-14", *FOR, *BY), "before its own date"),
    "late": (("accept", "p-licences", "--on", "2999-01-01", "--expires", "2999-02-01", *BY), "not come yet"),
    "indicator": (("accept", "p-licences", "--indicator", "mood", *FOR, *BY), "no mood"),
    "claim": (("accept", "p-licences", "--predicate", "export_regime is 2", *FOR, *BY), "cannot be read"),
    "variable": (("accept", "p-licences", "--predicate", "mood>=2@2027-06-30", *FOR, *BY), "no mood"),
    "by": (("reject", "p-licences", "--by", " ", "--reason", "x"), "is missing"),
    "nothing": (("undo", "p-licences", *BY), "nothing was decided"),
    "status": (("list", "--status", "odd"), "no status"),
    "ledger": (("list", "--ledger", "mysql://x/y"), "no ledger is kept"),
    "file": (("import", "nowhere.jsonl"), "cannot be read"),
    "strength": (("accept", "p-licences", "--strength", "4", *FOR, *BY), "not 1, 2 or 3"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_message_in_each_language_and_writes_nothing(
    capsys: Capture, ledger: Ledger, name: str
) -> None:
    arguments, words = MISTAKES[name]
    head = ledger.read().head
    said: list[Answer] = [typed(capsys, "--lang", lang, "evidence", *arguments) for lang in ("en", "zh")]
    assert [one.status for one in said] == [2, 2]
    assert words in said[0].err
    assert HAN.search(said[1].err)
    assert all(one.err.count("\n") == 1 for one in said)
    assert ledger.read().head == head


def test_a_ledger_that_is_named_and_not_there_is_said(capsys: Capture, tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.sqlite")
    said = [typed(capsys, "run", *SMALL, "--evidence", gone, "--out", str(tmp_path))]
    said += [
        typed(capsys, "evidence", verb, "--ledger", gone) for verb in ("list", "check", "export", "languages")
    ]
    assert [(one.status, "is not there" in one.err) for one in said] == [(2, True)] * 5
    assert not Path(gone).exists()


def test_languages_and_digest_add_up(ledger: Ledger) -> None:
    for name in ("p-licences", "p-turbines", "p-output"):
        ff.evidence_accept(name, by="desk lead", reason="so it stands", expires="2027-06-30", ratio="clearly")
    ff.evidence_undo("p-turbines", by="desk lead", reason="withdrawn")
    small = {"members": 200, "seed": 7}
    found = valid(ff.evidence_languages(**small), "evidence-languages")
    assert found["counts"] == {"en": 1, "zh": 1, "all": 2, "unknown": 0}
    assert found["unexplained"] < 1e-12
    for future, gap in found["gap"]["source"].items():
        odds = {side: found["odds"][side]["source"][future] for side in ("en", "zh")}
        assert gap == pytest.approx(odds["en"] - odds["zh"], abs=1e-15)
        assert gap == pytest.approx(sum(item["gap"]["source"][future] for item in found["items"]), abs=1e-12)
    assert any(abs(gap) > 0.005 for gap in found["gap"]["source"].values())
    assert [item["lang"] for item in sorted(found["items"], key=lambda item: item["id"])] == ["en", "zh"]
    day = date.fromisoformat(ledger.entries()[-1].day)
    digest = valid(ff.evidence_digest(from_date=day, **small), "evidence-digest")
    assert [made["kind"] for made in digest["decisions"]] == ["accepted"] * 3 + ["undone"]
    assert digest["to"] == found["odds"]["all"]
    assert digest["from"] == digest["without_evidence"] == found["odds"]["none"]
    assert digest["unexplained"] < 1e-12
    assert {part["id"] for part in digest["parts"]} == {"p-licences", "p-output"}
    early = ff.evidence_digest(from_date="2026-01-01", to_date="2026-01-31", **small)
    assert (early["decisions"], early["parts"]) == ([], [])
    assert early["from"] == early["to"]


def test_a_digest_tells_what_deciding_anew_did(ledger: Ledger) -> None:
    small = {"members": 200, "seed": 7}
    by = {"by": "desk lead", "reason": "so it stands"}
    first, then = (datetime(2026, 11, day, 9, tzinfo=UTC) for day in (10, 20))
    ff.evidence_accept("p-licences", ratio="strongly", expires="2027-06-30", now=first, **by)
    ff.evidence_undo("p-licences", now=then, **by)
    ff.evidence_accept(
        "p-licences",
        ratio="1/5",
        expires="2027-06-30",
        predicate="export_regime>=2@2027-06-30",
        now=then,
        **by,
    )
    digest = ff.evidence_digest(from_date="2026-11-15", to_date="2026-11-30", **small)
    assert [made["kind"] for made in digest["decisions"]] == ["undone", "accepted"]
    assert [part["id"] for part in digest["parts"]] == ["p-licences"]
    assert digest["unexplained"] < 1e-12
    early = ff.evidence_digest(from_date="2026-11-01", to_date="2026-11-14", **small)
    assert early["to"] == digest["from"] != digest["to"]
