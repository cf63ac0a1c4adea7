from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fourfutures.analysis import Request, close, draft
from fourfutures.ensemble import Hands
from fourfutures.study import Study, lever_settings

SMALL = 400  # members: enough for laws that hold exactly, too few to quote


def quiet(stage: str, done: int, total: int) -> None:
    """No progress."""


@pytest.fixture(scope="session")
def asked(study: Study) -> Callable[..., Request]:
    def make(levers: tuple[str, ...] = (), **options: Any) -> Request:
        given = {"members": SMALL, "seed": 7, **options}
        return Request.of(
            options.pop("study", study),
            levers=lever_settings(levers, study),
            **{k: v for k, v in given.items() if k != "study"},
        )

    return make


@pytest.fixture
def ran(tmp_path: Path) -> Callable[..., tuple[dict[str, Any], Path]]:
    def go(request: Request, workers: int = 2, out: str = "runs") -> tuple[dict[str, Any], Path]:
        folder = close(draft(request, tmp_path / out, Hands.of(workers), quiet))
        return json.loads((folder / "summary.json").read_text(encoding="utf-8")), folder

    return go


@pytest.fixture(scope="session")
def today(study: Study, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    """The plain run as of the day the data were assembled."""
    request = Request.of(study, members=SMALL, seed=7)
    folder = close(draft(request, tmp_path_factory.mktemp("today"), Hands.of(2), quiet))
    return json.loads((folder / "summary.json").read_text(encoding="utf-8")), folder


@pytest.fixture(scope="session")
def january() -> date:
    return date(2026, 1, 31)
