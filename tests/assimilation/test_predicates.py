"""Variables of a path: the kernel's numbers read by hand, and every name of the study understood."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal
from tests.model.worlds import bound

from fourfutures.assimilation import Sight, Sights
from fourfutures.assimilation.predicate import QUANTITIES
from fourfutures.ensemble import Binding, Threads, probed
from fourfutures.ensemble.kernel.layout import MONTHLY
from fourfutures.study import PATH_VARIABLES

MEMBERS = 40
IDS = np.arange(MEMBERS)


def test_each_variable_of_a_path_has_its_quantities_in_the_kernel() -> None:
    assert set(QUANTITIES) == set(PATH_VARIABLES)
    assert {name for names in QUANTITIES.values() for name in names} <= set(MONTHLY)


def test_sights_are_changes_and_extremes_of_months() -> None:
    path = np.array([[0.0, 3.0, 1.0, 2.0], [1.0, 1.0, 4.0, -2.0]])
    sights = Sights(
        [
            Sight("change", "price_gap", 1, 3),
            Sight("highest", "price_gap", 1, 2),
            Sight("lowest", "price_gap", 1, 3),
        ]
    )
    assert sights.months == 3
    assert_array_equal(sights({"series.price_gap": path}), [[-1.0, 3.0, 1.0], [-3.0, 4.0, -2.0]])


def test_numbers_read_off_a_pool_are_those_of_the_equations(binding: Binding) -> None:
    """Use led abroad by each side, open weights credited by half; deals and trust by side; homes by depth of use."""
    names = ["led_abroad_ratio", "open_origin_gap", "deal_power_us", "trust_cn", "home_us"]
    found = probed(binding, IDS, Sights([Sight("change", name, 0, 24) for name in names]), Threads(1))
    first, *_, last = bound(binding, MEMBERS).run()

    def led(moment, side: str) -> np.ndarray:
        countries, weights = moment.state.countries, binding.partners.weights(0.5)[0][:, None]
        own = (weights * countries.adoption * countries.shares.own).sum(axis=0)
        stack = (weights * countries.adoption * getattr(countries.shares, side)).sum(axis=0)
        return stack + 0.5 * getattr(moment.flows, side).open_origin * own

    expected = {
        "led_abroad_ratio": lambda m: np.log(led(m, "us") / led(m, "cn")),
        "open_origin_gap": lambda m: m.flows.cn.open_origin - m.flows.us.open_origin,
        "deal_power_us": lambda m: np.asarray(m.state.countries.deals_us.deal_power).sum(axis=0),
        "trust_cn": lambda m: -np.asarray(m.state.cn.trust_loss),
        "home_us": lambda m: m.state.us.adoption * np.exp(m.state.us.home_intensity),
    }
    for row, name in zip(found, names, strict=True):
        assert_allclose(row, expected[name](last) - expected[name](first), atol=2e-4, err_msg=name)
