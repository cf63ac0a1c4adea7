"""The page of hindcasts says what the command says now, and explains every loss."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from fourfutures.analysis import hindcast_document
from fourfutures.study import Study

ROOT = Path(__file__).resolve().parents[2]
CHEAP = ("capex_us", "nvidia_china", "model_gap_index", "firm_adoption_us", "genai_users_cn")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hindcast_page", ROOT / "tools" / "hindcast_page.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def page(tool: ModuleType) -> str:
    return str(tool.PAGE.read_text(encoding="utf-8"))


def rows(page: str) -> dict[str, str]:
    """Lines of the table of scores by target."""
    scores = page.split("## Scores")[1].split("\n## ")[0]
    found = {}
    for line in scores.splitlines():
        if name := re.search(r"\(`(\w+)`\)", line):
            found[name[1]] = line
    return found


def test_the_page_gives_the_scores_that_the_command_gives(tool: ModuleType, page: str, study: Study) -> None:
    """The cheap targets, line for line; the others share their code."""
    document: dict[str, Any] = hindcast_document(study, CHEAP, workers=2)
    fresh = rows(tool.page(study, document))
    written = rows(page)
    assert set(fresh) == set(CHEAP)
    assert {name: written[name] for name in CHEAP} == fresh, "run: make reference"


def test_every_target_of_the_study_stands_on_the_page(page: str, study: Study) -> None:
    classes = {name for name, target in study.hindcast.target.items() if target.block == "regime"}
    assert set(rows(page)) == set(study.hindcast.target) - classes
    assert all(f"`{name}`" in page for name in classes)


def test_the_targets_most_behind_come_first(page: str) -> None:
    least = []
    for line in rows(page).values():
        cells = [re.match(r"\s*([+-]\d+\.\d+)", cell) for cell in line.split("|")[6:]]
        least.append(min((float(cell[1]) for cell in cells if cell), default=2.0))
    behind = [skill < 0.0 for skill in least[1:]]  # the first is behind a rival of its own
    assert behind == sorted(behind, reverse=True)


def test_every_loss_and_every_interval_that_is_off_has_its_reason(
    tool: ModuleType, page: str, study: Study
) -> None:
    coverage = page.split("## Interval coverage")[1].split("\n## ")[0]
    for name, verdict in re.findall(r"^\| `(\w+)` .*\| ([a-z ]+) \|$", coverage, re.MULTILINE):
        if verdict != "as meant":
            assert tool.WHY[name] in page
    assert set(tool.WHY) <= set(study.hindcast.target)


def test_the_page_says_what_kind_of_test_this_is(page: str) -> None:
    for words in ("Pseudo-real-time", "Hindsight that stays", "What set the discrepancies", "not been done"):
        assert words in page
