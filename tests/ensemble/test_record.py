"""What is kept of a member is what the member did: every series and sum under its own name.

The members are run by the kernel in single precision and compared with the double reading of the equations.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.ensemble import (
    COUNTRY_VARIABLES,
    GAMMAS,
    SERIES,
    Binding,
    LeverPath,
    Moment,
    Record,
    Shelf,
    Threads,
    replay,
    run_members,
    run_pool,
)
from fourfutures.model import Observables
from fourfutures.study import lever_settings
from tests.model.worlds import MONTH, bound, tracked

MEMBERS = 48
SINGLE: dict[str, Any] = {"rtol": 5e-5, "atol": 2e-5}  # what single precision may lose in two years
IDS = np.arange(MEMBERS, dtype=np.int64)
LEVERS = ("export_control=1", "reciprocal_ratio=1")
NAMES = {
    "compute_stock_us": "state.us.floor.compute_stock",
    "compute_stock_cn": "state.cn.floor.compute_stock",
    "investment_us": "flows.us.investment",
    "investment_cn": "flows.cn.investment",
    "chip_supply_us": "flows.us.supply",
    "chip_supply_cn": "flows.cn.supply",
    "chip_imports_cn": "flows.cn.imports",
    "memory_binds_cn": "flows.cn.memory_binds",
    "power_added_us": "flows.us.new_power",
    "power_added_cn": "flows.cn.new_power",
    "price_gap": "state.world.price_gap",
    "export_regime": "state.world.export_regime",
    "adoption_us": "state.us.adoption",
    "adoption_cn": "state.cn.adoption",
    "home_intensity_us": "state.us.home_intensity",
    "home_intensity_cn": "state.cn.home_intensity",
    "build_discrepancy_us": "state.us.build_discrepancy",
    "build_discrepancy_cn": "state.cn.build_discrepancy",
    "open_origin_us": "flows.us.open_origin",
    "open_origin_cn": "flows.cn.open_origin",
}


def quiet(done: int) -> None:
    """No progress."""


@pytest.fixture(scope="module")
def path(binding: Binding) -> LeverPath:
    return LeverPath(binding.study, lever_settings(LEVERS, binding.study), 1, binding.partners.codes)


@pytest.fixture(scope="module")
def moments(binding: Binding, path: LeverPath) -> list[Moment]:
    return bound(binding, MEMBERS)._replace(channels=path.channels(binding.draws, IDS, MONTH, 24)).run()


@pytest.fixture(scope="module")
def record(binding: Binding, path: LeverPath) -> Record:
    even = np.full(MEMBERS, 1.0 / MEMBERS)
    return run_members(binding, IDS, even, path, 0.5, GAMMAS, Threads(1), quiet)


def seen(moments: list[Moment], name: str) -> np.ndarray:
    return np.stack([np.broadcast_to(attrgetter(name)(m), (MEMBERS,)) for m in moments], axis=1)


def used(binding: Binding, moment: Moment, weight: np.ndarray, option: str) -> np.ndarray:
    """Sum over partners of weight, use and share."""
    countries = moment.state.countries
    return (weight[:, None] * countries.adoption * getattr(countries.shares, option)).sum(axis=0)


def test_every_series_holds_its_own_number(binding: Binding, moments: list[Moment], record: Record) -> None:
    for name, where in NAMES.items():
        assert_allclose(record.series[name], seen(moments, where), **SINGLE, err_msg=f"{name}: {where}")
    ratio = seen(moments, "state.us.floor.compute_stock") / seen(moments, "state.cn.floor.compute_stock")
    assert_allclose(record.series["compute_ratio"], ratio, **SINGLE)
    gap = seen(moments, "state.us.frontier_level") - seen(moments, "state.cn.frontier_level")
    assert_allclose(record.series["frontier_gap"], gap, **SINGLE)
    by_option = {
        o: np.stack([used(binding, m, binding.partners.people, o) for m in moments], axis=1)
        for o in ("us", "cn", "own")
    }
    for option, values in by_option.items():
        assert_allclose(record.series[f"share_{option}"], values / sum(by_option.values()), **SINGLE)
    assert {*NAMES, "compute_ratio", "frontier_gap", "share_us", "share_cn", "share_own"} == set(SERIES)


def test_fans_and_last_shares_of_partners_are_theirs(moments: list[Moment], record: Record) -> None:
    last = moments[-1].state.countries
    for at, share in enumerate(last.shares):
        assert_allclose(record.horizon_shares[:, :, at], np.asarray(share).T, **SINGLE)
    mean = record.countries.mean()
    for month in (0, 1, 24):
        countries = moments[month].state.countries
        for at, name in enumerate(COUNTRY_VARIABLES):
            values = (
                countries.adoption
                if name == "adoption"
                else getattr(countries.shares, name.removeprefix("share_"))
            )
            assert_allclose(mean[at, month], np.asarray(values).mean(axis=1), **SINGLE, err_msg=name)  # fmt: skip


def test_what_classes_need_is_kept_month_by_month(
    binding: Binding, moments: list[Moment], record: Record
) -> None:
    for track, months in ((record.path, range(25)), (record.ends, (0, 12, 24))):
        for at, month in enumerate(months):
            moment = moments[month]
            for side in ("us", "cn"):
                bloc = getattr(moment.state, side)
                assert_allclose(
                    getattr(track, f"log_stock_{side}")[:, at], np.log(bloc.floor.compute_stock), **SINGLE
                )
                assert_allclose(
                    getattr(track, f"home_{side}")[:, at],
                    bloc.adoption * np.exp(bloc.home_intensity),
                    **SINGLE,
                )
                assert_allclose(
                    getattr(track, f"open_{side}")[:, at], getattr(moment.flows, side).open_origin, **SINGLE
                )
            for g, gamma in enumerate(track.gammas):
                weight = binding.partners.weights(gamma)[0]
                for o, option in enumerate(("us", "cn", "own")):
                    assert_allclose(track.use[:, at, g, o], used(binding, moment, weight, option), **SINGLE)
            by_option = [used(binding, moment, binding.partners.people, o) for o in ("us", "cn", "own")]
            assert_allclose(track.own_share[:, at], by_option[2] / sum(by_option), **SINGLE)
    p = binding.parameters(IDS)
    assert_allclose(record.ends.growth_2025_us, p.us.growth_2025, **SINGLE)
    assert_allclose(record.ends.growth_2025_cn, p.cn.growth_2025, **SINGLE)
    assert_allclose(record.ends.adoption_change_2025, p.world.adoption_change_2025, **SINGLE)
    assert not record.ends.failed.any()


def test_a_replay_is_the_record_without_the_rest(binding: Binding, path: LeverPath, record: Record) -> None:
    again = replay(binding, IDS, path, GAMMAS, Threads(2))
    for name, values in record.ends.arrays().items():
        assert_array_equal(again.arrays()[name], values, err_msg=name)


class Kept:
    """A score that remembers what it was shown."""

    count = 1
    observables = frozenset(Observables._fields)

    def __call__(self, observables: dict[str, np.ndarray]) -> np.ndarray:
        self.seen = observables
        return np.zeros((next(iter(observables.values())).shape[0], 1))


def test_series_of_evidence_see_sums_over_partners(binding: Binding) -> None:
    score = Kept()
    run_pool(binding, MEMBERS, score, GAMMAS, Threads(1), Shelf(None), "", quiet)
    assert set(score.seen) == set(Observables._fields)
    moments = bound(binding, MEMBERS).run()
    part, hazard = binding.partners, {"us": 0.0, "cn": 0.0}
    for month, moment in enumerate(moments):
        countries, flows = moment.state.countries, moment.flows
        use = {o: used(binding, moment, part.people, o) for o in ("us", "cn", "own")}
        led = {side: use[side] + getattr(flows, side).open_origin * use["own"] for side in ("us", "cn")}
        assert_allclose(score.seen["log_use_ratio_cn_us"][:, month], np.log(led["cn"] / led["us"]), **SINGLE)
        for group, member, people, bloc in (
            ("north", part.north, part.people_us, moment.state.us),
            ("south", 1.0 - part.north, part.people_cn, moment.state.cn),
        ):
            weight = part.people * member
            mean = ((weight[:, None] * countries.adoption).sum(axis=0) + people * bloc.adoption) / (
                weight.sum() + people
            )
            assert_allclose(score.seen[f"logit_{group}"][:, month], np.log(mean / (1.0 - mean)), **SINGLE)
        power = countries.deals_us.deal_power + countries.deals_cn.deal_power
        assert_allclose(
            np.exp(score.seen["log_deal_power"][:, month]), np.maximum(power.sum(axis=0), 1e-6), **SINGLE
        )
        for side in ("us", "cn"):
            deals, loss = getattr(countries, f"deals_{side}"), getattr(moment.state, side).trust_loss
            energised = np.asarray(deals.deal_power).sum(axis=0)
            assert_allclose(score.seen[f"deal_power_{side}"][:, month], energised, **SINGLE)
            assert_allclose(score.seen[f"trust_{side}"][:, month], -np.asarray(loss), **SINGLE)
        if month:
            for side in ("us", "cn"):
                arrivals = np.asarray(getattr(flows.countries, f"hazard_{side}"))
                hazard[side] = hazard[side] + arrivals.sum(axis=0) * MONTH
            share = hazard["us"] / (hazard["us"] + hazard["cn"])
            assert_allclose(score.seen["deal_share_us"][:, month], share, **SINGLE)


@pytest.mark.parametrize("broken", ["us", "cn"])
def test_a_member_with_a_number_that_is_none_is_marked_and_counted(binding: Binding, broken: str) -> None:
    world = bound(binding, MEMBERS)
    growth = np.array(getattr(world.p, broken).growth_logic)
    growth[5] = np.nan
    with np.errstate(all="ignore"):
        track = tracked(binding, world.with_bloc(broken, growth_logic=growth), (0, 12, 24))
    assert_array_equal(np.flatnonzero(track.failed), [5])
