"""Output reaches whoever reads it, in any character set, or says why it cannot; a reader who leaves is no failure."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from terminal import fourfutures, typed

LINE = [sys.executable, "-m", "fourfutures"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize("arguments", [["data", "list"], ["data", "list", "--json"], ["--help"], ["check"]])
def test_output_that_cannot_be_written_is_said(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*LINE, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == (
        "standard output: cannot be written (no space left on the disk). "
        "Send it somewhere else, or free some space.\n"
    )


@pytest.mark.parametrize(
    "arguments", [["data", "list", "--json"], ["data", "list", "--economies"], ["--help"]]
)
def test_a_reader_who_leaves_early_is_no_failure(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*LINE, *arguments], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name != "posix", reason="closing descriptors in a child is a matter of POSIX")
def test_closed_streams_are_wrong_use_and_never_a_traceback() -> None:
    closed = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m fourfutures data list >&-'],
        capture_output=True,
        text=True,
        check=False,
    )
    assert closed.returncode == 2
    assert closed.stderr.startswith("standard output: is closed.")
    silent = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m fourfutures run --lens x 2>&-'],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (silent.returncode, silent.stdout) == (2, "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
def test_any_character_set_will_do_and_json_is_always_utf_8(tmp_path: Path, encoding: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for lang in ("en", "zh"):
        done = subprocess.run(
            [*LINE, "--lang", lang, "data", "list", "--economies"],
            capture_output=True,
            check=False,
            env=environment,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        done.stdout.decode(encoding)
    document = subprocess.run(
        [*LINE, "data", "list", "--economies", "--json"], capture_output=True, check=False, env=environment
    )
    rows = json.loads(document.stdout.decode("utf-8"))["rows"]
    assert next(row["zh"] for row in rows if row["code"] == "IND") == "印度"


def test_where_nobody_chose_a_character_set_chinese_is_written(tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONIOENCODING"}
    done = subprocess.run(
        [*LINE, "--lang", "zh", "run", "--lens", "x"],
        capture_output=True,
        check=False,
        env={**environment, **plain},
    )
    assert "没有名为x的视角" in done.stderr.decode("utf-8")


@pytest.mark.parametrize("columns", ["20", "40", "80", "200"])
def test_a_table_loses_nothing_in_a_narrow_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    answer = typed(capsys, "data", "show", "genai_penetration")
    assert answer.status == 0
    for cell in ("2024-12-31", "xinhua_cnnic57", "percent_of_population", "2026-02-05"):
        assert cell in answer.out


@pytest.mark.parametrize("columns", [40, 64, 80])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_help_keeps_to_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    answer = typed(capsys, "run", "--help", "--lang", lang)
    assert max(cell_len(line) for line in answer.out.splitlines()) <= columns


def test_a_package_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    (tmp_path / "pandas.py").write_text("raise ImportError('broken', name='pandas')\n", encoding="utf-8")
    done = fourfutures("doctor", "--json", cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)})
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["where"] == "package pandas"
    assert "Traceback" not in done.stderr
