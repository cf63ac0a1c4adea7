"""Levers as dated paths: from which month, where, and how much of each channel."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from fourfutures.ensemble import Binding, LeverPath
from fourfutures.model import Channels
from fourfutures.study import LeverSetting, Study

MONTHS = 24
IDS = np.arange(40, dtype=np.int64)


def path(study: Study, binding: Binding, *texts: str, default: int = 1) -> list[Channels]:
    settings = []
    for text in texts:
        name, value, start = (*text.replace("@", "=").split("="), None)[:3]
        lever, entity = (*name.split("."), None)[:2]
        settings.append(LeverSetting(lever=lever, entity=entity, value=float(value), start=start))
    levers = LeverPath(study, settings, default, binding.partners.codes)
    return levers.channels(binding.draws, IDS, 1.0 / 12.0, MONTHS)


def strength(binding: Binding, lever: str) -> np.ndarray:
    return np.asarray(binding.draws.value(f"lever_strength_{lever}", IDS))


EFFECTS = [
    ("export_control=1", lambda c: c.world.regime_hazard, 1.2),
    ("export_control=-1", lambda c: c.world.regime_hazard, -1.2),
    ("export_enforcement=1", lambda c: c.world.grey_cut, 0.5),
    ("us_permitting=1", lambda c: c.us.build_time, np.log(0.75)),
    ("us_permitting=1", lambda c: c.us.cancellation, np.log(0.5)),
    ("us_investment=1", lambda c: c.us.investment_growth, 0.15),
    ("us_investment=1", lambda c: c.us.bust_hazard, -0.7),
    ("cn_state_push=1", lambda c: c.cn.chip_growth, 0.20),
    ("cn_state_push=1", lambda c: c.cn.investment_growth, 0.15),
    ("cn_state_push=1", lambda c: c.cn.breakthrough_hazard, 0.5),
    ("us_alliance=1", lambda c: c.us.deal_arrival, 0.8),
    ("us_alliance=1", lambda c: c.us.acceptance, 0.3),
    ("us_alliance=1", lambda c: c.us.utility, 0.10),
    ("us_coercion=1", lambda c: c.us.incident_hazard, 1.0),
    ("us_open_weights=1", lambda c: c.us.open_odds, 0.8),
    ("us_open_weights=1", lambda c: c.country.own_utility, 0.1),
    ("us_diffusion=1", lambda c: c.us.home_drift, 0.10),
    ("us_diffusion=1", lambda c: c.us.utility, 0.15),
    ("us_diffusion=1", lambda c: c.world.price_drift, 0.10),  # dearer Chinese offers: the US price falls
    ("cn_ai_plus=1", lambda c: c.cn.home_drift, 0.10),
    ("cn_ai_plus=1", lambda c: c.cn.utility, 0.15),
    ("cn_ai_plus=1", lambda c: c.world.price_drift, -0.10),
    ("cn_ai_plus=1", lambda c: c.cn.deal_arrival, 0.4),
    ("partner_sovereign=1", lambda c: c.country.own_utility, 0.25),
    ("partner_sovereign=1", lambda c: c.country.acceptance, -0.4),
    ("partner_sovereign=1", lambda c: c.country.exposure, 0.3),
    ("security_standard=3", lambda c: c.us.acceptance, -0.9),
    ("security_standard=3", lambda c: c.us.utility_aligned, 0.30),
    ("security_standard=3", lambda c: c.us.remote_control, 0.3),
    ("reciprocal_ratio=1.5", lambda c: c.us.reciprocal, 1.5),
    ("reciprocal_ratio=1.5", lambda c: c.us.acceptance, -0.6),
]  # fmt: skip


@pytest.mark.parametrize(("setting", "channel", "after_a_year"), EFFECTS)
def test_a_lever_at_full_pull_has_the_effect_the_design_gives_it(
    study, binding, setting, channel, after_a_year
):
    """Levels in force, and yearly rates after a year, are the median size times the member's strength."""
    found = channel(path(study, binding, setting)[11])
    expected = after_a_year * strength(binding, setting.split("=")[0])
    assert_allclose(np.broadcast_to(found, IDS.shape), expected, rtol=1e-12)


