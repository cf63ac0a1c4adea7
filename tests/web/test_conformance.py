"""Whatever fits the description is answered as described, and what does not is refused in one shape.

Requests are made up from the description by Schemathesis; members are kept few, so that an answer takes no time. That a
request which fits is accepted cannot be asked: names of levers, offers and targets are those of the study.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from fourfutures.study import load_study
from fourfutures.web import application

FEW, SEED = 100, 0
PATIENCE = 600  # s: a loaded machine is slow, and nothing here is about speed
# Routes that work for seconds, and options of theirs that would make them begin anew.
SLOW = {("get", "/api/countries"), ("get", "/api/scores"), ("get", "/api/viewpoints"), ("get", "/api/watch")}
SLOW |= {("get", "/api/charts/scores"), ("get", "/api/charts/watch")}
SLOW |= {("get", f"/api/evidence/{name}") for name in ("languages", "digest", "digest-page")}
REMADE = {"as_of", "dials", "guide", "lens", "no_evidence", "prior", "start", "target"}
HERE = {"host": "127.0.0.1:8765"}


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = Path(tmp_path_factory.mktemp("asked"))
    app = application(load_study("ai-2027"), runs=folder / "runs")
    with pytest.MonkeyPatch.context() as own:  # what is made up is written into nobody's ledger
        own.setenv("FOURFUTURES_LEDGER", str(folder / "evidence.sqlite"))
        yield schemathesis.openapi.from_asgi("/openapi.json", app, headers=HERE)


def few(part: Any) -> None:
    """Ask for few members of one pool where what was asked for fits; what breaks the description stays as it is."""
    if not isinstance(part, dict):
        return
    for name, kept, most in (("members", FEW, 20_000), ("seed", SEED, 2**63 - 1)):
        if isinstance(part.get(name), int) and kept <= part[name] <= most:
            part[name] = kept


def test_every_route_is_as_described(described: Any) -> None:
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=4, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def check(case: schemathesis.Case) -> None:
            few(case.body)
            few(case.query)
            if (case.operation.method, case.operation.path) in SLOW and isinstance(case.query, dict):
                for name in REMADE & set(case.query):
                    del case.query[name]
                case.query.setdefault("members", FEW)
            case.call_and_validate(headers=HERE, timeout=PATIENCE, excluded_checks=[positive_data_acceptance])

        check()
