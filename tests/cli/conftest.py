"""A run that several files ask things of, made once; charts of the same tables, drawn once."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from fourfutures.files import write_whole
from fourfutures.report import RunRecord, briefs

EARLY = "2026-03-31"
_draw = briefs.draw_all
_kept: dict[bytes, dict[str, bytes]] = {}


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small run as of an early day; whoever alters it alters a copy."""
    from fourfutures import run

    return run(members=200, seed=7, as_of=EARLY, out=tmp_path_factory.mktemp("desk") / "runs").folder


@pytest.fixture(scope="module", autouse=True)
def _drawn_once() -> Iterator[None]:
    """Charts follow from the tables of a run folder, and take four fifths of a small run: the same tables, the same charts.

    That they are the same when they are drawn again is claimed where processes of their own, which remember nothing, make
    the same run, and where a test asks for `drawn_anew`.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(briefs, "draw_all", _remembering)
        yield


@pytest.fixture
def drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run of the test draws its own charts."""
    monkeypatch.setattr(briefs, "draw_all", _draw)


def _remembering(record: RunRecord, folder: Path) -> list[str]:
    """`draw_all`, which puts down again what it drew from the same tables and summary."""
    tables = [*sorted(folder.glob("*.parquet")), folder / "summary.json"]
    key = b"".join(sha256(path.read_bytes()).digest() for path in tables)
    if key not in _kept:
        _kept[key] = {name: (folder / name).read_bytes() for name in _draw(record, folder)}
    else:
        for name, content in _kept[key].items():
            write_whole(folder / name, content)
    return list(_kept[key])
