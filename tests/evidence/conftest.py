from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.cluster import Cluster, binaries
from fourfutures.evidence import Desk, Ledger


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
