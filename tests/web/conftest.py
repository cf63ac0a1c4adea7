"""A server in this process, with runs in a folder of the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from fourfutures.study import Study
from fourfutures.web import application

ADDRESS = "http://127.0.0.1:8765"


@pytest.fixture(scope="session")
def web(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    app = application(study, runs=tmp_path_factory.mktemp("served"))
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield client
