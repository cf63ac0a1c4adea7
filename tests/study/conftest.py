from __future__ import annotations

from pathlib import Path

import pytest
from small_study import FILES, SmallStudy

from fourfutures.study import Study, load_study


@pytest.fixture
def folder(tmp_path: Path) -> SmallStudy:
    return SmallStudy(tmp_path / "small")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return load_study(SmallStudy(tmp_path_factory.mktemp("studies") / "small").root)


@pytest.fixture(scope="session")
def small_files() -> dict[str, str]:
    """TOML files of the small study."""
    return {name: text for name, text in FILES.items() if name.endswith(".toml")}
