"""Published figures stand on fans in their own unit, by what was known on the day."""

from __future__ import annotations

import pytest

import fourfutures as ff
from fourfutures.study import Study

SMALL = {"members": 400, "seed": 7}


@pytest.fixture(scope="module")
def live(study: Study) -> ff.Live:
    return ff.Live(study, **SMALL)


def test_a_figure_used_as_a_change_starts_where_it_was_published_for_everyone(live: ff.Live) -> None:
    changes = [one for one in live.published()["series"] if one["change"]]
    assert {one["driver"] for one in changes} == {"compute", "adoption"}
    for one in changes:
        origin = one["months"][0]
        assert origin["q05"] == pytest.approx(origin["q95"])
    spending = next(one for one in changes if one["indicator"] == "capex_quarterly_us_big4")
    assert spending["months"][0]["q50"] == pytest.approx(
        118.63
    )  # US$bn, the four firms in the last quarter of 2025


def test_points_are_as_published_and_name_their_source(live: ff.Live, study: Study) -> None:
    found = live.published()
    for one in found["series"]:
        months = {row["month"] for row in one["months"]}
        for point in one["points"]:
            assert point["month"] in months
            assert point["source_id"] in found["sources"]
            assert point["surprise"] == (min(point["below"], 1.0 - point["below"]) < 0.025)
    shares = [p for one in found["series"] if one["unit"]["en"] == "share" for p in one["points"]]
    assert shares
    assert all(0.0 < point["value"] < 1.0 for point in shares)
    assert {one["unit"]["zh"] for one in found["series"]} != {one["unit"]["en"] for one in found["series"]}


def test_nothing_is_shown_before_it_was_known(live: ff.Live) -> None:
    earlier = live.as_of("2026-06-30").published()
    points = [point for one in earlier["series"] for point in one["points"]]
    assert points
    assert max(point["known_on"] for point in points) <= "2026-06-30"
    assert len(points) < sum(len(one["points"]) for one in live.published()["series"])
