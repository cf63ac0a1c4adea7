"""A guided run: the same odds from many more effective members, each of which its number and the manifest re-create."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from fourfutures.analysis import Request, close, draft
from fourfutures.analysis.pooling import kept_pools
from fourfutures.analysis.weighing import World, weigh
from fourfutures.assimilation import items_of
from fourfutures.ensemble import GAMMAS, Binding, Engine, Guide, Hands, LeverPath
from fourfutures.study import Study


@pytest.fixture(scope="module")
def made(
    asked: Callable[..., Request], tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, Any], Path]:
    folder = close(draft(asked(guide=True), tmp_path_factory.mktemp("guided"), Hands.of(2), lambda *_: None))
    return json.loads((folder / "summary.json").read_text(encoding="utf-8")), folder


def test_a_guided_pool_has_many_more_effective_members_and_says_so(made, today) -> None:
    summary, plain = made[0], today[0]
    assert summary["diagnostics"]["guided"] is True
    assert plain["diagnostics"]["guided"] is False
    assert summary["diagnostics"]["ess"] > 3.0 * plain["diagnostics"]["ess"]
    assert [note["code"] for note in summary["notes"]].count("guided") == 1


def test_both_pools_give_the_same_odds_within_their_errors(made, today) -> None:
    for reading, block in made[0]["futures"].items():
        for future, numbers in block.items():
            other = today[0]["futures"][reading][future]
            error = np.hypot(numbers["mc_se"], other["mc_se"])
            assert abs(numbers["p"] - other["p"]) < 4.0 * error + 0.005, (reading, future)
            assert abs(numbers["prior_p"] - other["prior_p"]) < 0.05


def test_what_moved_sums_to_the_move(made) -> None:
    for future, numbers in made[0]["futures"]["source"].items():
        move = sum(mover["delta"][future] for mover in made[0]["movers"])
        assert move == pytest.approx(numbers["p"] - numbers["prior_p"], abs=1e-9)


def test_number_and_manifest_re_create_any_member(made, study: Study) -> None:
    folder = made[1]
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    guide = Guide.read(manifest["guide"])
    table = pd.read_parquet(folder / "members.parquet")
    assert (table["member"] >= guide.first).all()
    some = table.iloc[[0, 7, 100]]
    binding = Binding(study.known_by(study.meta.assembled), manifest["seed"], guide)
    idle = LeverPath(study, (), 1, binding.partners.codes)
    part = Engine(binding, 0.5, GAMMAS, (0, 12, 24), idle).run(some["member"].to_numpy())
    stock = part.month_by_month("series.compute_stock_cn")[-1].astype(np.float64)
    assert_allclose(stock, some["compute_stock_cn"].to_numpy(), rtol=0.0, atol=0.0)
    for row, name in enumerate(Engine(binding, 0.5, GAMMAS, (0,), idle).prior_names):
        assert_allclose(part.values[row], some[name].to_numpy(), rtol=1e-12, err_msg=name)


def test_levers_run_the_guided_members_again(asked: Callable[..., Request], ran, made) -> None:
    summary, _ = ran(asked(("export_control=1",), guide=True))
    assert summary["diagnostics"]["ess"] == made[0]["diagnostics"]["ess"]
    change = summary["difference"]["americas_century"]
    assert change["p"] < 0.0
    for future, numbers in summary["futures"]["source"].items():
        assert numbers["low"] <= numbers["p"] <= numbers["high"], future


def test_a_run_whose_members_fit_badly_is_guided_unasked(
    asked: Callable[..., Request], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fourfutures.assimilation.guiding.LEAST_SHARE", 1.0)  # as if more were wanted
    request = asked()
    world = weigh(request, request.lens, Hands.of(2), kept_pools(), lambda *_: None)
    assert world.binding.guide is not None
    assert world.posterior.ess > 400


def test_evidence_that_leaves_few_members_is_met_by_a_guide_too(
    asked: Callable[..., Request], study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Strong evidence for a rare path: the guided pool has more effective members and gives like odds."""
    rare = {
        "id": "rare", "indicator": "us_ai_clusters", "actor": "USA", "direction": "US", "strength": 3, "grade": "A1",
        "dated": "2026-06-15", "accepted_by": "desk lead", "accepted_on": "2026-06-20", "expires": "2027-06-30",
        "reason": "test", "likelihood_ratio": 5.0,
        "predicate": {"variable": "compute_stock_us", "comparison": "at_least", "threshold": 85.0, "by": "2027-12-31"},
    }  # fmt: skip
    request = asked(items=items_of([rare], study), members=1000)

    def world() -> World:
        return weigh(request, request.lens, Hands.of(2), kept_pools(), lambda *_: None)

    plain = world()
    assert plain.binding.guide is None
    monkeypatch.setattr("fourfutures.assimilation.guiding.LEAST_SHARE", 1.0)
    guided = world()
    assert guided.binding.guide is not None
    assert guided.posterior.ess > 2.0 * plain.posterior.ess
    for mass in ("data", "posterior"):
        one = [getattr(w, mass).mass[w.weighed.true[0]].sum() for w in (plain, guided)]
        error = 4.0 * np.sqrt(one[0] * (1.0 - one[0]) / getattr(plain, mass).ess)
        assert abs(one[0] - one[1]) < error


def test_the_same_bytes_on_any_number_of_threads(asked: Callable[..., Request], ran, made) -> None:
    _, folder = ran(asked(guide=True), workers=1)
    for name in ("summary.json", "members.parquet", "movers.parquet", "manifest.json"):
        assert (folder / name).read_bytes() == (made[1] / name).read_bytes(), name
