"""Every channel a lever may act on reaches a result, and with the sign its name says."""

from __future__ import annotations

import numpy as np
import pytest

from fourfutures.ensemble import Binding
from fourfutures.model import BlocChannels, Channels, CountryChannels, WorldChannels
from tests.model.worlds import World, bound, numbers

# A Chinese offer asks nothing in return; exposure belongs to the stress test, which no month of the simulation reads.
SILENT = {("cn", "reciprocal"), ("country", "exposure")}
ROOMS = {"us": BlocChannels, "cn": BlocChannels, "world": WorldChannels, "country": CountryChannels}
CHANNELS = [
    (room, name) for room, kind in ROOMS.items() for name in kind._fields if (room, name) not in SILENT
]


@pytest.fixture(scope="module")
def world(binding: Binding) -> World:
    return bound(binding, members=128, months=12)


def pulled(world: World, room: str, **values: float) -> World:
    return world._replace(channels=[Channels(**{room: ROOMS[room](**values)})] * 12)


@pytest.mark.parametrize(("room", "name"), CHANNELS)
def test_a_channel_that_is_pulled_changes_the_world(world, room, name):
    plain, moved = world.run(), pulled(world, room, **{name: 1.0}).run()
    assert any((a != b).any() for a, b in zip(numbers(plain), numbers(moved), strict=True))


@pytest.mark.parametrize("bloc", ["us", "cn"])
def test_control_kept_by_the_provider_makes_its_own_offers_harder_to_accept(world, bloc):
    other = {"us": "cn", "cn": "us"}[bloc]
    plain, strict = world.run()[1].flows, pulled(world, bloc, remote_control=0.3).run()[1].flows
    hazard = f"hazard_{bloc}"
    assert (getattr(strict.countries, hazard) < getattr(plain.countries, hazard)).all()
    assert np.array_equal(
        getattr(strict.countries, f"hazard_{other}"), getattr(plain.countries, f"hazard_{other}")
    )


def test_an_offer_cannot_keep_more_than_the_whole_control(world):
    whole = 1.0 - world.p.us.deal_remote_control
    one = pulled(world, "us", remote_control=whole).run()[1].flows.countries.hazard_us
    more = pulled(world, "us", remote_control=whole + 5.0).run()[1].flows.countries.hazard_us
    np.testing.assert_allclose(one, more, rtol=1e-12)
