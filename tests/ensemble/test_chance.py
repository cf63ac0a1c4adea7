"""Luck by name: the distributions it promises, and no two shocks that are secretly one."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from scipy import stats

from fourfutures.ensemble import NamedChance
from fourfutures.model import BlocShocks, Shocks

IDS = np.arange(20_000, dtype=np.int64)
NORMAL = {"investment", "discrepancy", "frontier", "home"}
PARTNERS = ("FRA", "IND", "BRA")


def by_name(shocks: Shocks) -> dict[str, np.ndarray]:
    found = {
        f"{name}_{bloc}": getattr(getattr(shocks, bloc), name)
        for bloc in ("us", "cn")
        for name in BlocShocks._fields
    }
    found |= {"regime": shocks.regime, "supply": shocks.supply}
    return found | {f"deal_{code}": row for code, row in zip(PARTNERS, shocks.deal, strict=True)}  # fmt: skip


@pytest.mark.parametrize("dt", [1 / 12, 1 / 24])
def test_uniforms_are_uniform_and_normals_have_the_variance_of_the_step(dt: float) -> None:
    for step in (1, 2, 24):
        for name, drawn in by_name(NamedChance(5, IDS, PARTNERS, dt).shocks(step)).items():
            law = stats.norm(0.0, math.sqrt(dt)) if name.rpartition("_")[0] in NORMAL else stats.uniform()
            assert stats.kstest(drawn, law.cdf).pvalue > 1e-5, (name, step)


def test_no_two_shocks_of_a_month_or_of_two_months_go_together() -> None:
    chance = NamedChance(5, IDS, PARTNERS, 1 / 12)
    rows = [values for step in (1, 2, 3) for values in by_name(chance.shocks(step)).values()]
    assert len(rows) == 3 * (20 + 2 + 3)
    assert abs(np.corrcoef(rows) - np.eye(len(rows))).max() < 5.0 / math.sqrt(IDS.size)


def test_adding_a_partner_changes_nobody_elses_luck() -> None:
    few, more = (
        NamedChance(5, IDS[:50], codes, 1 / 12).shocks(4) for codes in (PARTNERS, ("ZZZ", *PARTNERS))
    )
    assert_array_equal(few.deal, more.deal[1:])
    assert_array_equal(few.us, more.us)
    assert_array_equal(few.regime, more.regime)


def test_months_may_be_read_in_any_order() -> None:
    forward, backward = (NamedChance(5, IDS[:50], PARTNERS, 1 / 12) for _ in range(2))
    there = [forward.shocks(step) for step in range(1, 25)]
    back = [backward.shocks(step) for step in range(24, 0, -1)][::-1]
    for one, two in zip(there, back, strict=True):
        assert_array_equal(one.us, two.us)
        assert_array_equal(one.deal, two.deal)
