"""A closer look at the map: a dot is a member with a way of its own, a region holds what its odds say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fourfutures as ff
from fourfutures.errors import FourFuturesError
from fourfutures.study import Study

DOTS = 200
END = 50.0  # logs: beyond every member


@pytest.fixture(scope="module")
def live(study: Study) -> ff.Live:
    return ff.Live(study, members=400, seed=7)


@pytest.mark.parametrize("levers", [{}, {"export_control": 1.0}])
def test_a_portrait_ends_where_its_dot_stands(live: ff.Live, levers: dict[str, float]) -> None:
    answer = live.answer(levers, dots=DOTS)
    cloud, ids = answer["cloud"], list(answer["futures"]["source"])
    for dot in (0, 77, DOTS - 1):
        seen = live.member(dot, levers, dots=DOTS)
        last = seen["path"][-1]
        for axis in ("compute", "adoption"):
            assert last[axis] == pytest.approx(cloud[axis][dot] * cloud["step"], abs=0.5001 * cloud["step"])
        assert seen["future"] == ids[cloud["future"][dot]]
        assert [one["month"] for one in seen["path"]] == [one["month"] for one in answer["path"]]
        assert len({driver["name"] for driver in seen["drivers"]}) == 3
        assert seen["sentence"]["en"] != seen["sentence"]["zh"]


def test_the_strength_of_a_lever_is_no_reason_where_nothing_is_pulled(live: ff.Live) -> None:
    named = {
        driver["name"] for dot in range(0, DOTS, 10) for driver in live.member(dot, dots=DOTS)["drivers"]
    }
    assert not {name for name in named if name.startswith("lever_strength")}


def test_a_whole_quadrant_has_the_odds_of_its_future(live: ff.Live, study: Study) -> None:
    band = math.nextafter(study.frame.band, END)
    right, left = (band, END), (-band, -END)
    odds = live.answer()["futures"]["source"]
    for name, compute, adoption in (
        ("americas_century", right, right),
        ("ai_plus_world", right, left),
        ("us_standard", left, right),
        ("chinese_characteristics", left, left),
    ):
        found = live.region(compute, adoption)
        assert found["p"] == pytest.approx(odds[name]["p"], abs=1e-9)
        assert found["p"] == 0.0 or found["futures"][name] == pytest.approx(1.0)


@settings(max_examples=20, deadline=None)
@given(cut=st.floats(-2.0, 2.0), other=st.floats(-2.0, 2.0))
def test_regions_side_by_side_add_up(live: ff.Live, cut: float, other: float) -> None:
    low, high = sorted((cut, other))
    whole = live.region((low, END), (-END, END))["p"]
    parts = [live.region(ends, (-END, END))["p"] for ends in ((low, high), (math.nextafter(high, END), END))]
    assert sum(parts) == pytest.approx(whole, abs=1e-9)


def test_what_sets_members_apart_is_on_the_side_it_is_said_to_be(live: ff.Live) -> None:
    drivers = live.region((0.5, END), (0.5, END))["drivers"]
    assert len(drivers) == 3
    for driver in drivers:
        moved = driver["inside"]["q50"] - driver["all"]["q50"]
        assert math.copysign(1.0, moved) == math.copysign(1.0, driver["apart"])
        assert (driver["below"] > 0.5) == (driver["apart"] > 0)
    everyone, nobody = live.region((-END, END), (-END, END)), live.region((END, END), (END, END))
    assert everyone["p"] == pytest.approx(1.0)
    assert everyone["drivers"] == nobody["drivers"] == []
    assert nobody["p"] == 0.0
    assert nobody["futures"] is None


def test_a_dot_that_is_not_there_is_refused_with_a_way_out(live: ff.Live) -> None:
    with pytest.raises(FourFuturesError, match="among the 200 dots"):
        live.member(DOTS, dots=DOTS)
