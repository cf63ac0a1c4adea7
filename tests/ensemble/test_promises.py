"""The laws of levers hold in the numbers a run gives, as they do in the double reading: to the bit, or to rounding."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from fourfutures.ensemble import GAMMAS, SERIES, Binding, LeverPath, Record, Threads, run_members
from fourfutures.study import lever_settings

MEMBERS = 2000
ROUNDING = 2e-6  # relative: single precision carries seven digits, and a stock sums two years of months
Run = Callable[..., Record]


@pytest.fixture(scope="module")
def run(binding: Binding) -> Run:
    ids = np.arange(MEMBERS, dtype=np.int64)

    def under(*texts: str) -> Record:
        settings = lever_settings(texts, binding.study)
        path = LeverPath(binding.study, settings, 1, binding.partners.codes)
        even = np.full(MEMBERS, 1.0 / MEMBERS)
        return run_members(binding, ids, even, path, 0.5, GAMMAS, Threads(2), lambda done: None)

    return under


@pytest.fixture(scope="module")
def plain(run: Run) -> Record:
    return run()


def same_bytes(one: Record, other: Record, months: int = 25) -> bool:
    return all(
        one.series[name][:, :months].tobytes() == other.series[name][:, :months].tobytes() for name in SERIES
    )


def test_levers_at_zero_or_after_the_horizon_change_no_byte(
    binding: Binding, run: Run, plain: Record
) -> None:
    levers = binding.study.levers
    idle = run(*(f"{name}=0" for name in levers))
    late = run(*(f"{name}={entry.range[1]}@2028-01" for name, entry in levers.items()))
    for other in (idle, late):
        assert same_bytes(plain, other)
        assert plain.horizon_shares.tobytes() == other.horizon_shares.tobytes()
        assert plain.countries.mean().tobytes() == other.countries.mean().tobytes()


def test_levers_change_no_byte_before_their_month(binding: Binding, run: Run, plain: Record) -> None:
    later = run(*(f"{name}={entry.range[1]}@2027-01" for name, entry in binding.study.levers.items()))
    assert same_bytes(plain, later, months=13)
    assert not same_bytes(plain, later, months=14)


@pytest.mark.parametrize(
    ("lever", "signs"),
    [
        ("export_control=1", {"compute_stock_cn": 1, "compute_stock_us": -1, "export_regime": 1}),
        ("export_control=-1", {"compute_stock_cn": -1, "compute_stock_us": 1, "export_regime": -1}),
        ("us_permitting=1", {"compute_stock_us": 1, "compute_stock_cn": 0}),
        ("us_investment=1", {"compute_stock_us": 1, "investment_us": 1, "compute_stock_cn": 0}),
        ("cn_state_push=1", {"compute_stock_cn": 1, "chip_supply_cn": 1}),
        ("us_alliance=1", {"share_us": 1, "share_cn": -1, "compute_stock_us": 0}),
        ("cn_ai_plus=1", {"share_cn": 1, "share_us": -1, "home_intensity_cn": 1}),
        ("partner_sovereign=1", {"share_own": 1}),
    ],
)
def test_a_lever_moves_no_member_against_its_sign_by_more_than_rounding(
    run: Run, plain: Record, lever: str, signs: dict[str, int]
) -> None:
    after = run(lever)
    for name, sign in signs.items():
        before = plain.series[name].astype(np.float64)
        change = after.series[name].astype(np.float64) - before
        if sign == 0:
            assert not change.any(), name
        else:
            assert (sign * change >= -ROUNDING * np.maximum(np.abs(before), 1e-3)).all(), name
            assert (sign * change > 1e-4).any(), name
