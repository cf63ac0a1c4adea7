"""Option shares at the start, as the compiler of the study makes them from measured classes."""

from __future__ import annotations

import importlib
import math
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from fourfutures.study import Study

COMPILER = Path(__file__).resolve().parents[2] / "tools" / "compile_study"


@pytest.fixture
def shares(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(COMPILER))
    return importlib.import_module("shares")


@pytest.fixture
def economy(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(COMPILER))
    kind = importlib.import_module("economies").Economy
    blank = dict.fromkeys(
        (
            "working_age_population", "population", "population_year", "gdp_usd", "gdp_year", "internet_users_pct_cia",
            "un_distance_to_us_2024", "un_distance_to_china_2024", "nato_member", "major_non_nato_ally", "five_eyes",
            "import_share_china", "electricity_consumption_twh", "ai_user_share_2025h1", "ai_user_share_2025h2",
            "ai_user_share_2026q1",
        ),
        "",
    )  # fmt: skip

    def make(code: str, **cells: str):
        return kind({**blank, "iso3": code, "subregion": "Sub-Saharan Africa", **cells}, {})

    return make


def band(value: float, low: str = "", high: str = "") -> dict[str, str]:
    return {"value": str(value), "low": low, "high": high, "source_id": "a-map"}


def test_a_class_counts_other_chinese_services_too(shares):
    found = shares._of_band(band(8, "6", "10"))
    assert found.share == pytest.approx(0.104)
    assert 0.4 < found.above < found.below < 0.45


def test_the_lowest_class_is_drawn_from_half_a_percent_to_five(shares):
    """Spreads on both sides are those of draws from the class, with the general error on top."""
    found = shares._of_band(band(2.5, "0", "5"))
    rng = np.random.default_rng(1)
    for end, spread in ((0.005, found.below), (0.05, found.above)):
        logs = np.log(rng.uniform(min(0.03, end), max(0.03, end), 400_000) / 0.03)
        assert spread == pytest.approx(math.sqrt(0.4**2 + np.mean(logs**2)), rel=5e-3)


def test_a_printed_value_has_the_general_error_alone(shares):
    found = shares._of_band(band(56))
    assert (found.below, found.above) == (0.4, 0.4)


def test_a_remainder_counts_economies_whose_working_age_people_were_filled_in(shares, economy):
    """Unknown is not zero: an economy without a count of working-age people still weighs in its region's mean."""
    world = {"AAA": economy("AAA"), "BBB": economy("BBB"), "CCC": economy("CCC")}
    for code, people in (("AAA", 1e6), ("BBB", 3e6), ("CCC", 9e9)):
        world[code].workers = people
    measured = {code: shares._of_band(band(value)) for code, value in (("AAA", 8), ("BBB", 18), ("CCC", 56))}
    entity = {"code": "X-ssa", "kind": "remainder", "region": "ssa"}
    found = shares._chinese(entity, measured, world, {"CCC"}, None)
    assert found.share == pytest.approx((0.104 + 3 * 0.234) / 4)
    assert found.imputed and found.basis == "region_mean_of_bands"


def test_an_unmeasured_economy_follows_affinity_and_income_and_says_so(study: Study):
    rows = {row.entity: row for row in study.shares}
    fitted = [row for row in study.shares if row.basis == "regression_affinity_income"]
    assert {row.entity for row in fitted} == {"EST", "MLT", "TTO", "X-north-america"}
    assert all(row.imputed and row.log_sd_cn_below > 0.5 for row in fitted)
    assert rows["EST"].share_cn < rows["MLT"].share_cn < rows["TTO"].share_cn


def test_own_shares_carry_the_error_of_what_is_known_about_them(study: Study):
    rows = {row.entity: row for row in study.shares}
    known = {code: (rows[code].share_own, rows[code].log_sd_own) for code in ("RUS", "KOR", "FRA")}
    assert known == {"RUS": (0.30, 0.8), "KOR": (0.10, 0.7), "FRA": (0.05, 0.5)}
    for code, row in rows.items():
        if code not in known:
            assert row.share_own == 0.05 and row.log_sd_own == pytest.approx(math.hypot(2, 3) / 5, abs=0.005)
    assert len(rows["RUS"].source_id) == 3 and len(rows["FRA"].source_id) == 3
