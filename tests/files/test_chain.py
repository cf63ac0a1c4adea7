"""A chain only grows: what is in it can be read again, what was changed shows, what was confirmed stays."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfutures.errors import FourFuturesError
from fourfutures.files import FileError, append, read_chain, set_aside

posix = pytest.mark.skipif(os.name != "posix", reason="signals are a matter of POSIX")
TEXTS = ["first", 'second, with "digest":"', "第三条\n两行", ""]


def filled(path: Path, texts: list[str] = TEXTS) -> bytes:
    for text in texts:
        append(path, lambda chain, text=text: {"text": text, "n": len(chain.links) + 1})
    return path.read_bytes()


def blamed(path: Path) -> list[int]:
    """Numbers of the entries that are said to be wrong."""
    return [int(str(problem.where).rpartition(" ")[2]) for problem in read_chain(path).problems]


def test_what_went_in_comes_out_in_order_and_each_entry_names_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "new" / "log"
    filled(path)
    chain = read_chain(path)
    assert not chain.problems
    assert [link.content for link in chain.links] == [
        {"text": text, "n": number} for number, text in enumerate(TEXTS, start=1)
    ]
    lines = [json.loads(line) for line in path.read_bytes().splitlines()]
    assert lines[0]["previous"] == "0" * 64
    assert all(after["previous"] == before["digest"] for before, after in pairwise(lines))
    assert chain.head == lines[-1]["digest"]
    assert [entry.name for entry in path.parent.iterdir()] == ["log"]


def test_a_chain_that_is_not_there_is_empty_and_nothing_is_made(tmp_path: Path) -> None:
    assert read_chain(tmp_path / "no" / "log").links == ()
    assert list(tmp_path.iterdir()) == []


@given(place=st.floats(0.0, 1.0, exclude_max=True), byte=st.integers(0, 255))
@settings(max_examples=150, deadline=None)
def test_any_single_byte_that_is_changed_is_seen_and_its_entry_named(
    tmp_path_factory: pytest.TempPathFactory, place: float, byte: int
) -> None:
    path = tmp_path_factory.mktemp("chain") / "log"
    whole = filled(path)
    at = int(place * len(whole))
    changed = bytes([*whole[:at], byte, *whole[at + 1 :]])
    path.write_bytes(changed)
    if changed == whole:
        assert not read_chain(path).problems
        return
    entry = whole[:at].count(b"\n") + 1
    assert blamed(path)[0] == entry
    assert len(read_chain(path).links) == entry - 1
    with pytest.raises(FileError):
        append(path, lambda chain: {"text": "more"})
    assert path.read_bytes() == changed


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_entries_taken_out_put_in_or_exchanged_are_seen(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("chain") / "log"
    lines = filled(path).splitlines(keepends=True)
    order = data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=6))
    path.write_bytes(b"".join(lines[number] for number in order))
    # Only a beginning of the chain is a chain: that its end is missing nobody can tell from the file alone.
    assert bool(read_chain(path).problems) == (order != list(range(len(order))))


def test_an_entry_rewritten_with_a_fitting_digest_breaks_the_next_one(tmp_path: Path) -> None:
    path, other = tmp_path / "log", tmp_path / "other"
    lines = filled(path).splitlines(keepends=True)
    forged = filled(other, [TEXTS[0], "rewritten"]).splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], forged[1], *lines[2:]]))
    assert blamed(path) == [3]


KILLED = """
import os, signal, sys
from pathlib import Path
from fourfutures.files import append
import fourfutures.files.chain as chain
real, cut = os.write, int(sys.argv[2])

def write(handle, content):
    real(handle, bytes(content)[:cut])
    os.kill(os.getpid(), signal.SIGKILL)

chain.os.write = write
append(Path(sys.argv[1]), lambda c: {"text": "never confirmed"})
"""


@posix
@pytest.mark.parametrize("cut", [1, 40, 100])
def test_a_writer_killed_in_the_middle_leaves_a_torn_end_that_is_set_aside_openly(
    tmp_path: Path, cut: int
) -> None:
    path = tmp_path / "log"
    whole = filled(path)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path), str(cut)], check=False)
    assert killed.returncode == -signal.SIGKILL
    torn = path.read_bytes()
    assert torn.startswith(whole)
    assert len(torn) == len(whole) + cut
    assert blamed(path) == [len(TEXTS) + 1]
    assert len(read_chain(path).links) == len(TEXTS)
    with pytest.raises(FileError) as caught:
        append(path, lambda chain: {"text": "more"})
    assert "cut short" in caught.value.told("en")
    assert "不完整" in caught.value.told("zh")
    aside = set_aside(path)
    assert aside is not None
    assert aside.read_bytes() == torn[len(whole) :]
    assert path.read_bytes() == whole
    assert append(path, lambda chain: {"text": "more"}).number == len(TEXTS) + 1
    assert not read_chain(path).problems


@posix
def test_a_writer_killed_before_the_newline_has_lost_nothing(tmp_path: Path) -> None:
    path = tmp_path / "log"
    whole = filled(path)
    path.write_bytes(whole[:-1])
    assert blamed(path) == [len(TEXTS)]
    assert set_aside(path) is None
    assert path.read_bytes() == whole
    assert set_aside(path) is None


WRITER = """
import sys
from pathlib import Path
from fourfutures.files import append
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    append(Path(sys.argv[1]), lambda c: {"who": sys.argv[2], "number": number})
"""


def test_two_processes_that_append_at_once_lose_nothing(tmp_path: Path) -> None:
    path, each = tmp_path / "log", 12
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), who, str(each)], stdin=subprocess.PIPE)
        for who in "ab"
    ]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write(b"\n")
        writer.stdin.flush()
    assert [writer.wait(60) for writer in writers] == [0, 0]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.close()
    chain = read_chain(path)
    assert not chain.problems
    for who in "ab":
        assert [c.content["number"] for c in chain.links if c.content["who"] == who] == list(range(each))


def test_a_disk_that_fills_up_leaves_the_chain_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log"
    whole = filled(path)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fourfutures.files.chain.os.fsync", full)
    with pytest.raises(FileError) as caught:
        append(path, lambda chain: {"text": "more"})
    monkeypatch.undo()
    assert "nothing was added" in caught.value.told("en")
    assert path.read_bytes() == whole


def test_where_no_lock_can_be_had_nothing_is_added(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(FileError):
        append(tmp_path / "file" / "log", lambda chain: {})


def test_a_content_that_fails_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "log"
    whole = filled(path)

    def failing(chain: object) -> dict[str, object]:
        raise FourFuturesError(where="here", what="that", remedy="so")  # type: ignore[arg-type]

    with pytest.raises(FourFuturesError):
        append(path, failing)
    with pytest.raises(ValueError, match="Out of range"):
        append(path, lambda chain: {"number": float("nan")})
    assert path.read_bytes() == whole
