"""A server in this process, with runs in a folder of the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from fourfutures.public import running
from fourfutures.study import Study
from fourfutures.web import application

ADDRESS = "http://127.0.0.1:8765"


@pytest.fixture(scope="module", autouse=True)
def _without_pages() -> Iterator[None]:
    """Runs of the Python door, held beside what is served, need no briefs: their charts take longer than the run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "write_pages", lambda folder: [])
        yield


@pytest.fixture(scope="session")
def web(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    app = application(study, runs=tmp_path_factory.mktemp("served"))
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield client
