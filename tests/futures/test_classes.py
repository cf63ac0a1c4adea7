"""From indices to named futures: laws of the frame, hand-made worlds, probabilities."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.ensemble import Track
from fourfutures.futures import (
    Dials,
    FuturesError,
    Indices,
    alignment_odds,
    alignments,
    axis_odds,
    classify,
    indices,
    near_boundary,
    odds,
    readings,
    strata,
)
from fourfutures.study import Study

SOURCE = Dials(tau=2.0, rho_c=4.0, gamma=0.5, psi=0.5, theta=0.5)
HOMES = {0.5: (0.3, 0.2)}


def track(months: tuple[int, ...] = (0, 12, 24)) -> Track:
    """One member: US stock e-folds once a year from 8, China's stays at 2; halves of use; equal homes."""
    columns = np.full((len(Track.names(months, (0.5,))), 1), np.nan)
    found = Track.over(columns, months, (0.5,))
    for at, month in enumerate(months):
        found.log_stock_us[:, at] = math.log(8.0) + month / 12.0
        found.log_stock_cn[:, at] = math.log(2.0)
        found.home_us[:, at], found.home_cn[:, at] = 0.4, 0.4
        found.open_us[:, at], found.open_cn[:, at] = 0.3, 0.6
        found.use[:, at, 0] = (0.2, 0.1, 0.1)
        found.own_share[:, at] = 0.25
    found.growth_2025_us[:], found.growth_2025_cn[:], found.adoption_change_2025[:] = 0.9, 0.4, -0.3
    return found


def test_compute_index_is_level_plus_two_years_of_pace_less_four_to_one() -> None:
    found = indices(track(), 24, SOURCE, HOMES)
    assert found.compute[0] == pytest.approx(math.log(4.0) + 2.0 + 2.0 * 1.0 - math.log(4.0), abs=1e-12)


def test_adoption_index_mixes_homes_and_use_abroad_with_credit_for_open_weights() -> None:
    home = math.log(0.3 * 0.4) - math.log(0.2 * 0.4)
    abroad = math.log(0.2 + 0.5 * 0.3 * 0.1) - math.log(0.1 + 0.5 * 0.6 * 0.1)
    assert indices(track(), 24, SOURCE, HOMES).adoption[0] == pytest.approx(
        0.5 * home + 0.5 * abroad, abs=1e-12
    )


def test_before_a_year_has_passed_the_missing_months_carry_the_rate_of_2025() -> None:
    found = indices(track(tuple(range(25))), 3, SOURCE, HOMES)
    pace = 0.25 + 0.75 * (0.9 - 0.4)
    assert found.compute[0] == pytest.approx(math.log(4.0) + 0.25 + 2.0 * pace - math.log(4.0), abs=1e-12)
    level = indices(track(tuple(range(25))), 24, SOURCE._replace(tau=0.0), HOMES).adoption[0]
    assert found.adoption[0] == pytest.approx(level + 2.0 * 0.75 * -0.3, abs=1e-12)


def test_swapping_the_blocs_turns_both_indices_round() -> None:
    one = track()
    two = one._replace(
        log_stock_us=one.log_stock_cn, log_stock_cn=one.log_stock_us, home_us=one.home_cn, home_cn=one.home_us,
        open_us=one.open_cn, open_cn=one.open_us, use=one.use[..., [1, 0, 2]], growth_2025_us=one.growth_2025_cn,
        growth_2025_cn=one.growth_2025_us, adoption_change_2025=-one.adoption_change_2025,
    )  # fmt: skip
    plain = indices(one, 24, SOURCE, HOMES)
    turned = indices(two, 24, SOURCE._replace(rho_c=0.25), {0.5: HOMES[0.5][::-1]})
    assert_allclose(turned.compute, -plain.compute, atol=1e-9)
    assert_allclose(turned.adoption, -plain.adoption, atol=1e-9)


def test_a_month_or_a_gamma_that_was_not_kept_is_refused() -> None:
    with pytest.raises(FuturesError, match="month 7"):
        indices(track(), 7, SOURCE, HOMES)
    with pytest.raises(FuturesError, match="gamma"):
        indices(track(), 24, SOURCE._replace(gamma=0.4), HOMES)


FLOATS = arrays(np.float64, 40, elements=st.floats(-3.0, 3.0))


