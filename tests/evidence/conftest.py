from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from model_rows import DOCUMENT, FAST
from model_server import ModelServer, model_server

import fourfutures as ff
from benchmarks.cluster import Cluster, binaries
from fourfutures.evidence import Desk, Ledger
from fourfutures.study import Study


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server to throw away."""
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed; on Debian or Ubuntu: apt-get install postgresql")
    server = Cluster(programs)
    yield server
    server.stop()


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a ledger that is still to be made, in either store."""
    if request.param == "SQLite":
        return str(tmp_path / "desk" / "evidence.sqlite")
    number = next(_NUMBERS)
    address: str = request.getfixturevalue("cluster").database(f"desk_{number}")
    return address


@pytest.fixture
def endpoint() -> Iterator[ModelServer]:
    """A model's endpoint on this machine."""
    with model_server() as server:
        yield server


@pytest.fixture
def asked(endpoint: ModelServer, tmp_path: Path, study: Study) -> Callable[..., dict[str, Any]]:
    """Read a document with that model's help."""
    path = tmp_path / "article.txt"

    def ask(content: str = DOCUMENT, **options: Any) -> dict[str, Any]:
        path.write_text(content, encoding="utf-8")
        settings = {
            "study": study, "dry_run": True, "llm": endpoint.url, "llm_model": "tester", "patience": FAST,
        } | options  # fmt: skip
        return ff.evidence_add(path, **settings)

    return ask


_NUMBERS = itertools.count(1)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk of three items: two from an English document, one from a Chinese one."""
    from articles import DOCUMENTS, PROPOSALS

    ledger = Ledger(tmp_path / "evidence.sqlite")
    ledger.add(DOCUMENTS, PROPOSALS)
    return Desk(ledger, clock())


def clock() -> Callable[[], datetime]:
    """A clock that stands."""
    return lambda: datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
