"""One-step values of each process, worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from fourfutures.model.availability import availability, next_price_gap
from fourfutures.model.capability import gap, leap, next_frontier
from fourfutures.model.chips import Capacity, next_capacity, own_supply
from fourfutures.model.choice import Shares, next_shares, own_utility, stack_utility, turnover
from fourfutures.model.diffusion import adoption_rate
from fourfutures.model.home import next_home_adoption, next_home_intensity
from fourfutures.model.investment import Cycle, next_cycle, next_log_investment
from fourfutures.model.openness import open_origin, rescaled
from fourfutures.model.power import Floor, Grid, connect, energise, halls
from fourfutures.model.programme import Deals, Terms, acceptance, build_deals, signed_cn, signed_us
from fourfutures.model.regime import import_share, next_regime
from fourfutures.model.trade import chip_demand, chip_imports, chip_purchases, next_discrepancy
from fourfutures.model.trust import next_trust_loss, trust

MONTH = 1.0 / 12.0


@pytest.mark.parametrize(
    ("regime", "uniform", "expected"),
    [
        (0, 0.96, 1),  # up hazard 0.5 a year: rises above exp(-0.5/12) = 0.9592
        (0, 0.95, 0),
        (0, 0.001, 0),  # nothing below tight
        (1, 0.995, 2),  # 0.12 a year: above 0.9900
        (1, 0.985, 1),
        (1, 0.02, 0),  # down 0.25 a year: below 0.0206
        (1, 0.03, 1),
        (2, 0.02, 1),  # down 0.30 a year: below 0.0247
        (2, 0.999, 2),  # nothing above open
    ],
)
def test_the_export_regime_moves_by_at_most_one_step(regime, uniform, expected):
    assert next_regime(float(regime), uniform, 0.5, 0.12, 0.25, 0.30, 0.0, MONTH) == expected


def test_import_caps_add_up_in_order():
    assert [import_share(float(r), 0.004, 0.026, 0.12) for r in (0, 1, 2)] == pytest.approx(
        [0.004, 0.030, 0.150]
    )


def test_a_bust_lasts_twelve_months_and_is_not_followed_by_a_boom():
    cycle = Cycle(np.float64(0), np.float64(5))
    cycle = next_cycle(cycle, 0.005, 0.12, 0.0, 1.0, MONTH)  # 1 - exp(-0.01) = 0.00995
    assert (cycle.investment_phase, cycle.months_in_phase) == (1, pytest.approx(1))
    for _ in range(11):
        cycle = next_cycle(cycle, 0.5, 0.12, 0.0, 1.0, MONTH)
    assert cycle.investment_phase == 1
    cycle = next_cycle(cycle, 0.0001, 0.12, 0.0, 1.0, MONTH)
    assert cycle.investment_phase == 2


def test_investment_grows_in_a_boom_and_falls_in_a_bust():
    assert next_log_investment(6.0, 0.0, 0.0, 0.40, 0.8, 0.05, 0.0, 0.12, MONTH) == pytest.approx(
        6.0 + 0.4 / 12
    )
    assert next_log_investment(6.0, 1.0, 0.0, 0.40, 0.8, 0.05, 0.0, 0.12, MONTH) == pytest.approx(
        6.0 - 0.8 / 12
    )
    assert next_log_investment(6.0, 2.0, 0.5, 0.40, 0.8, 0.05, 0.1, 0.12, MONTH) == pytest.approx(
        6.0 + 0.15 / 12 + 0.06
    )


def test_a_breakthrough_is_phased_in_and_the_weaker_limb_binds():
    capacity = next_capacity(Capacity(0.0, 0.0, 0.0), 0.001, 0.6, 0.36, 0.2, 0.8, 2.0, 0.5, 0.0, 0.0, MONTH)
    released = 0.8 * (1 - math.exp(-1 / 6))
    assert capacity.log_logic_capacity == pytest.approx(0.05 + 0.5 * released)
    assert capacity.log_memory_capacity == pytest.approx(0.03 + released)
    assert capacity.breakthrough_backlog == pytest.approx(0.8 - released)
    assert own_supply(Capacity(0.5, 0.2, 0.0), 0.4, 0.0, 0.0) == pytest.approx(0.4 * math.exp(0.2))
    assert own_supply(Capacity(0.5, 0.2, 0.0), 16.0, 1.0, 0.75) == pytest.approx(4.0 * math.exp(0.2))


def test_chips_follow_money_and_licences():
    assert chip_demand(416.0, 26.0, 0.3, 0.0) == pytest.approx(16.0)  # US$bn over k$ is million
    bought = chip_imports(2.0, 0.4, 16.0, 0.03, 0.012)
    assert bought.total == pytest.approx(0.672)
    assert bought.licensed == pytest.approx(0.48)
    assert chip_imports(0.5, 0.4, 16.0, 0.03, 0.012).total == pytest.approx(0.1)  # no more than is wanted
    assert chip_imports(0.3, 0.4, 16.0, 0.03, 0.012).total == 0.0
    assert chip_purchases(20.0, 16.0, 0.0, 0.672, 0.0) == pytest.approx(15.328)
    assert chip_purchases(10.0, 16.0, 0.0, 0.672, math.log(2)) == pytest.approx(20.0)
    assert next_discrepancy(0.1, 0.2, 0.5, MONTH) == pytest.approx(0.1 + 0.1 - 0.125 / 12)


def test_power_leaves_the_third_stage_and_chips_meet_halls():
    grid, out = connect(Grid(6.0, 4.0, 2.0), 12.0, 2.0, MONTH)
    assert out == pytest.approx(3.0)
    assert tuple(grid) == pytest.approx((6.0 + 3.0 / 12, 4.0 + 3.0 / 12, 2.0 + 3.0 / 12))
    assert halls(8.6, 0.86, 0.3, 1.0, 0.0) == pytest.approx(10.0 * math.exp(0.3))
    floor, energised = energise(Floor(16.0, 16.0, 3.0, 5.0), 12.0, 6.0, 0.25, 0.08, MONTH)
    assert energised == pytest.approx(16.0)  # min(3 + 1, 5 + 0.5) / 0.25
    assert floor.chip_queue == pytest.approx(4.0 - 16.0 / 12)
    assert floor.idle_halls == pytest.approx(5.5 - 16.0 / 12)
    assert floor.compute_stock == pytest.approx(16.0 + (16.0 - 1.28) / 12)


def test_the_frontier_moves_with_compute_and_catches_up():
    assert gap(0.0, 0.5) == 0.5 and gap(0.5, 0.0) == 0.0
    assert leap(0.01, math.exp(-2), 0.3, 0.25, MONTH) == pytest.approx(0.5)
    assert leap(0.5, math.exp(-2), 0.3, 0.25, MONTH) == 0.0
    moved = next_frontier(-0.5, 1.05, 0.9, 0.5, 0.27, 0.8, 0.6, 0.48, 0.1, 0.2, 0.15, MONTH)
    assert moved == pytest.approx(-0.5 + (1.05 + 0.27 * 0.4 + 0.8 * 0.12) / 12 + 0.015 + 0.2)


def test_short_supply_binds_and_abundance_does_not():
    assert availability(0.1, 2.0, 1.0, 1.1, 1.2, 1.0) == pytest.approx(0.1 - 0.1 - math.log(2))
    assert availability(2.0, 1.0, 1.0, 1.1, 1.2, 1.0) == 0.0
    assert next_price_gap(0.1, 1.2, 1.1, 0.4, 0.5, 0.4, 0.05, MONTH) == pytest.approx(
        0.1 + (0.4 * 0.2 + 0.05) / 12
    )


def test_trust_is_lost_in_incidents_and_forgotten():
    after = next_trust_loss(0.2, 0.01, math.exp(-1), 0.45, 0.25, 0.7, 0.0, MONTH)
    assert after == pytest.approx(0.2 * math.exp(-0.7 / 12) + 0.25)
    assert trust(0.2, 0.5, 0.3) == pytest.approx(-0.2 * 0.85)


def test_diffusion_is_bass():
    assert adoption_rate(0.2, 0.8, 0.01, 0.28, 0.0, 0.15) == pytest.approx((0.01 + 0.28 * 0.25) * 0.6)
    assert adoption_rate(0.8, 0.8, 0.01, 0.28, 1.0, 0.15) == 0.0


def test_choice_moves_towards_the_pivot_logit():
    start = Shares(0.8, 0.15, 0.05)
    utility = Shares(0.0, math.log(2), 0.0)
    pivot = (0.8, 0.3, 0.05)
    total = sum(pivot)
    moved = next_shares(start, start, utility, 0.2, 12.0 * math.log(2), MONTH)  # half of use chosen afresh
    assert tuple(moved) == pytest.approx(
        tuple(s + 0.5 * (v / total - s) for s, v in zip(start, pivot, strict=True))
    )
    assert turnover(0.3, 0.25, 0.2, 1.2) == pytest.approx(0.79)
    assert turnover(0.3, 0.25, 0.2, -1.0) == pytest.approx(0.55)
    assert stack_utility(
        0.1, 0.08, 2.0, 0.5, 0.7, -0.2, 0.4, -0.1, 0.35, -0.05, 1.0, 1.0, 0.25, 0.05, 0.01
    ) == pytest.approx(0.1 + 0.16 + 0.35 - 0.08 - 0.035 - 0.05 + 0.25 * math.log(2) + 0.05 + 0.01)
    assert own_utility(0.2, 0.08, 2.0, -0.1, -0.3, 0.3, 0.0) == pytest.approx(0.2 + 0.16 + 0.06)


def test_open_origins_never_exceed_their_limit():
    assert open_origin(0.25, 0.0, 0.0, 0.7, 0.4) == pytest.approx(0.25)
    assert open_origin(0.25, math.log(3), 0.5, 0.7, 0.4) == pytest.approx(0.5 * math.exp(0.14))
    assert rescaled(0.6, 0.6, 0.95) == pytest.approx(0.475)
    assert rescaled(0.3, 0.5, 0.95) == pytest.approx(0.3)


def test_home_use_deepens_and_a_bust_slows_it():
    assert next_home_adoption(0.45, 0.42, 0.0, 0.01, 0.9, 0.3, MONTH) == pytest.approx(
        0.45 + 0.22 * 0.45 / 12
    )
    assert next_home_intensity(0.1, 0.06, 0.35, -0.2, 1.0, 0.10, 0.02, 0.5, 0.08, MONTH) == pytest.approx(
        0.1 + (0.06 - 0.07 - 0.10 + 0.02) / 12 + 0.04
    )


def test_deals_are_accepted_signed_and_built():
    terms = Terms(0.6, 1.0, 0.2, 0.5, 2.0)
    utility = -0.3 + 1.5 * 0.4 + 0.5 * 0.5 - 0.1 + 0.5 * -0.2 + 0.3 * 2.0 - 0.5 * 0.6 - 0.4 * 0.5 + 0.1
    assert acceptance(0.4, 0.5, -0.1, -0.2, terms, 0.3, 0.5, -0.3, 1.5, 0.5, 0.5, 0.4, 0.1) == pytest.approx(
        1 / (1 + math.exp(-utility))
    )
    assert (signed_us(0.03, 0.45, MONTH), signed_us(0.04, 0.45, MONTH)) == (1, 0)  # 1 - exp(-0.0375) = 0.0368
    assert (signed_cn(0.98, 0.30, MONTH), signed_cn(0.97, 0.30, MONTH)) == (1, 0)  # exp(-0.025) = 0.9753
    deals = build_deals(Deals(1.0, 0.6, 0.2, 0.05), 1.0, 0.3, 1.5, 0.05, MONTH)
    rate = 2 / 1.5 / 12
    assert tuple(deals) == pytest.approx((1.0 + 0.3 - rate, 0.6 + rate * 0.4, 0.2 + rate * 0.6, 0.10))
