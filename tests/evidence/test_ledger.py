"""The ledger in both stores: it only grows, every change to it shows, and whatever goes wrong is said in one message."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from articles import DOCUMENTS, LICENCES, PROPOSALS, document, proposal
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from fourfutures.evidence import Ledger, LedgerError
from fourfutures.evidence.ledger import storage
from fourfutures.evidence.ledger.entry import account, written
from fourfutures.evidence.ledger.place import is_ledger
from fourfutures.evidence.ledger.place import place as place_of
from fourfutures.evidence.ledger.tables import HEAD, VERSIONS
from fourfutures.files import START, unsealed

ROOT = Path(__file__).resolve().parents[2]
HAN = re.compile(r"[\u4e00-\u9fff]")


def filled(place: str | Path) -> Ledger:
    ledger = Ledger(place)
    ledger.add(DOCUMENTS, PROPOSALS)
    return ledger


def refused(ledger: Ledger) -> LedgerError:
    with pytest.raises(LedgerError) as refusal:
        ledger.append(lambda entries: [("document", {"document": {}})])
    assert HAN.search(refusal.value.told("zh"))
    assert refusal.value.remedy
    return refusal.value


def test_what_went_in_comes_out_in_order_and_chained(place: str) -> None:
    ledger = Ledger(place)
    assert ledger.add(DOCUMENTS, PROPOSALS)[:3] == (2, 3, 0)
    entries = ledger.entries()
    assert [entry.kind for entry in entries] == ["document"] * 2 + ["proposal"] * 3
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    assert entries[0].content["document"] == DOCUMENTS[0].model_dump(mode="json")
    assert entries[4].content["proposal"]["sentence"] == PROPOSALS[2].sentence
    assert ledger.check() == ()


def test_both_stores_hold_the_lines_of_a_chain_file(place: str) -> None:
    ledger = filled(place)
    read = [unsealed(line) for line in ledger.lines()]
    assert all(link is not None for link, _ in read)
    assert [before for _, before in read] == [START, *(link.digest for link, _ in read[:-1] if link)]


def test_the_same_document_is_added_once_and_an_id_means_one_text(place: str) -> None:
    ledger = filled(place)
    head = ledger.read().head
    assert ledger.add(DOCUMENTS, PROPOSALS)[:4] == (0, 0, 5, ())
    assert ledger.read().head == head
    other, new = document("english", "en", "Something else."), document("third", "en", "A third one.")
    added = ledger.add([other, new], [proposal("p-lost", "nowhere", "x", "us_capex", "USA", "US")])
    assert added.documents == 1  # what can be added is
    assert ["english" in str(added.refused[0].where), "p-lost" in str(added.refused[1].where)] == [True, True]
    assert len(ledger.entries()) == 6


def test_reading_makes_no_ledger(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "none" / "evidence.sqlite")
    assert (ledger.entries(), ledger.lines(), ledger.check()) == ((), [], ())
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("change", ["UPDATE {t} SET content = '{{}}'", "DELETE FROM {t}", "TRUNCATE {t}"])
def test_the_store_refuses_to_change_or_remove_an_entry(place: str, change: str) -> None:
    ledger = filled(place)
    if ledger.place.file is not None and change.startswith("TRUNCATE"):
        pytest.skip("SQLite has no such statement")
    engine = create_engine(ledger.place.url, poolclass=NullPool)
    with pytest.raises(DBAPIError, match="only grows"), engine.begin() as connection:
        connection.execute(text(change.format(t="fourfutures_ledger")))
    assert len(ledger.entries()) == 5


@pytest.mark.parametrize("number", [1, 3, 5])
def test_one_byte_changed_in_the_file_is_found_and_its_entry_named(tmp_path: Path, number: int) -> None:
    path = tmp_path / "evidence.sqlite"
    ledger = filled(path)
    digest = ledger.entries()[number - 1].digest
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (content,) = connection.execute(
            "SELECT content FROM fourfutures_ledger WHERE number = ?", (number,)
        ).fetchone()
    connection.close()
    whole = path.read_bytes()
    at = whole.index(content.encode()) + len(content.encode()) // 2
    for changed in (whole[at] ^ 1, 0xFF):  # another letter; no letter at all
        path.write_bytes(whole[:at] + bytes([changed]) + whole[at + 1 :])
        found = ledger.read()
        assert re.search(rf"entry {number}$", str(found.problems[0].where))
        assert found.problems[0].where.zh.endswith(f"第{number}条")
        assert len(found.entries) == number - 1
        assert "digest" in refused(ledger).what
    path.write_bytes(whole)
    assert ledger.entries()[number - 1].digest == digest


def test_an_entry_taken_out_or_put_elsewhere_is_named() -> None:
    rows, head = [], START
    for number in range(1, 5):
        row, entry = written(
            number, head, "document", "2026-11-26T00:00:00+00:00", {"document": {"n": number}}
        )
        head = entry.digest
        rows.append(row)
    gone = account([rows[0], rows[2], rows[3]], "here")
    assert [str(problem.where) for problem in gone.problems] == ["here, entry 3"]
    turned = account([rows[1], rows[0], rows[2]], "here")
    assert str(turned.problems[0].where) == "here, entry 2"
    assert turned.entries == ()


def test_a_ledger_of_a_newer_version_is_left_alone(place: str) -> None:
    ledger = filled(place)
    engine = create_engine(ledger.place.url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSIONS} SET version_num = '9999'"))
    error = refused(ledger)
    assert "newer version" in error.what
    with pytest.raises(LedgerError, match="9999"):
        ledger.read()


def test_the_version_that_the_program_knows_is_that_of_its_last_migration() -> None:
    scripts = sorted(path.name for path in (storage.MIGRATIONS / "versions").glob("*.py"))
    assert scripts[-1].partition("_")[0] == HEAD


def test_what_is_no_ledger_is_said(tmp_path: Path) -> None:
    note = tmp_path / "note.sqlite"
    note.write_text("a note, and long enough to be no database at all" * 10, encoding="utf-8")
    assert "not a ledger" in refused(Ledger(note)).what
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE album (name TEXT)")
    connection.close()
    assert "something else" in refused(Ledger(other)).what
    cut = tmp_path / "cut.sqlite"
    filled(cut)
    with sqlite3.connect(cut) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    cut.write_bytes(cut.read_bytes()[:6000])
    assert "damaged" in refused(Ledger(cut)).what
    folder = tmp_path / "folder.sqlite"
    folder.mkdir()
    assert "cannot be opened" in refused(Ledger(folder)).what


def test_a_ledger_held_by_another_program_says_so_and_takes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "WAIT", 0.1)
    ledger = filled(tmp_path / "evidence.sqlite")
    holder = sqlite3.connect(tmp_path / "evidence.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert "another program" in refused(Ledger(ledger.place)).what
    assert len(ledger.entries()) == 5  # who reads does not wait
    holder.execute("ROLLBACK")
    holder.close()
    ledger.append(lambda entries: [("document", {"document": DOCUMENTS[0].model_dump(mode="json")})])


def test_a_server_that_is_not_there_is_said_without_the_password() -> None:
    error = refused(Ledger("postgresql://desk:secret@127.0.0.1:9/desk"))
    assert "cannot be reached" in error.what
    assert "secret" not in error.told()
    assert "***" in error.where


def test_a_server_without_the_database_says_so(cluster) -> None:
    address = f"postgresql://desk@127.0.0.1:{cluster.port}/nowhere"
    assert "no database" in refused(Ledger(address)).what


def test_without_the_driver_a_server_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "find_spec", lambda name: None)
    assert "fourfutures[postgres]" in refused(Ledger("postgres://here/desk")).remedy


@pytest.mark.parametrize("named", ["mysql://here/desk", " "])
def test_a_ledger_of_another_kind_is_refused(named: str) -> None:
    with pytest.raises(LedgerError) as refusal:
        Ledger(named)
    assert HAN.search(refusal.value.told("zh"))


def test_where_a_ledger_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOURFUTURES_DATA", str(tmp_path))
    assert place_of().file == place_of("desk").file == tmp_path / "evidence.sqlite"
    monkeypatch.setenv("FOURFUTURES_LEDGER", "postgres://lead:word@host/team")
    assert place_of().url == "postgresql+pg8000://lead:word@host/team"
    assert place_of().shown == "postgresql://lead:***@host/team"
    (tmp_path / "items.jsonl").write_text("{}", encoding="utf-8")
    filled(tmp_path / "odd.name")
    found = [
        is_ledger(name) for name in ("desk", tmp_path / "odd.name", tmp_path / "items.jsonl", "gone.jsonl")
    ]
    assert found == [True, True, False, False]


def test_writers_at_once_take_turns_and_each_is_heard(place: str) -> None:
    def write(name: int) -> int:
        ledger = Ledger(place)
        return sum(
            ledger.add([document(f"{name}-{at}", "en", f"{name} {at}.")], []).documents for at in range(6)
        )

    with ThreadPoolExecutor(4) as crew:
        assert list(crew.map(write, range(4))) == [6] * 4
    assert len(Ledger(place).entries()) == 24


@pytest.mark.parametrize("store", ["SQLite", "PostgreSQL"])
def test_writers_killed_at_any_moment_lose_nothing_and_leave_no_halves(
    store: str, request: pytest.FixtureRequest
) -> None:
    """Two at once; the benchmark of the same name kills hundreds."""
    options = ["--kills", "8"]
    if store == "PostgreSQL":
        request.getfixturevalue("cluster")  # skips where there is none
        options.append("--postgres")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kills", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["kills"] == 8
    assert found["acknowledged"] >= 8
    assert (found["lost"], found["halves"], found["chain_holds"]) == (0, 0, True)


def test_a_sentence_stands_as_it_was_written(place: str) -> None:
    odd = LICENCES + " \u0000 \\u0000 “引号” \U0001f600"
    ledger = Ledger(place)
    ledger.add([document("odd", "en", odd)], [])
    assert ledger.entries()[0].content["document"]["text"] == odd
