"""Other toolkits: the same inputs give the same outcomes through their doors as through ours."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.analysis import Pools, Rig
from fourfutures.ensemble import Binding, LeverPath, Shelf, Threads, parameter_values, replay
from fourfutures.public import Run, to_ema, to_salib
from fourfutures.public.exchange import SalibProblem
from fourfutures.study import Study


@pytest.fixture(scope="module")
def problem(study: Study) -> SalibProblem:
    return to_salib(study, seed=7, pools=Pools(Shelf(None)))


def middle(problem: SalibProblem, rows: int = 1) -> np.ndarray:
    """Every uncertainty at the middle of its prior, no lever pulled."""
    count = len(problem["names"])
    levers = problem["groups"].count("levers")
    return np.tile(np.r_[np.full(count - levers, 0.5), np.zeros(levers)], (rows, 1))


def test_a_problem_has_one_of_everything_for_each_input(problem: SalibProblem, study: Study) -> None:
    assert {len(problem[name]) for name in ("names", "bounds", "dists", "groups")} == {problem["num_vars"]}
    for name, bounds in zip(problem["names"], problem["bounds"], strict=True):
        assert tuple(bounds) == (study.levers[name].range if name in study.levers else (0.0, 1.0))
    json.dumps(problem)


def test_the_rows_of_a_sample_do_not_touch_each_other(problem: SalibProblem) -> None:
    draw = np.random.default_rng(3)
    low, high = np.array(problem["bounds"]).T
    sample = low + (high - low) * draw.random((12, problem["num_vars"]))
    together = problem.run(sample)
    assert together.shape == (12, len(problem["outputs"]))
    assert_array_equal(problem.run(sample[5:6]), together[5:6])
    futures = together[:, : len(problem["outputs"]) - 3]
    assert_array_equal(futures.sum(axis=1), 1.0)  # each row in one future


def test_luck_is_shared_unless_it_is_given(problem: SalibProblem) -> None:
    same = problem.run(middle(problem, 3))
    assert_array_equal(same[0], same[2])
    own = problem.run(middle(problem, 3), luck=range(3))
    assert_array_equal(own[0], same[0])
    assert (own[1] != own[0]).any()


def test_a_lever_moves_the_index_it_is_meant_to(problem: SalibProblem) -> None:
    sample = middle(problem, 2)
    sample[1, problem["names"].index("us_permitting")] = 1.0
    found = problem.run(sample)[:, problem["outputs"].index("compute")]
    assert found[1] > found[0]


def test_salib_takes_the_problem_and_finds_the_lever(problem: SalibProblem) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        morris = pytest.importorskip("SALib.sample.morris")
        from SALib.analyze import morris as analysis

        plain = {name: value for name, value in problem.items() if name not in ("groups", "outputs")}
        sample = morris.sample(plain, 4, num_levels=4, seed=1)
        own = problem.run(sample)[:, problem["outputs"].index("adoption")]
        found = analysis.analyze(plain, sample, own, num_levels=4, seed=1)
    star = dict(zip(found["names"], found["mu_star"], strict=True))
    assert star["us_diffusion"] > star["export_enforcement"]
    assert all(np.isfinite(list(star.values())))


def test_the_workbench_runs_the_model_and_gets_what_the_rig_gives(
    study: Study, problem: SalibProblem
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbench = pytest.importorskip("ema_workbench")
        model = to_ema(study, seed=7, pools=Pools(Shelf(None)))
        experiments, outcomes = workbench.perform_experiments(model, scenarios=2, policies=2)
    assert len(experiments) == 4
    rig: Rig = problem._rig
    values = experiments[list(rig.uncertain)].to_numpy(dtype=np.float64)
    pulls = experiments[list(rig.levers)].to_numpy(dtype=np.float64)
    expected = rig.run(values, pulls, experiments["luck"].to_numpy(dtype=np.int64))
    for at, name in enumerate(rig.outcomes):
        assert_allclose(outcomes[name], expected[:, at], rtol=1e-6)


def test_a_rig_gives_a_member_what_the_ensemble_gives_it(problem: SalibProblem, binding: Binding) -> None:
    rig: Rig = problem._rig
    ids = np.arange(6, dtype=np.int64)
    drawn = parameter_values(binding, ids)
    values = np.stack([np.asarray(drawn[name], dtype=np.float64) for name in rig.uncertain], axis=1)
    found = rig.run(values, np.zeros((6, len(rig.levers))), ids)
    idle = LeverPath(binding.study, (), 1, binding.partners.codes)
    track = replay(binding, ids, idle, rig._world.gammas, Threads(1))
    assert_allclose(found[:, rig.outcomes.index("own_share")], track.own_share[:, -1], rtol=1e-6)


def run_of(tmp_path: Path, assimilated: bool) -> Run:
    """A folder with three members."""
    members = pd.DataFrame(
        {
            "member": [4, 9, 11], "weight": [0.5, 0.5, 0.0], "status": ["ok", "ok", "failed"], "gap_0": [0.1, 0.2, 0.3],
            "compute_stock_us": [10.0, 20.0, 30.0], "export_regime": [0.0, 1.0, 2.0], "index_compute": [1.0, 2.0, 3.0],
            "future_source": ["contested", "ai_plus_world", "contested"],
        }
    )  # fmt: skip
    members.to_parquet(tmp_path / "members.parquet")
    summary = {
        "run_id": "abc",
        "study": "ai-2027",
        "as_of": "2026-11-22",
        "seed": 7,
        "assimilated": assimilated,
    }
    (tmp_path / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    return Run(tmp_path)


def test_a_run_is_a_tree_that_arviz_reads(tmp_path: Path) -> None:
    xarray: Any = pytest.importorskip("xarray")
    tree = run_of(tmp_path, True).to_datatree()
    assert isinstance(tree, xarray.DataTree)
    assert set(tree.children) == {"posterior", "sample_stats", "posterior_predictive"}
    assert list(tree["posterior"].data_vars) == ["gap_0"]
    assert dict(tree["posterior"].sizes) == {"chain": 1, "draw": 3}
    assert tree["posterior"].coords["draw"].values.tolist() == [4, 9, 11]
    assert tree["sample_stats"]["failed"].values.tolist() == [[False, False, True]]
    weights = tree["sample_stats"]["weight"]
    assert float((weights * tree["posterior_predictive"]["compute_stock_us"]).sum()) == 15.0
    assert tree.attrs["run_id"] == "abc"


def test_the_statistics_of_arviz_read_the_tree(tmp_path: Path) -> None:
    pytest.importorskip("xarray")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pytest.importorskip("arviz_base")
        stats = pytest.importorskip("arviz_stats")
        tree = run_of(tmp_path, True).to_datatree()
        table = stats.summary(tree, kind="stats", round_to="none")
    assert float(table.loc["gap_0", "mean"]) == pytest.approx(0.2)


def test_a_run_without_data_is_a_prior(tmp_path: Path) -> None:
    pytest.importorskip("xarray")
    tree = run_of(tmp_path, False).to_datatree()
    assert set(tree.children) == {"prior", "sample_stats_prior", "prior_predictive"}
