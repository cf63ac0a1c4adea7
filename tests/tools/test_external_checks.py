"""The page of comparisons with published figures says what the model says now."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from fourfutures.study import Study

ROOT = Path(__file__).resolve().parents[2]
MEMBERS = 1024
# What medians and tails of a quarter of the page's members earn: log spreads are near a half, so 10 and 90 percent have a
# standard error of about 3 percent; four of them.
LEEWAY = 0.12


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("external_checks", ROOT / "tools" / "external_checks.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def found(tool: ModuleType, study: Study) -> list:
    return tool.figures(study, MEMBERS)


def test_the_page_gives_the_figures_of_the_model_as_it_is(tool: ModuleType, found: list) -> None:
    written = tool.PAGE.read_text(encoding="utf-8")
    for figure in found:
        line = next(line for line in written.splitlines() if line.startswith(f"| {figure.name} |"))
        middle, low, high = map(float, re.findall(r"[0-9.]+", line.split("|")[2]))
        assert np.abs(np.log(np.array(figure.found) / (low, middle, high))).max() < LEEWAY, (
            "run: make reference"
        )
        assert line.endswith(f"| {figure.published} |")


def test_the_looser_the_rule_the_less_the_us_adds_relative_to_china(found: list) -> None:
    tight, partial, opened, _ = (figure.found for figure in found)
    assert (np.array(tight) > partial).all() and (np.array(partial) > opened).all()


def test_every_key_on_the_page_is_a_source_of_the_study(tool: ModuleType, study: Study) -> None:
    keys = set(re.findall(r"\[([a-z0-9-]+)\](?!\()", tool.PAGE.read_text(encoding="utf-8")))
    assert keys and keys <= set(study.sources)


def test_the_words_of_the_page_fit_its_figures(found: list) -> None:
    """Below the published ratio under tight rules, above it under open ones, above the published power."""
    tight, _, opened, power = (figure.found[1] for figure in found)
    assert tight < 31.0 and opened > 4.0 and power > 30.0
