from __future__ import annotations

from pathlib import Path

import pytest
from small_study import SmallStudy

from fourfutures.study import Study, load_study


@pytest.fixture
def folder(tmp_path: Path) -> SmallStudy:
    return SmallStudy(tmp_path / "small")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return load_study(SmallStudy(tmp_path_factory.mktemp("studies") / "small").root)
