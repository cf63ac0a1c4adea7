"""Deals put into a run: what they change there is what is answered from memory, and what the run itself says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests.analysis.conftest import quiet

from fourfutures.analysis import AnalysisError, Live, Pools, Request, imposed_effect
from fourfutures.ensemble import Hands, Shelf, cache_folder
from fourfutures.public.asking import imposed
from fourfutures.study import Offer, StudyError, as_offer, lever_settings, load_study


def offer(template: str = "full_package", **terms: object) -> Offer:
    usual = as_offer(load_study("ai-2027").offers.template[template])
    return usual.model_copy(update={"country": "IND", "capacity_mw": 4000.0, **terms})


@pytest.fixture(scope="module")
def live(asked: Callable[..., Request]) -> Live:
    return Live(asked(), Hands.of(2), Pools(Shelf(cache_folder() / "pools")), quiet)


@pytest.mark.parametrize("levers", [(), ("export_control=0.5",)], ids=["alone", "beside a lever"])
def test_an_answer_is_that_of_the_run_to_the_last_digit(
    live: Live, asked: Any, ran: Any, levers: Any
) -> None:
    deals = (offer(), offer("silk_road_cloud", country="BRA", signed="2027-02"))
    run, _ = ran(asked(levers=levers, deals=deals))
    answer = live.answer(lever_settings(levers, live.request.study), deals)
    for reading, block in run["futures"].items():
        for future, entry in block.items():
            assert answer["futures"][reading][future]["p"] == entry["p"]
    assert {name: cell["change"] for name, cell in answer["futures"]["source"].items()} == run["difference"]
    assert [(deal["country"], deal["signed"]) for deal in run["deals"]] == [
        ("IND", "2026-12"),
        ("BRA", "2027-02"),
    ]


def test_an_economy_changes_as_its_series_in_the_run_does(live: Live, asked: Any, ran: Any) -> None:
    _, plain = ran(asked())
    _, signed = ran(asked(deals=(offer(),)))
    found = live.economies(["IND"], deals=[offer()])["IND"]
    for row in found["series"]:
        if row["month"] != "2027-12":
            continue
        for way, folder in (("without", plain), ("with", signed)):
            table = pd.read_parquet(folder / "countries.parquet")
            of = table[(table["entity"] == "IND") & (table["month"] == row["month"])]
            mean = float(of[of["variable"] == row["variable"]]["mean"].iloc[0])
            assert row[way] == pytest.approx(mean, abs=2e-6)  # fans count in millionths
    shares = [row["change"]["mean"] for row in found["series"] if row["variable"].startswith("share")]
    by_month = np.array(shares).reshape(3, -1).sum(axis=0)
    np.testing.assert_allclose(by_month, 0.0, atol=1e-6)


def test_effects_of_a_programme_are_told_by_country_and_by_reading(live: Live) -> None:
    codes = ["IND", "ARE", "BRA", "KEN", "IDN", "SAU", "NGA", "ZAF", "VNM", "EGY"]
    found = imposed_effect(live, [offer(country=code) for code in codes])
    assert list(found["country_effect"]) == codes
    for changes in found["futures_effect"].values():
        assert sum(change["p"] for change in changes.values()) == pytest.approx(0.0, abs=1e-12)
    us = [row for row in found["country_effect"]["KEN"]["series"] if row["variable"] == "share_us"]
    assert all(row["change"]["low"] > 0.0 for row in us)


def test_no_deal_is_the_run_without_any(live: Live, asked: Callable[..., Request]) -> None:
    assert asked(deals=()).run_id == asked().run_id
    assert all(
        cell["change"]["p"] == 0.0 for block in live.answer()["futures"].values() for cell in block.values()
    )


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"country": None}, "names no country"),
        ({"signed": "2026-10"}, "outside 2026-12 to 2027-12"),
        ({"signed": "2028-01"}, "outside"),
    ],
)
def test_deals_that_cannot_be_signed_are_refused(asked: Any, terms: dict[str, object], said: str) -> None:
    with pytest.raises(AnalysisError, match=said):
        asked(as_of=date(2026, 11, 22), deals=(offer(**terms),))


def test_a_home_market_signs_no_deal(asked: Any) -> None:
    with pytest.raises(StudyError, match="home market"):
        asked(deals=(offer(country="USA"),))


def test_a_run_with_a_deal_has_another_name_and_says_which(asked: Any) -> None:
    one, other = asked(deals=(offer(),)), asked(deals=(offer(capacity_mw=1.0),))
    assert len({asked().run_id, one.run_id, other.run_id}) == 3


def test_a_deal_may_be_written_on_one_line() -> None:
    study = load_study("ai-2027")
    one, other = imposed(["full-package:are@2027-03", "silk_road_cloud:X-gulf"], study)
    assert (one.template, one.country, one.signed) == ("full_package", "ARE", "2027-03")
    assert (other.template, other.country, other.signed) == ("silk_road_cloud", "X-gulf", None)
    assert imposed([one], study) == (one,)
