"""The model takes no side: exchange everything that belongs to the two blocs, and every result is exchanged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.ensemble import GAMMAS, Binding, Moment
from fourfutures.futures import classify, indices, odds, readings
from fourfutures.model import BlocChannels, Channels, CountryChannels, WorldChannels
from fourfutures.study import Study
from tests.model.worlds import bound, exchanged_name, mirrored, tracked
from tests.strategies import Extreme, extremes

MIRROR = {
    "americas_century": "chinese_characteristics", "chinese_characteristics": "americas_century",
    "us_standard": "ai_plus_world", "ai_plus_world": "us_standard", "contested": "contested",
}  # fmt: skip
PULLED = Channels(
    us=BlocChannels(-0.3, -0.5, 0.15, -0.7, 0.1, 0.2, 0.8, 0.3, 0.2, 0.1, 1.0, 0.4, 0.1, remote_control=0.1),
    cn=BlocChannels(-0.1, -0.2, 0.25, 0.3, 0.2, 0.5, 0.4, -0.2, 0.1, 0.3, 0.5, 0.2, 0.2, remote_control=0.2),
    world=WorldChannels(regime_hazard=1.2, grey_cut=0.5, price_drift=0.3),
    country=CountryChannels(
        own_utility=0.2,
        acceptance=-0.4,
        utility_us=0.05,
        utility_cn=0.03,
        acceptance_us=0.2,
        acceptance_cn=-60.0,
        signed_us=0.2,
        signed_cn=0.02,
        energised_us=0.01,
        energised_cn=0.03,
    ),
)


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, np.ndarray]]:
    """Every number of a moment with its dotted name."""
    if hasattr(value, "_fields"):
        for field in value._fields:
            yield from leaves(getattr(value, field), f"{name}.{field}" if name else field)
    else:
        yield name, np.asarray(value, dtype=np.float64)


def assert_exchanged(here: Moment, there: Moment) -> None:
    """All of state and flows: what is one bloc's is the other's, and what compares them changes sign."""
    one = dict(leaves(here))
    other = dict(leaves(there))
    for name, values in one.items():
        if name == "state.sums.reciprocal_us" or name.endswith("reciprocal_pending"):
            continue  # only the US asks for it: zero here, and tested as a ledger
        sign = -1.0 if name == "state.world.price_gap" else 1.0
        assert_allclose(other[exchanged_name(name)], sign * values, rtol=1e-9, atol=1e-9, err_msg=name)


@pytest.mark.parametrize("levers", [None, PULLED], ids=["no lever", "every lever that both may pull"])
def test_exchanging_the_blocs_exchanges_every_number_of_the_full_world(
    binding: Binding, levers: Channels | None
) -> None:
    world = bound(binding, members=256)
    assert world.q.affinity.shape[0] == 69
    if levers is not None:
        world = world._replace(channels=[levers] * 24)
    for here, there in zip(world.run(), mirrored(world).run(), strict=True):
        assert_exchanged(here, there)


@settings(max_examples=15, deadline=None)
@given(extremes())
def test_nor_does_it_take_a_side_at_the_ends_of_the_priors(extreme: Extreme) -> None:
    world = extreme._replace(levers=()).world()
    for here, there in zip(world.run(), mirrored(world).run(), strict=True):
        assert_exchanged(here, there)


def test_indices_change_sign_and_classes_and_their_odds_are_mirrored(binding: Binding, study: Study) -> None:
    world = bound(binding, members=1024)
    months = tuple(range(25))
    plain = tracked(binding, world, months)
    turned = tracked(binding, mirrored(world), months)
    homes = {gamma: binding.partners.weights(gamma)[1:] for gamma in GAMMAS}
    names = study.frame.ids
    mirror = np.array([names.index(MIRROR[name]) for name in names])
    even = np.ones(1024)
    for dials in readings(study, "source", {}).values():
        for gamma in GAMMAS:
            for month in (0, 1, 7, 12, 13, 24):
                ours = dials.moved("gamma", gamma)
                theirs = ours.moved("rho_c", 1.0 / ours.rho_c)
                one = indices(plain, month, ours, homes)
                two = indices(turned, month, theirs, {g: pair[::-1] for g, pair in homes.items()})
                assert_allclose(two.compute, -one.compute, atol=1e-9)
                assert_allclose(two.adoption, -one.adoption, atol=1e-9)
                here, there = classify(one, study.frame), classify(two, study.frame)
                assert_array_equal(there, mirror[here])
                assert_allclose(odds(there, even, 5).p, odds(here, even, 5).p[mirror], atol=1e-12)


def test_the_mirror_would_show_a_side(binding: Binding) -> None:
    """One parameter left on its side is enough to break the mirror."""
    world = bound(binding, members=64)
    turned = mirrored(world).with_bloc("us", momentum=np.asarray(world.p.us.momentum))
    with pytest.raises(AssertionError):
        assert_exchanged(world.run()[-1], turned.run()[-1])


def test_mirroring_twice_changes_nothing(binding: Binding) -> None:
    world = bound(binding, members=64)
    for (name, once), (_, twice) in zip(
        leaves(world.run()[-1]), leaves(mirrored(mirrored(world)).run()[-1]), strict=True
    ):
        assert_array_equal(once, twice, err_msg=name)


def test_every_field_of_a_bloc_is_exchanged() -> None:
    """A guard of the mirror: names that differ only in their side are each other's image."""
    assert exchanged_name("state.us.floor.chip_queue") == "state.cn.floor.chip_queue"
    assert exchanged_name("state.countries.deals_us.deal_power") == "state.countries.deals_cn.deal_power"
    assert exchanged_name("flows.countries.signed_cn") == "flows.countries.signed_us"
    assert exchanged_name("state.countries.shares.own") == "state.countries.shares.own"
