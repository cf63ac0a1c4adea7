"""Shared subjects of the tests: the shipped study, bound once."""

from __future__ import annotations

import pytest

from fourfutures.ensemble import Binding
from fourfutures.study import Study, load_study


@pytest.fixture(scope="session")
def study() -> Study:
    return load_study("ai-2027")


@pytest.fixture(scope="session")
def binding(study: Study) -> Binding:
    return Binding(study, seed=7)
