"""Rivals against independent libraries, and honest on histories of their own kind."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose
from scipy import stats
from statsmodels.regression.linear_model import OLS
from statsmodels.tools import add_constant
from statsmodels.tsa.ar_model import AutoReg
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

from fourfutures.analysis.hindcast.baseline import BASELINES, Spread, spreads
from fourfutures.analysis.hindcast.damped_trend import DampedTrend, fit
from fourfutures.analysis.hindcast.record import Record
from fourfutures.analysis.hindcast.student import members_of
from fourfutures.assimilation import pit

START = 2015 * 12


def record(values: np.ndarray, step: int = 3) -> Record:
    months = START + step * np.arange(len(values), dtype=np.int64)
    return Record(months, months.astype(float), np.asarray(values, dtype=float), ("a",) * len(values), 0)


def rivals(values: np.ndarray, steps: int, step: int = 3) -> dict[str, Spread | None]:
    known = record(values, step)
    made = spreads([known], float(known.times[-1] + steps * step), step)
    return {name: made[name][0] for name in BASELINES}


def wandering(seed: int, count: int = 13) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.cumsum(rng.normal(0.1, 0.3, count)) + rng.normal(0.0, 0.1, count)


@pytest.mark.parametrize("freedom", [1, 2, 3, 5, 8, 33, 120])
@pytest.mark.parametrize("count", [2, 7, 500])
def test_members_of_a_t_are_its_quantiles(freedom: int, count: int) -> None:
    wanted = stats.t.ppf((np.arange(count) + 0.5) / count, freedom)
    assert_allclose(members_of(freedom, count), wanted, rtol=1e-8, atol=1e-7)


def test_no_change_spreads_as_a_random_walk_does() -> None:
    found = rivals(np.array([1.0, 1.3, 0.9, 1.1]), 4)["persistence"]
    assert found is not None and found.centre == 1.1 and found.freedom == 3
    assert found.width == pytest.approx(np.sqrt((0.3**2 + 0.4**2 + 0.2**2) / 3.0 * 4.0))


def test_a_gap_in_the_record_counts_as_the_months_it_lasts() -> None:
    known = record(np.array([0.0, 1.0, 3.0]))
    known = known._replace(times=np.array([0.0, 3.0, 15.0]), months=np.array([0, 3, 15]))
    found = spreads([known], 27.0, 3)["persistence"][0]
    assert found is not None and found.width == pytest.approx(np.sqrt((1.0 / 3.0 + 4.0 / 12.0) / 2.0 * 12.0))


@pytest.mark.parametrize("seed", range(4))
def test_the_line_and_its_error_are_those_of_least_squares(seed: int) -> None:
    values = wandering(seed)
    times = np.arange(len(values), dtype=float)
    wanted = OLS(values, add_constant(times)).fit().get_prediction(np.array([[1.0, times[-1] + 8.0]]))
    found = rivals(values, 8)["log_trend"]
    assert found is not None and found.freedom == len(values) - 2
    assert_allclose((found.centre, found.width), (wanted.predicted_mean[0], wanted.se_obs[0]), rtol=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_the_autoregression_is_the_librarys(seed: int) -> None:
    values = wandering(seed, 30) * 0.3 ** (seed % 2)
    values = values - 0.12 * np.arange(30) * (seed % 3)
    fitted = AutoReg(values, 1, trend="c").fit()
    found = rivals(values, 6)["ar1_drift"]
    assert found is not None
    if abs(fitted.params[1]) > 1.0:  # the library lets it explode
        assert found.centre == pytest.approx(values[-1] + 6.0 * np.diff(values).mean())
        return
    ahead = fitted.get_prediction(30, 35)
    scale = np.sqrt(fitted.resid.var() * 29.0 / 27.0 / fitted.sigma2)
    assert_allclose(found.centre, ahead.predicted_mean[-1], rtol=1e-8)
    assert_allclose(found.width, ahead.se_mean[-1] * scale, rtol=1e-6)


def smoothed(values: np.ndarray):
    model = ETSModel(values, error="add", trend="add", damped_trend=True, initialization_method="estimated")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return model.fit(disp=False, maxiter=2000)


@pytest.mark.parametrize("seed", range(8))
def test_smoothing_fits_at_least_as_well_as_the_librarys(seed: int) -> None:
    values = wandering(seed, 24)
    theirs, ours = smoothed(values), fit(values[None, :])
    count = len(values)
    ours_llf = -0.5 * count * (np.log(2.0 * np.pi * ours.squares[0] / count) + 1.0)
    assert ours_llf > theirs.llf - 0.02
    if np.abs(np.array([ours.alpha, ours.phi])[:, 0] - theirs.params[[0, 2]]).max() < 0.02:
        assert_allclose(ours.ahead(4)[0], theirs.forecast(4)[-1], atol=0.02)  # one optimum, found by both


def test_smoothing_looks_ahead_as_the_library_does_from_the_same_fit() -> None:
    values = wandering(3, 40)
    theirs = smoothed(pd.Series(values))
    alpha, beta, phi = theirs.params.iloc[:3]
    last = [
        np.array([part])
        for part in (alpha, beta, phi, theirs.level.iloc[-1], theirs.slope.iloc[-1], theirs.sse)
    ]
    centre, width = DampedTrend(*last, 40).ahead(7)
    ahead = theirs.get_prediction(40, 46)
    assert_allclose(centre, ahead.predicted_mean.iloc[-1], rtol=1e-9)
    assert_allclose(width**2, ahead.forecast_variance[-1] * 40.0 / 35.0, rtol=1e-9)


def test_series_are_fitted_side_by_side_as_they_are_alone() -> None:
    values = np.stack([wandering(seed, 16) for seed in range(3)])
    together = fit(values)
    for at in range(3):
        alone = fit(values[at : at + 1])
        assert_allclose(together.ahead(5)[0][at], alone.ahead(5)[0][0], rtol=1e-12)


def walk(rng: np.random.Generator, count: int) -> np.ndarray:
    return np.cumsum(rng.normal(0.0, 0.4, count))


def line(rng: np.random.Generator, count: int) -> np.ndarray:
    return rng.normal() + rng.normal() * np.arange(count) + rng.normal(0.0, 0.4, count)


def autoregression(rng: np.random.Generator, count: int) -> np.ndarray:
    values = [rng.normal()]
    for _ in range(count + 30):
        values.append(0.4 + 0.5 * values[-1] + rng.normal(0.0, 0.3))
    return np.array(values[-count:])


@pytest.mark.parametrize(
    ("name", "history", "count"),
    [("persistence", walk, 10), ("log_trend", line, 10), ("ar1_drift", autoregression, 39)],
)
def test_pit_on_histories_of_a_rivals_own_kind_is_uniform(
    name: str, history: Callable[[np.random.Generator, int], np.ndarray], count: int
) -> None:
    """300 histories. The walk and the line are exact; the autoregression knows too little of its own parameters."""
    rng, places = np.random.default_rng(12), []
    for _ in range(300):
        values = history(rng, count + 4)
        found = rivals(values[:count], 4)[name]
        assert found is not None
        places.append(float(pit(found.members(400), np.array(values[-1]))))
    assert stats.kstest(places, "uniform").pvalue > 0.01


def test_with_too_few_values_a_rival_is_missing_and_not_made_up() -> None:
    assert rivals(wandering(1, 2), 4).keys() == set(BASELINES)
    for count, there in ((2, 1), (5, 2), (8, 3), (10, 4)):
        made = rivals(wandering(1, count), 4)
        assert [name for name in BASELINES if made[name] is not None] == list(BASELINES[:there])
    assert rivals(np.ones(12), 4)["persistence"] is None  # nothing has ever moved: no width can be given


def test_a_short_panel_shares_its_variance() -> None:
    rng = np.random.default_rng(4)
    panel = [record(np.cumsum(rng.normal(0.2, 0.1, 2)), 6) for _ in range(40)]
    made = spreads(panel, float(panel[0].times[-1] + 6), 6)
    assert len({spread.width for spread in made["persistence"] if spread}) == 1
    assert len({spread.width for spread in made["ar1_drift"] if spread}) == 1
    assert made["log_trend"] == made["damped_ets"] == [None] * 40
