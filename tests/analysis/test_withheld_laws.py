"""Laws of withheld supply that hold for any shares, any layers and any severity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray
from scipy.integrate import trapezoid

from fourfutures.analysis.dependence.assumed import WEEKS, Assumptions
from fourfutures.analysis.dependence.loss import Economy, Loss, area, dependency_index
from fourfutures.analysis.dependence.on_site import OnSite
from fourfutures.analysis.dependence.sovereignty import sovereignty
from fourfutures.analysis.dependence.withdrawal import Withdrawal
from fourfutures.model import Shares
from fourfutures.study import LAYERS, Study, as_offer, load_study

MEMBERS = np.arange(24, dtype=np.int64)
STUDY = load_study("ai-2027")
ASSUMED = Assumptions(STUDY, 7, MEMBERS)
GDP = 5e11
few = settings(max_examples=60, deadline=None)

share = st.floats(0.0, 1.0)
suppliers = st.sampled_from(["us", "cn"])
withheld = st.dictionaries(st.sampled_from(LAYERS), share, min_size=1).map(
    lambda given: {name: given[name] for name in LAYERS if name in given}
)
mixes = st.tuples(st.floats(0.01, 1.0), st.floats(0.01, 1.0), st.floats(0.01, 1.0)).map(
    lambda parts: Shares(*(part / sum(parts) for part in parts))
)


def economy(shares: Shares, capacity: float = 0.0, control: float = 0.5, custody: float = 0.0) -> Economy:
    def each(value: Any) -> NDArray[np.float64]:
        return np.full(MEMBERS.shape, float(value))

    place = OnSite(each(capacity), each(control), custody, (), 0)
    return Economy(Shares(*(each(part) for part in shares)), each(0.5), GDP, place)


def lost(
    shares: Shares,
    supplier: str,
    severity: Mapping[str, float],
    assumed: Assumptions = ASSUMED,
    **place: float,
) -> NDArray[np.float64]:
    return Loss(economy(shares, **place), Withdrawal(supplier, dict(severity)), assumed).by_week()


def with_exposure(study: Study, change: Any) -> Study:
    """The study with every layer changed."""
    layers = {name: change(name, layer) for name, layer in study.exposure.layer.items()}
    return study.model_copy(update={"exposure": study.exposure.model_copy(update={"layer": layers})})


@given(mixes, suppliers, withheld)
@few
def test_service_lost_is_a_share(shares: Shares, supplier: str, severity: dict[str, float]) -> None:
    curve = lost(shares, supplier, severity)
    assert curve.shape == (53, MEMBERS.shape[0])
    assert (curve >= 0.0).all()
    assert (curve <= 1.0).all()


def test_use_that_rests_on_one_layer_alone_is_lost_whole_and_no_more() -> None:
    def alone(name: str, layer: Any) -> Any:
        column = layer.exposure.us.model_copy(update={"us": 1.0})
        return layer.model_copy(update={"exposure": layer.exposure.model_copy(update={"us": column})})

    assumed = Assumptions(with_exposure(STUDY, alone), 7, MEMBERS)
    curve = lost(Shares(1.0, 0.0, 0.0), "us", dict.fromkeys(LAYERS, 1.0), assumed)
    assert_allclose(curve[0], 1.0, rtol=0, atol=1e-12)
    assert (curve <= 1.0).all()


@given(mixes, suppliers, withheld)
@few
def test_nothing_is_lost_where_nothing_is_withheld(
    shares: Shares, supplier: str, severity: dict[str, float]
) -> None:
    assert_array_equal(lost(shares, supplier, {}), 0.0)
    assert_array_equal(lost(shares, supplier, dict.fromkeys(severity, 0.0)), 0.0)


@given(mixes, suppliers, withheld, st.sampled_from(LAYERS), share)
@few
def test_one_more_layer_never_lowers_the_loss(
    shares: Shares, supplier: str, severity: dict[str, float], layer: str, added: float
) -> None:
    more = {name: {**severity, layer: max(added, severity.get(layer, 0.0))}.get(name) for name in LAYERS}
    more = {name: value for name, value in more.items() if value is not None}
    assert (lost(shares, supplier, more) >= lost(shares, supplier, severity) - 1e-12).all()


@given(mixes, suppliers, withheld, share)
@few
def test_a_milder_withdrawal_never_costs_more(
    shares: Shares, supplier: str, severity: dict[str, float], milder: float
) -> None:
    less = {name: value * milder for name, value in severity.items()}
    assert (lost(shares, supplier, less) <= lost(shares, supplier, severity) + 1e-12).all()


@given(mixes, suppliers, withheld, share)
@few
def test_use_that_moves_to_the_suppliers_stack_is_more_exposed(
    shares: Shares, supplier: str, severity: dict[str, float], moved: float
) -> None:
    given_up = {name: part * moved for name, part in shares._asdict().items() if name != supplier}
    after = shares._replace(
        **{name: getattr(shares, name) - part for name, part in given_up.items()},
        **{supplier: getattr(shares, supplier) + sum(given_up.values())},
    )
    assert (lost(after, supplier, severity) >= lost(shares, supplier, severity) - 1e-12).all()


@given(mixes, suppliers, withheld, st.floats(1.0, 3.0))
@few
def test_slower_recovery_never_lowers_the_loss(
    shares: Shares, supplier: str, severity: dict[str, float], slower: float
) -> None:
    def slow(name: str, layer: Any) -> Any:
        prior = layer.half_recovery.prior
        number = layer.half_recovery.model_copy(
            update={"prior": prior.model_copy(update={"median": prior.median * slower})}
        )
        return layer.model_copy(update={"half_recovery": number})

    later = Assumptions(with_exposure(STUDY, slow), 7, MEMBERS)
    assert (lost(shares, supplier, severity, later) >= lost(shares, supplier, severity) - 1e-12).all()


@given(mixes, suppliers, withheld, share, share, share)
@few
def test_capacity_at_home_and_keys_at_home_never_raise_the_loss(
    shares: Shares, supplier: str, severity: dict[str, float], one: float, other: float, control: float
) -> None:
    few_mw, many_mw = sorted((one, other))
    less = lost(shares, supplier, severity, capacity=few_mw, control=control)
    assert (lost(shares, supplier, severity, capacity=many_mw, control=control) <= less + 1e-12).all()
    kept = lost(shares, supplier, severity, capacity=few_mw, control=control, custody=1.0)
    assert (kept <= less + 1e-12).all()
    if severity.get("cloud", 0.0) > 0.01 and many_mw - few_mw > 0.01 and control < 0.99:
        assert (
            lost(shares, supplier, {"cloud": 1.0}, capacity=many_mw, control=control)[4]
            < lost(shares, supplier, {"cloud": 1.0}, capacity=few_mw, control=control)[4]
        ).all()


def test_capacity_that_is_stopped_from_abroad_takes_nothing_away() -> None:
    shares = Shares(0.7, 0.1, 0.2)
    assert_array_equal(
        lost(shares, "us", {"cloud": 1.0}, capacity=1.0, control=1.0), lost(shares, "us", {"cloud": 1.0})
    )


@given(suppliers, share)
@few
def test_downloaded_weights_cannot_be_withheld(supplier: str, severity: float) -> None:
    assert_array_equal(lost(Shares(0.0, 0.0, 1.0), supplier, {"weights": severity}), 0.0)


@given(mixes, suppliers, share)
@few
def test_chips_and_updates_bite_only_as_stocks_decay(shares: Shares, supplier: str, severity: float) -> None:
    curve = lost(shares, supplier, {"chips": severity, "updates": severity})
    assert_array_equal(curve[0], 0.0)
    if severity > 0.01:
        assert (curve[26] > curve[1]).all()


@given(mixes, suppliers, withheld, share, share)
@few
def test_mirrored_blocs_mirror_results(
    shares: Shares, supplier: str, severity: dict[str, float], capacity: float, control: float
) -> None:
    def mirrored(name: str, layer: Any) -> Any:
        def turned(column: Any) -> Any:
            return column.model_copy(update={"us": column.cn, "cn": column.us})

        exposure = layer.exposure.model_copy(
            update={"us": turned(layer.exposure.cn), "cn": turned(layer.exposure.us)}
        )
        return layer.model_copy(update={"exposure": exposure})

    other = Assumptions(with_exposure(STUDY, mirrored), 7, MEMBERS)
    swapped = Shares(shares.cn, shares.us, shares.own)
    against = {"us": "cn", "cn": "us"}[supplier]
    assert_allclose(
        lost(swapped, against, severity, other, capacity=capacity, control=control),
        lost(shares, supplier, severity, capacity=capacity, control=control),
        rtol=0, atol=1e-12,
    )  # fmt: skip


@given(mixes, suppliers, withheld)
@few
def test_the_area_is_that_under_the_curve(shares: Shares, supplier: str, severity: dict[str, float]) -> None:
    curve = lost(shares, supplier, severity)
    assert_allclose(area(curve), trapezoid(curve, WEEKS, axis=0), rtol=1e-12, atol=1e-12)


@given(mixes, suppliers, withheld)
@few
def test_half_is_restored_when_it_is_said_to_be(
    shares: Shares, supplier: str, severity: dict[str, float]
) -> None:
    loss = Loss(economy(shares), Withdrawal(supplier, severity), ASSUMED)
    weeks, worst = loss.weeks_to_half(), loss.by_week(far=True).max(axis=0)
    for member in np.flatnonzero(worst > 1e-9):
        at = weeks[member]
        assert_allclose(loss.at(at)[member], 0.5 * worst[member], rtol=1e-2)
        assert loss.at(at + 10.0)[member] <= 0.5 * worst[member]
    assert np.isnan(weeks[worst == 0.0]).all()


def test_one_layer_that_bites_at_once_is_half_restored_at_its_half_recovery() -> None:
    loss = Loss(economy(Shares(0.6, 0.1, 0.3)), Withdrawal("us", {"cloud": 0.7}), ASSUMED)
    assert_allclose(loss.weeks_to_half(), ASSUMED.half["cloud"], rtol=1e-3)


@given(mixes, suppliers, withheld)
@few
def test_replaced_use_is_what_would_still_be_lost_if_nothing_recovered(
    shares: Shares, supplier: str, severity: dict[str, float]
) -> None:
    def never(name: str, layer: Any) -> Any:
        prior = layer.half_recovery.prior.model_copy(update={"median": 1e12})
        return layer.model_copy(
            update={"half_recovery": layer.half_recovery.model_copy(update={"prior": prior})}
        )

    still = lost(shares, supplier, severity, Assumptions(with_exposure(STUDY, never), 7, MEMBERS))[-1]
    loss = Loss(economy(shares), Withdrawal(supplier, severity), ASSUMED)
    end = loss.by_week()[-1]
    moved = loss.moved(end)
    assert all((np.asarray(part) >= -1e-12).all() for part in moved)
    assert_allclose(np.asarray(sum(moved)) + end, still, rtol=0, atol=1e-9)


def test_the_index_is_cloud_and_weights_at_week_four_whatever_is_withheld() -> None:
    shares = Shares(0.8, 0.05, 0.15)
    expected = lost(shares, "us", {"cloud": 1.0, "weights": 1.0})[4]
    for severity in ({"chips": 0.3}, {"cloud": 0.1, "updates": 1.0}):
        index = dependency_index(economy(shares), Withdrawal("us", severity), ASSUMED)
        assert_allclose(index, expected, rtol=1e-12)


def test_a_member_draws_the_same_in_any_company() -> None:
    alone = [Assumptions(STUDY, 7, MEMBERS[at : at + 1]) for at in range(MEMBERS.shape[0])]
    for layer in LAYERS:
        assert_array_equal(np.concatenate([one.half[layer] for one in alone]), ASSUMED.half[layer])
    for name in STUDY.exposure.number:
        assert_array_equal(np.concatenate([one.number(name) for one in alone]), ASSUMED.number(name))


def test_a_new_layer_of_numbers_changes_no_other_draw() -> None:
    def fixed(name: str, layer: Any) -> Any:
        if name != "chips":
            return layer
        prior = layer.half_recovery.prior.model_copy(update={"median": 400.0})
        return layer.model_copy(
            update={"half_recovery": layer.half_recovery.model_copy(update={"prior": prior})}
        )

    other = Assumptions(with_exposure(STUDY, fixed), 7, MEMBERS)
    assert (other.half["chips"] != ASSUMED.half["chips"]).all()
    for layer in ("cloud", "weights", "updates"):
        assert_array_equal(other.half[layer], ASSUMED.half[layer])


def test_offers_leave_more_with_a_partner_that_owns_holds_keys_and_may_leave() -> None:
    scores = {
        name: sovereignty(as_offer(template), STUDY)["score"]
        for name, template in STUDY.offers.template.items()
    }
    assert scores["open_sovereign"] > scores["silk_road_cloud"] > scores["access_only"]
    assert scores["open_sovereign"] > scores["full_package"] > scores["access_only"]
    assert all(0.0 <= value <= 1.0 for value in scores.values())


@pytest.mark.parametrize("name", ["full_package", "in_country"])
def test_a_centre_in_the_country_that_others_command_is_residency_without_control(name: str) -> None:
    found = sovereignty(as_offer(STUDY.offers.template[name]), STUDY)
    parts = {part["id"]: part["value"] for part in found["parts"]}
    assert parts["residency"] > 0.0 == parts["key_custody"] == parts["revocability"]
    assert found["residency_over_control"] > 0.0
