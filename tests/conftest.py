"""Shared subjects of the tests: the shipped study, bound once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fourfutures.ensemble import Binding
from fourfutures.study import Study, load_study

# Compiled kernels stay between test runs, beside the tests and away from the user's own cache.
os.environ["FOURFUTURES_CACHE"] = str(Path(__file__).resolve().parents[1] / ".cache" / "tests")
# Nobody's own evidence or forecasts count in a test.
os.environ["FOURFUTURES_DATA"] = str(Path(__file__).resolve().parents[1] / ".cache" / "tests" / "desk")
os.environ.pop("FOURFUTURES_LEDGER", None)


@pytest.fixture(scope="session")
def study() -> Study:
    return load_study("ai-2027")


@pytest.fixture(scope="session")
def binding(study: Study) -> Binding:
    return Binding(study, seed=7)
