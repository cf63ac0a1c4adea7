"""The first months continue what was under way at the end of 2025."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from fourfutures.ensemble import GAMMAS, Binding
from fourfutures.futures import classify, indices, odds, readings
from fourfutures.study import Study
from tests.model.worlds import World, bound, path, tracked

MEMBERS = 2048


@pytest.fixture(scope="module")
def world(binding: Binding) -> World:
    return bound(binding, MEMBERS, months=3)


@pytest.mark.parametrize("bloc", ["us", "cn"])
def test_chips_energised_in_the_first_months_continue_the_flow_of_the_origin(world: World, bloc: str) -> None:
    flows = [np.asarray(getattr(m.flows, bloc).energised) for m in world.run()]
    for month in (1, 2, 3):
        assert 0.5 < np.median(flows[month] / flows[0]) < 1.5


@pytest.mark.parametrize("bloc", ["us", "cn"])
def test_growth_is_over_the_last_twelve_months_of_which_those_before_the_origin_grew_as_in_2025(
    binding: Binding, bloc: str
) -> None:
    world = bound(binding, 64)
    moments = world.run()
    stock = np.log(path(moments, f"{bloc}.floor.compute_stock"))
    back = getattr(world.p, bloc).growth_2025
    for month in (1, 5, 11, 12, 13, 24):
        since = stock[month] - stock[max(0, month - 12)]
        missing = max(0.0, 1.0 - month / 12.0) * back
        assert_allclose(getattr(moments[month].flows, bloc).growth, since + missing, rtol=1e-9, atol=1e-12)


def test_no_class_moves_more_than_ten_points_in_the_first_month(
    binding: Binding, study: Study, world: World
) -> None:
    track = tracked(binding, world, (0, 1))
    homes = {gamma: binding.partners.weights(gamma)[1:] for gamma in GAMMAS}
    even = np.ones(MEMBERS)
    for reading, dials in readings(study, "source", {}).items():
        before, after = (
            odds(classify(indices(track, month, dials, homes), study.frame), even, 5).p for month in (0, 1)
        )
        assert np.abs(after - before).max() < 0.10, reading
