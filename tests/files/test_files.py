"""Files come whole or not at all, and a folder is held by one at a time."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from fourfutures.files import FileError, alone, write_whole

HOLDER = """
import sys, time
from pathlib import Path
from fourfutures.files import alone
with alone(Path(sys.argv[1]), lambda: None):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_file_is_replaced_as_a_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    write_whole(path, b"first")
    write_whole(path, b"second")
    assert path.read_bytes() == b"second"
    assert [entry.name for entry in path.parent.iterdir()] == ["file"]


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    write_whole(path, b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fourfutures.files.writing.os.fsync", full)
    with pytest.raises(FileError) as caught:
        write_whole(path, b"new")
    assert caught.value.told("zh").startswith(f"{path}：无法写入（磁盘空间不足）。")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_a_second_process_waits_until_the_first_is_done_or_dead(tmp_path: Path) -> None:
    folder = tmp_path / "runs" / "one"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        waits, order = threading.Event(), []

        def second() -> None:
            with alone(folder, waits.set):
                order.append("second")

        thread = threading.Thread(target=second)
        thread.start()
        assert waits.wait(30)
        assert order == []
        holder.kill()
        thread.join(30)
    assert order == ["second"]
    assert not [entry for entry in folder.parent.iterdir() if entry.name.endswith(".lock")]


def test_where_no_lock_can_be_had_the_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with alone(tmp_path / "file" / "folder", lambda: None):
        pass
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]