@given(compute=FLOATS, adoption=FLOATS)
def test_band_zero_leaves_nothing_contested_and_an_endless_band_everything(
    study: Study, compute: np.ndarray, adoption: np.ndarray
) -> None:
    found = Indices(np.where(compute == 0.0, 1.0, compute), np.where(adoption == 0.0, 1.0, adoption))
    last = len(study.frame.futures)
    assert (classify(found, study.frame, band=0.0) < last).all()
    assert (classify(found, study.frame, band=math.inf) == last).all()


@given(compute=FLOATS, adoption=FLOATS)
def test_mirrored_indices_mirror_the_classes(study: Study, compute: np.ndarray, adoption: np.ndarray) -> None:
    names = study.frame.ids
    mirror = {
        "americas_century": "chinese_characteristics", "chinese_characteristics": "americas_century",
        "us_standard": "ai_plus_world", "ai_plus_world": "us_standard", "contested": "contested",
    }  # fmt: skip
    plain = classify(Indices(compute, adoption), study.frame)
    turned = classify(Indices(-compute, -adoption), study.frame)
    assert [mirror[names[code]] for code in plain] == [names[code] for code in turned]


def test_the_four_corners_are_the_published_futures(study: Study) -> None:
    corners = Indices(np.array([1.0, -1.0, 1.0, -1.0, 0.0]), np.array([1.0, 1.0, -1.0, -1.0, 1.0]))
    found = [study.frame.ids[code] for code in classify(corners, study.frame)]
    assert found == [
        "americas_century",
        "us_standard",
        "ai_plus_world",
        "chinese_characteristics",
        "contested",
    ]


@given(
    codes=arrays(np.int64, 60, elements=st.integers(0, 4)),
    raw=arrays(np.float64, 60, elements=st.floats(0.01, 9.0)),
)
def test_odds_sum_to_one_and_do_not_feel_the_scale_of_weights(codes: np.ndarray, raw: np.ndarray) -> None:
    found = odds(codes, raw, 5)
    assert found.p.sum() == pytest.approx(1.0, abs=1e-12)
    assert_allclose(odds(codes, 7.0 * raw, 5).p, found.p, atol=1e-12)


def test_sampling_error_of_even_weights_is_binomial() -> None:
    codes = np.repeat([0, 1], [300, 700])
    found = odds(codes, np.ones(1000), 2)
    assert_allclose(found.mc_se, math.sqrt(0.3 * 0.7 / 1000.0), rtol=1e-12)


def test_axis_odds_and_closeness_to_a_boundary_are_counts() -> None:
    index = np.array([1.0, 0.0, -1.0, -1.0])
    assert axis_odds(index, np.ones(4), 0.4) == {"us": 0.25, "contested": 0.25, "cn": 0.5}


def test_members_near_a_boundary_are_counted_on_either_axis(study: Study) -> None:
    band = study.frame.band
    found = Indices(np.array([band + 0.05, band + 2.0, 3.0]), np.array([3.0, -band + 0.09, 3.0]))
    assert near_boundary(found, np.ones(3), study.frame) == pytest.approx(2.0 / 3.0)


def test_strata_tell_joint_classes_apart() -> None:
    one, two = np.array([0, 0, 1, 4]), np.array([0, 1, 1, 4])
    assert len(set(strata([one, two], 5).tolist())) == 4


def test_readings_share_gamma_psi_and_theta_and_keep_their_own_pace_and_ratio(study: Study) -> None:
    found = readings(study, "strict", {"gamma": 0.3, "tau": 1.0})
    assert {dials.gamma for dials in found.values()} == {0.3}
    assert (found["source"].tau, found["strict"].tau) == (2.0, 1.0)
    assert (found["source"].rho_c, found["committed"].rho_c, found["strict"].rho_c) == (4.0, 1.0, 1.0)


def test_alignment_needs_a_lead_and_a_majority(study: Study) -> None:
    shares = np.array(
        [[0.6, 0.3, 0.1], [0.3, 0.6, 0.1], [0.3, 0.25, 0.45], [0.4, 0.35, 0.25], [0.52, 0.28, 0.2]]
    )
    assert_array_equal(alignments(shares, study.frame.alignment), [0, 1, 2, 3, 3])


def test_alignment_odds_of_an_economy_sum_to_one(study: Study) -> None:
    shares = np.random.default_rng(2).dirichlet([2.0, 1.0, 1.0], size=(300, 4))
    for economy in alignment_odds(shares, np.ones(300), study.frame.alignment):
        assert sum(economy.values()) == pytest.approx(1.0, abs=1e-12)
