"""The generated reference is fresh, complete and the same each time."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from fourfutures.study import Study

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_reference", ROOT / "tools" / "write_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def page(writer: ModuleType) -> str:
    return str(writer.page())


def test_the_page_is_fresh(page: str) -> None:
    written = (ROOT / "docs" / "reference" / "model.md").read_text(encoding="utf-8")
    assert written == page, "run: make reference"


def test_the_same_sources_give_the_same_page(writer: ModuleType, page: str) -> None:
    assert writer.page() == page


def test_every_entry_of_the_study_has_its_line(page: str, study: Study) -> None:
    rows = {line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| `")}
    headings = [line for line in page.splitlines() if line.startswith("### `")]
    asked = [
        *study.uncertainties,
        *(one.id for table, entry in study.offers.ledger.items() for one in entry.flattened(table)),
        *study.frame.ids,
        *study.frame.dials,
        *study.frame.presets,
        *study.indicators,
    ]
    assert [name for name in asked if f"`{name}`" not in rows] == []
    assert [name for name in study.levers if not any(f"`{name}`:" in line for line in headings)] == []


def test_every_function_of_the_model_is_shown_as_it_runs(page: str, writer: ModuleType) -> None:
    for path in writer.modules():
        code = path.read_text(encoding="utf-8").splitlines()
        returns = [line.strip() for line in code if line.strip().startswith("return ")]
        missing = [line for line in returns if line not in page]
        assert not missing, path.name


def test_a_stale_page_is_reported(
    writer: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "model.md"
    stale.write_text("old\n", encoding="utf-8")
    monkeypatch.setattr(writer, "PAGE", stale)
    assert writer.main(["--check"]) == 1
    assert "make reference" in capsys.readouterr().out
    assert stale.read_text(encoding="utf-8") == "old\n"
    assert writer.main([]) == 0
    assert writer.main(["--check"]) == 0
