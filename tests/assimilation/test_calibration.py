"""Calibration: worlds drawn from the prior are found again by rows like the study's, as often as the odds say."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import pytest
from evidence_rows import plain_row
from numpy.testing import assert_allclose
from scipy import stats

from fourfutures.assimilation import (
    Row,
    SeenProbe,
    Trial,
    covered,
    known_rows,
    local,
    reliability,
    replicas,
    rows_of,
    trials,
    uniform_p,
    widened,
)
from fourfutures.data import load_observations
from fourfutures.ensemble import GAMMAS, Binding, LeverPath, Threads, parameter_normals, probed, replay
from fourfutures.futures import classify, indices, readings
from fourfutures.study import Study

POOL, WORLDS = 6000, 200
DAY = date(
    2026, 6, 10
)  # with the rows of a few months every world keeps enough effective members to be ranked
NAMES = ["import_cap_1_cn", "growth_boom_us", "gap_0", "open_origin_0_cn", "home_drift_cn", "bust_hazard_us"]


class Pool(NamedTuple):
    rows: tuple[Row, ...]
    seen: np.ndarray
    targets: np.ndarray
    codes: np.ndarray
    classes: int


@pytest.fixture(scope="module")
def pool(study: Study, binding: Binding) -> Pool:
    """Members of the prior, what all rows of the study see of them, their indices and some of their parameters."""
    every = known_rows(rows_of(study, load_observations(study.root)), DAY)
    rows = tuple(row for row in every if not local(row))
    ids = np.arange(POOL)
    seen = probed(binding, ids, SeenProbe(rows), Threads(2)).T.astype(np.float64)
    track = replay(binding, ids, LeverPath(study, (), 1, binding.partners.codes), GAMMAS, Threads(2))
    homes = {gamma: binding.partners.weights(gamma)[1:] for gamma in GAMMAS}
    index = indices(track, study.meta.months, readings(study, "source", {})["source"], homes)
    normals = parameter_normals(binding, NAMES, ids)
    targets = np.stack([index.compute, index.adoption, *(normals[name] for name in NAMES)])
    return Pool(rows, seen, targets, classify(index, study.frame).astype(np.int64), len(study.frame.ids))


def worlds(pool: Pool) -> list[Trial]:
    return list(
        trials(
            pool.rows,
            pool.seen,
            pool.targets,
            pool.codes,
            pool.classes,
            np.arange(WORLDS) * (POOL // WORLDS),
            3,
        )
    )


@pytest.fixture(scope="module")
def found(pool: Pool) -> list[Trial]:
    return worlds(pool)


def test_ranks_of_the_truth_are_uniform(found: list[Trial]) -> None:
    """Eight targets; the least of eight p-values is below 0.001 in fewer than one of a hundred calibrated methods."""
    ranks = np.stack([trial.ranks for trial in found])
    assert min(uniform_p(column) for column in ranks.T) > 0.001


def test_intervals_cover_as_often_as_they_say(found: list[Trial]) -> None:
    ranks = np.stack([trial.ranks[:2] for trial in found])
    for level in (0.5, 0.8, 0.9):
        error = np.sqrt(level * (1.0 - level) / WORLDS)
        for column in ranks.T:
            assert abs(covered(column, level) - level) < 3.5 * error


def test_classes_come_true_as_often_as_their_odds_say(found: list[Trial]) -> None:
    p = np.stack([trial.p for trial in found])
    labels = np.array([trial.label for trial in found])
    for entry in reliability(p, labels, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]):
        assert abs(entry.share - entry.mean) < 4.0 * entry.error + 0.02


def test_a_method_that_trusts_its_rows_too_much_is_found_out(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Worlds publish with the errors of the study and are read as if errors were a fifth as wide."""
    told = [at for at, row in enumerate(pool.rows) if row.observable not in ("regime", "deal_share_us")]
    true = [pool.rows[at] for at in told]
    monkeypatch.setattr(
        "fourfutures.assimilation.calibration.replicas",
        lambda rows, seen, seed, ids, purpose: replicas(true, seen, seed, ids, purpose),
    )
    sure = tuple(widened(true, 0.2))
    found = worlds(pool._replace(rows=sure, seen=pool.seen[:, told]))
    assert min(uniform_p(column) for column in np.stack([trial.ranks for trial in found]).T) < 1e-4


def test_the_truth_does_not_vote_for_itself() -> None:
    """Three members far apart and a row that only the true one fits: the two others share the odds."""
    row = plain_row(3)._replace(error_sd=0.01, bias_sd=0.0)
    seen = np.array([[0.0], [5.0], [-5.0]])
    (trial,) = trials([row], seen, seen.T, np.array([0, 1, 1]), 2, np.array([0]), 3)
    assert trial.label == 0
    assert_allclose(trial.p, [0.0, 1.0])
    assert 0.0 < trial.ranks[0] < 1.0


@pytest.mark.parametrize("size", [20, 200, 2000])
def test_the_test_of_uniformity_is_kolmogorovs(size: int) -> None:
    ranks = np.random.default_rng(size).uniform(size=size) ** 1.1
    exact = stats.kstest(ranks, "uniform", method="exact").pvalue
    assert uniform_p(ranks) == pytest.approx(exact, abs=0.01)


def test_bins_of_reliability_count_every_forecast_once() -> None:
    rng = np.random.default_rng(1)
    p = rng.dirichlet([1.0, 1.0, 1.0], size=400)
    labels = np.array([rng.choice(3, p=row) for row in p])
    bins = reliability(p, labels, [0.0, 0.1, 0.3, 0.6, 1.0])
    assert sum(entry.size for entry in bins) == 1200
    assert_allclose(sum(entry.size * entry.share for entry in bins), 400.0)
    for entry in bins:
        assert entry.low <= entry.mean <= entry.high
        assert abs(entry.share - entry.mean) < 4.0 * entry.error
    assert covered(np.array([0.05, 0.5, 0.94, 0.97]), 0.9) == 0.75
