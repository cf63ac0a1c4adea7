"""A terminal to type commands into: a process of its own, or this one where only words and exit codes matter."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from fourfutures.cli import execute, language

SMALL = ("--members", "200", "--seed", "7")


def fourfutures(
    *arguments: str, cwd: Path, lang: str | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, in a terminal 80 columns wide that reads UTF-8."""
    line = [sys.executable, "-m", "fourfutures", *(("--lang", lang) if lang else ()), *arguments]
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80", "PYTHONUTF8": "1", **(env or {})}
    return subprocess.run(line, capture_output=True, text=True, check=False, cwd=cwd, env=environment)


class Answer(NamedTuple):
    """What a command said."""

    status: int
    out: str
    err: str


def typed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Answer:
    """Run a command in this process."""
    rest, lang, problem = language(list(arguments))
    status = execute(rest, lang, problem)
    said = capsys.readouterr()
    return Answer(status, said.out, said.err)
