"""Charts of what a command prints, written as a user asks for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pasts import PASTS
from terminal import typed

import fourfutures as ff

Capture = pytest.CaptureFixture[str]
SUFFIXES = ("alt.txt", "csv", "png", "svg", "vl.json")


def test_a_command_writes_its_charts_beside_its_document(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ff, "hindcast", lambda *_, **__: PASTS)
    said = typed(capsys, "hindcast", "--charts", str(tmp_path / "album"), "--json")
    assert (said.status, json.loads(said.out)) == (0, PASTS)
    found = sorted(path.name for path in (tmp_path / "album").iterdir())
    english = [f"reliability.en.{suffix}" for suffix in SUFFIXES]
    assert [name for name in found if ".en." in name] == english
    assert {f"reliability.zh.{suffix}" for suffix in SUFFIXES if suffix != "png"} <= set(found)
    assert str(tmp_path / "album") in said.err


def test_charts_that_cannot_be_written_are_one_message(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ff, "hindcast", lambda *_, **__: PASTS)
    (tmp_path / "taken").write_text("a file")
    said = typed(capsys, "hindcast", "--charts", str(tmp_path / "taken"))
    assert said.status == 2
    assert "taken" in said.err
    assert "Traceback" not in said.err


def test_a_document_without_charts_is_told_with_what_has_some(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ff, "hindcast", lambda *_, **__: {"schema": "fourfutures/levers/1"})
    said = typed(capsys, "hindcast", "--charts", str(tmp_path))
    assert said.status == 2
    assert "--charts" in said.err
    assert "hindcast" in said.err
