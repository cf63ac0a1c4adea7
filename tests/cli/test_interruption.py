"""However a run ends, the same command ends it the same: killed, stopped, twice at once, damaged, out of room."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from terminal import SMALL, fourfutures, typed

from fourfutures.cli.outlet import Outlet

# The command line in a process that is killed at its n-th written file, before or after that file is in its place.
KILLED = """
import os, signal, sys
from pathlib import Path
put, count = Path.replace, 0
number, before = int(sys.argv.pop(1)), sys.argv.pop(1) == "before"

def replace(path, target):
    global count
    count += 1
    if count == number and before:
        os.kill(os.getpid(), signal.SIGKILL)
    moved = put(path, target)
    if count == number:
        os.kill(os.getpid(), signal.SIGKILL)
    return moved

Path.replace = replace
from fourfutures.cli import main
main()
"""
posix = pytest.mark.skipif(os.name != "posix", reason="signals are a matter of POSIX")


def bytes_of(folder: Path) -> dict[str, str]:
    """Digest of every file below a folder, hidden ones included."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one run that nothing disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    done = fourfutures("run", *SMALL, "--workers", "1", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "runs"


@posix
@pytest.mark.parametrize(
    ("number", "moment"),
    [(1, "before"), (9, "before"), (20, "after"), (-1, "before")],
)
def test_a_killed_run_is_no_result_and_the_same_command_ends_it_with_the_same_bytes(
    whole: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
    moment: str,
) -> None:
    files = len(bytes_of(whole))
    nth = number if number > 0 else files  # the manifest comes last
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(nth), moment, "run", *SMALL],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert killed.stdout == b""
    assert not list((tmp_path / "runs").rglob("manifest.json"))
    monkeypatch.chdir(tmp_path)
    again = typed(capsys, "run", *SMALL)
    assert again.status == 0, again.err
    assert bytes_of(tmp_path / "runs") == bytes_of(whole)


@posix
def test_two_runs_of_one_request_at_one_time_agree(whole: Path, tmp_path: Path) -> None:
    line = [sys.executable, "-m", "fourfutures", "run", *SMALL, "--json"]
    pair = [
        subprocess.Popen(line, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)
    ]
    said = [running.communicate() for running in pair]
    assert [running.returncode for running in pair] == [0, 0]
    assert said[0] == said[1]
    assert said[0][1] == b""
    assert bytes_of(tmp_path / "runs") == bytes_of(whole)


@posix
@pytest.mark.parametrize("seconds", [0.3, 3.0])
def test_a_run_stopped_from_the_keyboard_says_so_in_a_line(tmp_path: Path, seconds: float) -> None:
    line = [sys.executable, "-m", "fourfutures", "run", "--members", "50000", "--seed", "99"]
    with subprocess.Popen(
        line, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        time.sleep(seconds)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate()
    assert out == ""
    assert not list(tmp_path.rglob("manifest.json"))
    if running.returncode != -signal.SIGINT:  # Python itself was still starting
        assert running.returncode == 130
        assert err == "Stopped. The same command goes on from here.\n"


DAMAGES = {
    "a table cut short": ("members.parquet", lambda path: path.write_bytes(path.read_bytes()[:-100])),
    "a table altered": ("fans.parquet", lambda path: path.write_bytes(b"X" + path.read_bytes()[1:])),
    "a summary cut short": ("summary.json", lambda path: path.write_bytes(path.read_bytes()[:-100])),
    "a brief gone": ("brief.zh.md", lambda path: path.unlink()),
    "a manifest cut short": ("manifest.json", lambda path: path.write_bytes(path.read_bytes()[:-100])),
    "a manifest without files": ("manifest.json", lambda path: path.write_bytes(b'{"files": {}}')),
    "a manifest that lists nothing": ("manifest.json", lambda path: path.write_bytes(b"[]")),
    "a manifest of another seed": (
        "manifest.json",
        lambda path: path.write_bytes(path.read_bytes().replace(b'"seed": 7', b'"seed": 8')),
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_folder_is_made_again(
    whole: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    damage: str,
) -> None:
    shutil.copytree(whole, tmp_path / "runs")
    name, spoil = DAMAGES[damage]
    (path,) = (tmp_path / "runs").glob(f"*/{name}")
    spoil(path)
    assert bytes_of(tmp_path / "runs") != bytes_of(whole)
    monkeypatch.chdir(tmp_path)
    assert typed(capsys, "run", *SMALL).status == 0
    assert bytes_of(tmp_path / "runs") == bytes_of(whole)


def test_what_somebody_keeps_beside_a_run_is_left_alone_and_not_part_of_it(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(whole, tmp_path / "runs")
    (folder,) = (tmp_path / "runs").iterdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "manifest.json").unlink()
    monkeypatch.chdir(tmp_path)
    assert typed(capsys, "run", *SMALL).status == 0
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"
    (folder / "notes.txt").unlink()
    assert bytes_of(tmp_path / "runs") == bytes_of(whole)


@posix
def test_a_file_larger_than_allowed_is_one_message_and_nothing_half_written(tmp_path: Path) -> None:
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000)); "
    code = limit + "from fourfutures.cli import main; main()"
    cache = str(tmp_path / "cache")
    done = subprocess.run(
        [sys.executable, "-c", code, "run", *SMALL, "--lang", "zh"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={
            **os.environ, "FOURFUTURES_CACHE": os.environ.get("FOURFUTURES_CACHE", cache), "PYTHONUTF8": "1",
            "FOURFUTURES_DATA": str(tmp_path / "data"),  # a desk of its own: others' is larger than allowed
        },
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "文件超过允许的大小" in done.stderr
    assert done.stdout == ""
    assert not list(tmp_path.rglob("*.part"))
    assert not list(tmp_path.rglob("manifest.json"))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_a_folder_that_may_not_be_written_is_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    monkeypatch.chdir(tmp_path)
    answer = typed(capsys, "run", *SMALL, "--out", "closed")
    assert answer.status == 2
    assert "permission denied" in answer.err


def test_an_interruption_that_compiled_code_turned_into_a_fault_is_still_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def work() -> int:
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as stop:
            raise SystemError("returned a result with an exception set") from stop

    assert Outlet("en").guard(work) == 130
    assert capsys.readouterr().err == "Stopped. The same command goes on from here.\n"
    assert Outlet("en").guard(lambda: int("no number")) == 70
