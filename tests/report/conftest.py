from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from records import CASES, told

from fourfutures.analysis import (
    Pools,
    Question,
    Request,
    Withdrawal,
    close,
    deal,
    draft,
    explain,
    levers_document,
    negotiate,
    robust_document,
    sensitivity_document,
    switchoff,
    viewpoints,
    watch,
)
from fourfutures.ensemble import Hands, Shelf
from fourfutures.report import write_pages
from fourfutures.report.page import pages
from fourfutures.report.record import RunRecord
from fourfutures.study import Study, as_offer

SMALL = 400  # members: a whole page, odds that nobody should quote


@pytest.fixture(scope="session")
def folder(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run as of the day the data were assembled, with its pages."""
    made = draft(
        Request.of(study, members=SMALL, seed=7),
        tmp_path_factory.mktemp("report"),
        Hands.of(2),
        lambda *_: None,
    )
    write_pages(made.folder)
    return close(made)


@pytest.fixture(scope="session")
def summary(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def explanation(study: Study) -> dict[str, Any]:
    """What moved the odds over most of a year, across the day on which the start became better known."""
    days = [
        Request.of(study, members=SMALL, seed=7, as_of=day) for day in (date(2026, 1, 31), date(2026, 11, 22))
    ]
    return explain(*days, None, Hands.of(2), Pools(Shelf(None)), lambda *_: None)


@pytest.fixture(scope="session")
def watch_list(study: Study) -> dict[str, Any]:
    """What to watch as of the day the data were assembled."""
    return watch(Request.of(study, members=SMALL, seed=7), Hands.of(2), Pools(Shelf(None)), lambda *_: None)


@pytest.fixture(scope="session")
def lenses(study: Study) -> dict[str, Any]:
    """Every lens side by side, without data: that is quick."""
    request = Request.of(study, members=SMALL, seed=7, assimilate=False)
    return viewpoints(request, Hands.of(2), Pools(Shelf(None)), lambda *_: None)


@pytest.fixture(scope="session")
def dealt(study: Study) -> dict[str, Any]:
    """The accounts of a usual package."""
    asked = Request.of(study, members=SMALL, seed=7)
    return deal(asked, "full_package", "ARE", None, {}, Hands.of(2), Pools(Shelf(None)), lambda *_: None)


@pytest.fixture(scope="session")
def withdrawals(study: Study) -> dict[str, dict[str, Any]]:
    """Tests of withheld supply without data: of all partners, of one, of one with an offer."""
    asked = Request.of(study, members=200, seed=7, assimilate=False)
    package = as_offer(study.offers.template["full_package"])
    tests = {
        "all": Withdrawal.of(study, "CN", "cloud,weights"),
        "one": Withdrawal.of(study, "CN", "chips,cloud,updates", "SAU", {"cloud": 0.5}),
        "offer": Withdrawal.of(study, "US", "cloud,weights", "IND", offer=package),
    }
    hands, pools = Hands.of(2), Pools(Shelf(None))
    return {
        name: switchoff(asked, test, "as_of", hands, pools, lambda *_: None) for name, test in tests.items()
    }


@pytest.fixture(scope="session")
def levers(study: Study) -> dict[str, Any]:
    """What some levers change, of each actor one, and two that are pulled together."""
    asked = Request.of(study, members=SMALL, seed=7)
    names = ("export_control", "us_diffusion", "cn_ai_plus", "partner_sovereign")
    return levers_document(asked, names, True, Hands.of(2), Pools(Shelf(None)), lambda *_: None)


@pytest.fixture(scope="session")
def sensitivity(study: Study) -> dict[str, Any]:
    """What drives the outcomes, from as few rows as are allowed."""
    asked = Request.of(study, members=SMALL, seed=7)
    return sensitivity_document(asked, 128, Hands.of(2), Pools(Shelf(None)), lambda *_: None)


@pytest.fixture(scope="session")
def holding(study: Study) -> dict[str, Any]:
    """Which policies of China hold up, with everything that may be asked of them."""
    question = Question(actor="cn", pulls=("cn_ai_plus=1@2027-06",), adversary=True, plan=True, search=48)
    asked = Request.of(study, members=SMALL, seed=7)
    return robust_document(asked, question, Hands.of(2), Pools(Shelf(None)), lambda *_: None)


@pytest.fixture(scope="session")
def negotiation(study: Study) -> dict[str, Any]:
    """Two offers to one country, without data."""
    asked = Request.of(study, members=200, seed=7, assimilate=False)
    return negotiate(asked, "KEN", None, Hands.of(2), Pools(Shelf(None)), lambda *_: None)


@pytest.fixture(scope="session")
def record(folder: Path) -> RunRecord:
    return RunRecord.read(folder)


@pytest.fixture(scope="session")
def briefs(folder: Path) -> dict[str, str]:
    """The pages as they lie in the run folder."""
    return {lang: (folder / f"brief.{lang}.md").read_text(encoding="utf-8") for lang in ("en", "zh")}


@pytest.fixture(scope="session")
def pages_of(summary: dict[str, Any], folder: Path) -> Callable[..., tuple[RunRecord, dict[str, str]]]:
    """Record and pages of a case, by name; each is written once."""
    kept: dict[tuple[str, ...], tuple[RunRecord, dict[str, str]]] = {}

    def make(*names: str) -> tuple[RunRecord, dict[str, str]]:
        if names not in kept:
            found = RunRecord(told(summary, *(CASES[name] for name in names)), folder)
            kept[names] = (found, pages(found))
        return kept[names]

    return make
