"""Levers as inputs of discovery: what is chosen is drawn by name, and acts as the same pull acts anywhere else."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import jsonschema
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.analysis import AnalysisError, Discovery, Pools, Request, discover, discover_schema
from fourfutures.analysis.discovery.measuring import described, observables_of
from fourfutures.analysis.discovery.pulled import drawn_levers, pulled
from fourfutures.analysis.discovery.sentence import bound_phrase
from fourfutures.analysis.weighing import World, weigh
from fourfutures.ensemble import POOL_MONTHS, Hands, LeverPath, Shelf, replay, watch
from fourfutures.futures import classify, indices
from fourfutures.study import LeverSetting, Study

HAN = r"[\u4e00-\u9fff]"
Document = dict[str, Any]


@pytest.fixture(scope="module")
def pools() -> Pools:
    return Pools(Shelf(None))


@pytest.fixture(scope="module")
def request_made(study: Study) -> Request:
    return Request.of(study, members=400, seed=7)


@pytest.fixture(scope="module")
def world(request_made: Request, pools: Pools) -> World:
    return weigh(request_made, "neutral", Hands.of(2), pools, lambda *_: None)


@pytest.fixture(scope="module")
def documents(study: Study, request_made: Request, pools: Pools) -> dict[str, Document]:
    def made(workers: int = 2, **options: Any) -> Document:
        what = Discovery(study.frame.ids, samples=3, **options)
        return discover(request_made, what, Hands.of(workers), pools, lambda *_: None)

    return {
        "plain": made(),
        "drawn": made(levers=True),
        "again": made(workers=1, levers=True),
        "only": made(speaking="levers"),
    }


def test_levers_are_even_over_their_ranges_and_whole_where_they_come_in_levels(study: Study) -> None:
    ids = np.arange(6000, dtype=np.int64)
    for name, values in drawn_levers(study, ids, 7).items():
        low, high = study.levers[name].range
        assert low <= values.min()
        assert values.max() <= high
        # The mean of 6,000 even draws lies within four standard errors of the middle.
        assert abs(values.mean() - (low + high) / 2.0) < 4.0 * (high - low) / np.sqrt(6.0 * 6000)
        if study.levers[name].unit == "level":
            assert set(np.unique(values)) == set(np.arange(low, high + 1.0))
        else:
            assert np.unique(values).size > 5990


def test_another_lever_or_member_changes_no_draw(study: Study) -> None:
    ids = np.arange(50, dtype=np.int64)
    fewer = study.model_copy(
        update={"levers": {k: v for k, v in reversed(study.levers.items()) if k != "us_diffusion"}}
    )
    every, some = drawn_levers(study, ids, 7), drawn_levers(fewer, ids[10:20], 7)
    assert set(every) - set(some) == {"us_diffusion"}
    for name, values in some.items():
        assert_array_equal(values, every[name][10:20])


def test_a_drawn_pull_does_what_the_same_pull_does_as_a_setting(world: World, request_made: Request) -> None:
    """Each of some members is run once more with its own values as levers of a run."""
    ids, names = world.kept.ids[:6], observables_of(world.study)
    hands, study = Hands.of(1), world.study
    found = pulled(world, ids, request_made.lever_month, "source", names, hands)
    codes = []
    for at, member in enumerate(ids):
        settings = [LeverSetting(lever=name, value=float(v[at])) for name, v in found.pulls.items()]
        path = LeverPath(study, settings, request_made.lever_month, world.binding.partners.codes)
        one = np.array([member], dtype=np.int64)
        track = replay(world.binding, one, path, world.gammas, hands.blocks)
        assert track.months == POOL_MONTHS
        codes.append(
            classify(indices(track, study.meta.months, world.dials["source"], world.homes), study.frame)[0]
        )
    assert_array_equal(found.codes, codes)
    plain = watch(world.binding, ids, names, 0.0, hands.blocks).observables
    moved = []
    for name, values in found.paths.items():
        # Nothing differs before the first month of the levers, and something does at the end.
        assert_allclose(
            values[:, : request_made.lever_month], plain[name][:, : request_made.lever_month], rtol=1e-6
        )
        moved.append(float(np.abs(values[:, -1] - plain[name][:, -1]).max()))
    assert max(moved) > 0.0


def test_boxes_may_speak_of_levers_and_reasons_stay_those_of_the_world_as_announced(
    documents: dict[str, Document], study: Study
) -> None:
    plain, drawn, only = (documents[name] for name in ("plain", "drawn", "only"))
    for document in documents.values():
        jsonschema.validate(json.loads(json.dumps(document, allow_nan=False)), discover_schema())
    kinds = {entry["name"]: entry["kind"] for entry in drawn["inputs"]}
    assert {name for name, kind in kinds.items() if kind == "lever"} == set(study.levers)
    assert {f"lever_strength_{name}" for name in study.levers} <= set(kinds)
    assert not any(kind == "lever" or "strength" in name for name, kind in
                   ((e["name"], e["kind"]) for e in plain["inputs"]))  # fmt: skip
    assert {entry["kind"] for entry in only["inputs"]} == {"lever"}
    assert drawn["levers"] == only["levers"] == sorted(study.levers)
    assert plain["levers"] == []
    assert drawn["reasons"] == plain["reasons"] == only["reasons"]
    assert drawn["futures"] != plain["futures"]
    assert len(drawn["notes"]) == len(plain["notes"]) + 1


def test_threads_change_no_digit_under_drawn_levers(documents: dict[str, Document]) -> None:
    assert documents["drawn"] == documents["again"]


def test_a_bound_on_a_lever_is_told_with_its_scale_in_both_languages(study: Study) -> None:
    about = described(study, ["export_control"])["export_control"]
    for low, high, en, zh in (
        (0.5, None, "at 0.5 or more", "取0.5或以上"),
        (None, -0.25, "at −0.25 or less", "取−0.25或以下"),
        (-0.5, 0.5, "between −0.5 and 0.5", "取−0.5至0.5"),
    ):
        phrase = bound_phrase({"low": low, "high": high, "values": None}, about, study)
        assert en in str(phrase)
        assert "(−1 to 1, upwards: loosen)" in str(phrase)
        assert not re.search(HAN, str(phrase))
        assert zh in phrase.zh
        assert "范围−1至1，向上为放松" in phrase.zh


def test_levers_that_could_not_act_any_more_are_not_drawn(request_made: Request, pools: Pools) -> None:
    late = replace(request_made, as_of=request_made.study.meta.horizon)
    with pytest.raises(AnalysisError, match="no month is left"):
        discover(late, Discovery(late.study.frame.ids, levers=True), Hands.of(1), pools, lambda *_: None)
