"""Scores against an independent library, and the laws that make them proper."""

from __future__ import annotations

import numpy as np
import pytest
import scoringrules
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from fourfutures.assimilation import brier, class_log_score, crps, energy_score, log_score

SHAPES = [(1, 2), (5, 3), (7, 40), (3, 601)]
NUMBERS = st.floats(-50.0, 50.0, allow_subnormal=False)


def forecasts(shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(shape[1])
    members = rng.gamma(2.0, 1.5, shape) - rng.normal(size=(shape[0], 1))
    return members, rng.normal(2.0, 3.0, shape[0])


@pytest.mark.parametrize("shape", SHAPES)
def test_crps_is_that_of_the_library_in_its_fair_form(shape: tuple[int, int]) -> None:
    members, observed = forecasts(shape)
    wanted = scoringrules.crps_ensemble(observed, members, estimator="fair")
    assert_allclose(crps(members, observed), wanted, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("shape", SHAPES[1:])
def test_log_score_is_that_of_the_library_at_the_width_it_states(shape: tuple[int, int]) -> None:
    """The library takes its quartiles otherwise, so the width is given to it."""
    members, observed = forecasts(shape)
    between = np.diff(np.quantile(members, [0.25, 0.75], axis=1), axis=0)[0]
    width = 1.06 * np.minimum(members.std(axis=1), between / 1.34) * shape[1] ** -0.2
    wanted = scoringrules.logs_ensemble(observed, members, bw=width)
    assert_allclose(log_score(members, observed), wanted, rtol=1e-10)


@pytest.mark.parametrize("variables", [1, 2, 5])
def test_energy_score_is_that_of_the_library(variables: int) -> None:
    rng = np.random.default_rng(variables)
    members, observed = rng.normal(size=(80, variables)), rng.normal(size=variables)
    wanted = scoringrules.es_ensemble(observed, members, estimator="fair")
    assert energy_score(members, observed) == pytest.approx(float(wanted), rel=1e-12)


def test_the_energy_score_of_one_variable_is_its_crps() -> None:
    members, observed = forecasts((1, 90))
    assert energy_score(members[0][:, None], observed) == pytest.approx(float(crps(members, observed)[0]))


def test_brier_sums_the_librarys_over_classes() -> None:
    rng = np.random.default_rng(5)
    chances = rng.dirichlet(np.ones(3), 50)
    happened = rng.integers(0, 3, 50)
    wanted = sum(scoringrules.brier_score((happened == k) * 1.0, chances[:, k]) for k in range(3))
    assert_allclose(brier(chances, happened), wanted, rtol=1e-12)


def test_a_class_that_was_ruled_out_costs_much_but_not_everything() -> None:
    sure = np.array([[1.0, 0.0, 0.0]])
    assert brier(sure, np.array([0]))[0] == 0.0
    assert brier(sure, np.array([1]))[0] == 2.0
    assert class_log_score(sure, np.array([0]))[0] == 0.0
    assert class_log_score(sure, np.array([1]))[0] == pytest.approx(np.log(100.0))


@given(NUMBERS, NUMBERS, st.integers(2, 40))
def test_a_sure_forecast_scores_its_absolute_error(value: float, observed: float, count: int) -> None:
    members = np.full((1, count), value)
    assert crps(members, np.array([observed]))[0] == pytest.approx(abs(value - observed), abs=1e-9)


@given(NUMBERS, st.floats(0.1, 20.0), st.permutations(range(12)))
def test_crps_moves_with_the_unit_and_not_with_the_order(
    shift: float, scale: float, order: list[int]
) -> None:
    members, observed = forecasts((1, 12))
    plain = crps(members, observed)
    assert_allclose(crps(members[:, order], observed), plain, rtol=1e-12)
    assert_allclose(
        crps(shift + scale * members, shift + scale * observed), scale * plain, rtol=1e-7, atol=1e-9
    )


@pytest.mark.parametrize("score", [crps, log_score])
@pytest.mark.parametrize(("shift", "scale"), [(0.5, 1.0), (-0.5, 1.0), (0.0, 1.6), (0.0, 0.6)])
def test_nobody_gains_by_saying_anything_but_the_truth(score, shift: float, scale: float) -> None:
    """Over 4,000 outcomes the mean loss of the honest forecast is less by many of its standard errors."""
    rng = np.random.default_rng(11)
    members, observed = rng.normal(size=(4000, 60)), rng.normal(size=4000)
    loss = score(shift + scale * members, observed) - score(members, observed)
    assert loss.mean() > 4.0 * loss.std() / np.sqrt(4000.0)


def test_a_forecast_without_spread_has_no_density() -> None:
    assert np.isinf(log_score(np.full((1, 9), 2.0), np.array([2.0]))[0])


def test_the_number_of_members_is_not_punished() -> None:
    """The mean fair score of forecasts from the truth is the same for 3 members as for 300, within its standard error."""
    rng = np.random.default_rng(3)
    few = crps(rng.normal(size=(60_000, 3)), rng.normal(size=60_000))
    many = crps(rng.normal(size=(6_000, 300)), rng.normal(size=6_000))
    error = np.hypot(few.std() / np.sqrt(60_000), many.std() / np.sqrt(6_000))
    assert abs(few.mean() - many.mean()) < 4.0 * error