def test_pressure_on_partners_raises_acceptance_for_six_months_only(study, binding):
    months = path(study, binding, "us_coercion=1", default=4)
    on = [np.any(np.asarray(month.us.acceptance) != 0.0) for month in months]
    assert [number for number, is_on in enumerate(on, start=1) if is_on] == [4, 5, 6, 7, 8, 9]
    assert all(np.all(np.asarray(m.us.incident_hazard) > 0.0) for m in months[3:])


def test_a_yearly_rate_adds_up_from_the_month_the_lever_starts(study, binding):
    months = path(study, binding, "us_alliance=1@2026-07")
    pull = 0.10 * strength(binding, "us_alliance")
    assert_allclose(months[5].us.utility, 0.0)
    for month in (7, 12, 24):
        assert_allclose(months[month - 1].us.utility, pull * (month - 6) / 12.0)


def test_what_a_lever_built_up_stays_when_it_is_let_go(study, binding):
    months = path(study, binding, "us_alliance=1@2026-01", "us_alliance=0@2026-07")
    assert_allclose(months[23].us.utility, 0.05 * strength(binding, "us_alliance"))
    assert_allclose(np.asarray(months[23].us.acceptance, dtype=float), 0.0)


def test_a_setting_for_one_partner_replaces_the_one_for_all_there(study, binding):
    """Pulled for all and for India, the lever is at India's value in India, never at the sum of both."""
    india = binding.partners.codes.index("IND")
    pull = strength(binding, "partner_sovereign")
    months = path(study, binding, "partner_sovereign=1", "partner_sovereign.IND=0.5")
    acceptance = np.asarray(months[11].country.acceptance)
    assert_allclose(acceptance[india], -0.4 * 0.5 * pull)
    assert_allclose(np.delete(acceptance, india, axis=0), np.tile(-0.4 * pull, (len(acceptance) - 1, 1)))


def test_the_setting_for_all_holds_for_a_partner_until_its_own_begins(study, binding):
    india = binding.partners.codes.index("IND")
    pull = strength(binding, "partner_sovereign")
    months = path(study, binding, "partner_sovereign=1@2026-01", "partner_sovereign.IND=0@2027-01")
    own = [np.asarray(month.country.own_utility) for month in months]
    assert_allclose(own[23][india], 0.25 * pull)
    assert_allclose(own[23][india - 1], 0.50 * pull)
    assert_allclose(np.asarray(months[11].country.acceptance)[india], -0.4 * pull)
    assert_allclose(np.asarray(months[12].country.acceptance)[india], 0.0)


def test_of_two_settings_that_start_together_the_last_holds(study, binding):
    months = path(study, binding, "us_alliance=0.5", "us_alliance=1@2026-03", default=3)
    assert_allclose(months[11].us.acceptance, 0.3 * strength(binding, "us_alliance"))


def test_a_lever_turned_down_adds_up_at_the_lower_rate(study, binding):
    months = path(study, binding, "us_alliance=1@2026-01", "us_alliance=0.5@2026-07")
    assert_allclose(months[11].us.utility, 0.10 * (0.5 + 0.5 * 0.5) * strength(binding, "us_alliance"))


def test_levers_on_one_channel_add(study, binding):
    drift = path(study, binding, "us_diffusion=1", "cn_ai_plus=1")[0].world.price_drift
    pulls = strength(binding, "us_diffusion") - strength(binding, "cn_ai_plus")
    assert_allclose(drift, 0.10 * pulls, atol=1e-12)


def test_strengths_have_a_median_of_one_and_differ_by_member_and_by_lever(study, binding):
    ids = np.arange(20_000, dtype=np.int64)
    found = np.array([binding.draws.value(f"lever_strength_{name}", ids) for name in sorted(study.levers)])
    error = 0.5 * np.sqrt(np.pi / 2.0 / ids.size)  # of the median of a lognormal with log sd a half
    assert_allclose(np.median(found, axis=1), 1.0, atol=4.5 * error)
    assert abs(np.corrcoef(np.log(found)) - np.eye(len(found))).max() < 4.5 / np.sqrt(ids.size)


def test_the_pull_on_a_member_does_not_depend_on_its_company(study, binding):
    levers = LeverPath(study, [LeverSetting(lever="us_permitting", value=1.0)], 1, binding.partners.codes)
    whole, part = (
        levers.channels(binding.draws, ids, 1.0 / 12.0, 1)[0].us.build_time for ids in (IDS, IDS[7:19])
    )
    assert (whole[7:19] == part).all()  # fmt: skip
