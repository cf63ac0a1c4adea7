"""The calibration page is made from the figures beside it, and the figures are those of a calibration."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "explanation"


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FOLDER / "calibration.json").read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "calibration_page", ROOT / "tools" / "calibration" / "page.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_says_what_the_figures_say(tool: ModuleType, figures: dict[str, Any]) -> None:
    written = (FOLDER / "calibration.md").read_text(encoding="utf-8")
    assert written == tool.page(figures), "run: python tools/calibration --page-only"


def test_every_world_is_counted_once_in_ranks_and_odds(figures: dict[str, Any]) -> None:
    found = figures["calibration"]
    for name in ("index_compute", "index_adoption"):
        assert sum(found["ranks"]["histogram"][name]) == found["worlds"]
    for block in found["reliability"].values():
        assert sum(entry["size"] for entry in block["bins"]) == 5 * found["worlds"]
        came_true = sum(entry["size"] * entry["share"] for entry in block["bins"])
        assert came_true == pytest.approx(found["worlds"])


def test_the_page_names_the_study_of_the_day_it_was_made_for(figures: dict[str, Any]) -> None:
    """Shown is the run of the day the data were assembled, with the parameters that moved most first."""
    now = figures["today"]
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", now["as_of"])
    shifts = [abs(entry["shift"]) for entry in now["parameters"]]
    assert shifts == sorted(shifts, reverse=True)
    assert now["effective"] >= 0.1 * now["members"]
    for axes in now["variance"].values():
        for split in axes.values():
            assert sum(split.values()) == pytest.approx(1.0, abs=0.02)
