"""The test of withheld supply as a document: what it promises, and that it says the same of the same request."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from numpy.testing import assert_allclose

from fourfutures import Run, switchoff
from fourfutures.analysis import AnalysisError, Pools, Request, Withdrawal, switchoff_schema
from fourfutures.analysis import switchoff as withheld
from fourfutures.analysis.dependence.aftermath import Choosers, after_incident
from fourfutures.analysis.dependence.standing import stand
from fourfutures.assimilation import Kept
from fourfutures.ensemble import Binding, Hands, LeverPath, NamedChance, Shelf, Stream, members
from fourfutures.errors import FourFuturesError
from fourfutures.public import dependency
from fourfutures.study import Study, as_offer

Document = dict[str, Any]
DAY = "2026-06-30"
MEASURES = ("gdp_at_risk_usd", "supplier_cost_usd", "area_52w", "dependency_index")


@pytest.fixture(scope="module")
def test_of(study: Study) -> Callable[..., Document]:
    kept: dict[str, Document] = {}
    pools = Pools(Shelf(None))

    def make(
        supplier: str = "US", layers: str = "cloud,weights", workers: int = 2, at: Any = "as_of", **asked: Any
    ) -> Document:
        options = {name: asked.pop(name) for name in ("seed", "members") if name in asked}
        key = f"{supplier} {layers} {workers} {at} {asked} {options}"
        if key not in kept:
            request = Request.of(
                study, **{"members": 200, "seed": 7, "as_of": date.fromisoformat(DAY), **options}
            )
            test = Withdrawal.of(study, supplier, layers, **asked)
            kept[key] = withheld(request, test, at, Hands.of(workers), pools, lambda *progress: None)
        return kept[key]

    return make


@pytest.mark.parametrize("supplier", ["US", "CN"])
def test_it_is_what_its_schema_says(test_of: Callable[..., Document], study: Study, supplier: str) -> None:
    document = test_of(supplier)
    jsonschema.validate(json.loads(json.dumps(document, allow_nan=False)), switchoff_schema())
    assert list(document["countries"]) == [entity.code for entity in study.partners]


@pytest.mark.parametrize("supplier", ["US", "CN"])
def test_every_number_stands_inside_its_range_and_beside_the_suppliers_cost(
    test_of: Callable[..., Document], supplier: str
) -> None:
    document = test_of(supplier)
    for item in document["countries"].values():
        for name in MEASURES:
            span = item["ranges"][name]
            assert item[name] == span["mean"]
            assert span["q05"] <= span["q10"] <= span["q50"] <= span["q90"] <= span["q95"]
            assert span["q05"] < item[name] < span["q95"]
        low, mean, high = (np.array(item[name]) for name in ("loss_low", "loss_by_week", "loss_high"))
        assert (low < mean).all()
        assert (mean < high).all()
        assert item["dependency_index"] == pytest.approx(item["loss_by_week"][4], abs=1e-12)
        assert item["area_52w"] == pytest.approx(0.5 * (mean[:-1] + mean[1:]).sum(), abs=1e-9)
        ends = item["index_if_exposures"]
        assert ends["low"] < item["dependency_index"] < ends["high"]
        assert item["supplier_cost_usd"] > 0.0
    costs = [item["supplier_cost_usd"] for item in document["countries"].values()]
    assert document["supplier_cost_usd"] == pytest.approx(sum(costs), rel=1e-12)
    assert document["supplier_cost"]["own_users_usd"]["mean"] >= document["supplier_cost_usd"]


def test_the_same_request_gives_the_same_numbers_on_any_number_of_hands(
    test_of: Callable[..., Document],
) -> None:
    assert json.dumps(test_of(workers=1)) == json.dumps(test_of(workers=2))


def test_another_seed_is_another_draw_of_the_same_study(test_of: Callable[..., Document]) -> None:
    one, other = test_of()["countries"]["KEN"], test_of(seed=8)["countries"]["KEN"]
    assert one["dependency_index"] != other["dependency_index"]
    assert one["dependency_index"] == pytest.approx(other["dependency_index"], abs=0.05)


def test_one_country_is_its_entry_among_all(test_of: Callable[..., Document]) -> None:
    assert test_of(country="ken")["countries"] == {"KEN": test_of()["countries"]["KEN"]}


def test_a_supplier_that_withholds_nothing_loses_nothing(test_of: Callable[..., Document]) -> None:
    document = test_of(severity=0.0)
    assert document["supplier_cost_usd"] == 0.0
    assert document["trust"]["share_lost"]["q95"] == pytest.approx(0.0, abs=1e-12)
    for item in document["countries"].values():
        assert max(item["loss_high"]) == 0.0
        assert item["weeks_to_half"] is None
        assert item["dependency_index"] > 0.0  # of the index's own withdrawal, whatever is tested


def test_half_a_withdrawal_costs_less_than_a_whole_one(test_of: Callable[..., Document]) -> None:
    whole, half = test_of(), test_of(severity={"cloud": 0.5, "weights": 0.5})
    for code, item in half["countries"].items():
        assert 0.0 < item["area_52w"] < whole["countries"][code]["area_52w"]
    assert half["trust"]["share_lost"]["mean"] < whole["trust"]["share_lost"]["mean"]


def test_trust_moves_use_away_from_the_supplier_everywhere(test_of: Callable[..., Document]) -> None:
    for supplier in ("US", "CN"):
        document = test_of(supplier)
        assert all(item["ranges"]["share_lost"]["q05"] >= 0.0 for item in document["countries"].values())
        assert 0.0 < document["trust"]["share_lost"]["mean"] < 0.2
        assert document["trust"]["months_after"] == 18


def test_the_horizon_is_another_moment(test_of: Callable[..., Document]) -> None:
    document = test_of(at="horizon")
    assert document["month"] == "2027-12"
    assert document["trust"]["months_after"] == 12
    assert document["countries"]["KEN"]["adoption"] > test_of()["countries"]["KEN"]["adoption"]


def test_capacity_that_a_deal_does_not_state_is_drawn_not_taken_for_none(
    test_of: Callable[..., Document],
) -> None:
    document = test_of("CN")
    place = document["countries"]["SAU"]["on_site"]
    assert place["basis"] == "drawn"
    assert place["unstated"] == len(place["deals"]) > 0
    assert 0.0 < place["share"]["q05"] < place["share"]["q95"]
    layers = document["countries"]["SAU"]["layers"]
    assert layers["cloud"]["left"] < 1.0 == layers["weights"]["left"]
    silent = document["countries"]["NGA"]["on_site"]
    assert silent["basis"] == "none_on_record"
    assert silent["share"]["mean"] == 0.0


def test_a_deal_announced_later_has_nothing_in_service_yet(study: Study) -> None:
    found = {}
    for day in ("2026-01-31", DAY):
        request = Request.of(study, members=100, seed=7, as_of=date.fromisoformat(day), assimilate=False)
        test = Withdrawal.of(study, "CN", "cloud", "SAU")
        document = withheld(request, test, "as_of", Hands.of(2), Pools(Shelf(None)), lambda *told: None)
        found[day] = document["countries"]["SAU"]["on_site"]["deals"]
    announced = {deal.deal_id: deal.announced for deal in study.deals}
    assert all(announced[deal] <= date(2026, 1, 31) for deal in found["2026-01-31"])
    assert set(found["2026-01-31"]) <= set(found[DAY])


def test_an_offer_of_nothing_changes_nothing(test_of: Callable[..., Document], study: Study) -> None:
    offer = as_offer(study.offers.template["full_package"]).model_copy(
        update={
            "capacity_mw": 0.0,
            "access_users": 0.0,
            "fund_partner_usd": 0.0,
            "fund_provider_usd": 0.0,
            "weights_in_country": True,
            "key_custody": "partner",
        }
    )
    document = test_of(country="KEN", offer=offer)
    assert document["offer"]["with_offer"] == document["countries"]["KEN"]
    assert set(document["offer"]["change"]["dependency_index"].values()) == {0.0}


def test_keys_and_capacity_at_home_lower_what_a_site_adds_to_dependency(
    test_of: Callable[..., Document], study: Study
) -> None:
    theirs = as_offer(study.offers.template["full_package"])
    ours = theirs.model_copy(update={"key_custody": "partner", "remote_control": 0.0, "id": "ours"})
    found = {offer.id: test_of(country="KEN", offer=offer)["offer"] for offer in (theirs, ours)}
    assert (
        found["ours"]["with_offer"]["dependency_index"]
        < found["full_package"]["with_offer"]["dependency_index"]
    )
    assert found["ours"]["with_offer"]["layers"]["weights"]["left"] == pytest.approx(0.3)
    assert found["full_package"]["with_offer"]["layers"]["weights"]["left"] == 1.0
    assert (
        found["full_package"]["with_offer"]["shares"]["us"]
        > test_of(country="KEN")["countries"]["KEN"]["shares"]["us"]
    )
    assert found["ours"]["sovereignty"]["score"] > found["full_package"]["sovereignty"]["score"]


def test_a_site_on_the_other_stack_lowers_dependence_on_this_one(
    test_of: Callable[..., Document], study: Study
) -> None:
    offer = as_offer(study.offers.template["silk_road_cloud"])
    assert test_of("US", country="KEN", offer=offer)["offer"]["change"]["dependency_index"]["mean"] < 0.0
    assert (
        test_of("CN", country="KEN", offer=offer)["offer"]["with_offer"]["shares"]["cn"]
        > test_of("CN", country="KEN")["countries"]["KEN"]["shares"]["cn"]
    )


def test_a_finished_run_gives_the_members_it_was_made_of(today: tuple[Document, Path], study: Study) -> None:
    summary, folder = today
    run = Run(folder)
    found = switchoff("US", ["weights", "cloud"], run=run, study=study, at="horizon", workers=2)
    assert found["run_id"] == summary["run_id"]
    entries = {entry["entity"]: entry for entry in summary["economies"]}
    for code, item in found["countries"].items():
        for option in ("us", "cn", "own"):
            assert item["shares"][option] == pytest.approx(entries[code][f"share_{option}"], abs=2e-3)
    again = switchoff("US", "cloud,weights", study=study, members=400, seed=7, at="horizon", workers=2)
    assert_allclose(
        [item["dependency_index"] for item in found["countries"].values()],
        [item["dependency_index"] for item in again["countries"].values()],
        rtol=1e-9,
    )
    block = dependency(run, "IND", study)
    assert block is not None
    assert 0.0 < block["cn"]["dependency_index"] < block["us"]["dependency_index"] < 1.0
    assert found.frame.set_index("entity").loc["IND", "dependency_index"] == pytest.approx(
        found["countries"]["IND"]["dependency_index"]
    )


def test_a_run_of_another_study_is_refused(today: tuple[Document, Path], study: Study) -> None:
    with pytest.raises(AnalysisError, match="other files"):
        switchoff("US", "cloud", run=Run(today[1]), study=study.model_copy(update={"hash": "another"}))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"supplier": "EU"}, "no supplier of the model"),
        ({"layers": ""}, "no layer is named"),
        ({"layers": "cloud,claud"}, "no layer called claud"),
        ({"severity": 2.0}, "outside 0 to 1"),
        ({"severity": float("nan")}, "outside 0 to 1"),
        ({"severity": "cloud=0.5,cloud=1"}, "cannot be read"),
        ({"severity": {"chips": 0.5}}, "not one of the layers withheld"),
        ({"country": "XYZ"}, "is not in this study"),
        ({"country": "CHN"}, "is a home market"),
    ],
)
def test_what_cannot_be_tested_is_refused(study: Study, asked: dict[str, Any], words: str) -> None:
    given = {"supplier": "US", "layers": "cloud", **asked}
    with pytest.raises(FourFuturesError, match=words):
        Withdrawal.of(study, **given)


def test_a_study_without_exposure_says_that_it_has_none(study: Study) -> None:
    bare = study.model_copy(update={"exposure": type(study.exposure)()})
    with pytest.raises(AnalysisError, match="nothing of exposure"):
        Withdrawal.of(bare, "US", "cloud")


def test_an_offer_needs_a_country(study: Study) -> None:
    with pytest.raises(AnalysisError, match="made to one country"):
        Withdrawal.of(study, "US", "cloud", offer=as_offer(study.offers.template["full_package"]))


class Provoked:
    """The chances of members, but for one incident of a bloc in one month, or for none of it from then on."""

    def __init__(
        self, binding: Binding, ids: Any, supplier: str, month: int, size: Any, happens: bool
    ) -> None:
        self._chance = NamedChance(binding.seed, ids, binding.partners.codes, 1.0 / 12.0)
        self._asked = (supplier, month, size, happens)

    def shocks(self, step: int) -> Any:
        shocks = self._chance.shocks(step)
        supplier, month, size, happens = self._asked
        if step < month:
            return shocks
        incident = 0.0 if happens and step == month else 1.0
        bloc = getattr(shocks, supplier)._replace(incident=np.full_like(size, incident), incident_size=size)
        return shocks._replace(**{supplier: bloc})


@pytest.mark.parametrize("supplier", ["us", "cn"])
def test_the_change_alone_is_near_the_difference_of_two_whole_runs(binding: Binding, supplier: str) -> None:
    """The same incident in the whole model, where deals and capacity move too, and no other incident follows."""
    ids, month = np.arange(60, dtype=np.int64), 11
    even = Kept(ids, np.full(60, 1.0 / 60.0))
    idle = LeverPath(binding.study, (), 1, binding.partners.codes)
    weights = np.full((len(binding.partners.codes), 60), 1.0 / 60.0)
    standing = stand(binding, even, weights, idle, month, Hands.of(2))
    alone = after_incident(Choosers.of(standing), supplier, 1.0).lost_share.mean(axis=1)
    size = Stream(binding.seed, [("exposure:incident", "")]).uniform(ids)[0]
    ends = []
    for happens in (False, True):
        channels = idle.channels(binding.draws, ids, 1.0 / 12.0, 24)
        chance = Provoked(binding, ids, supplier, month + 1, size, happens)
        *_, last = members(binding, ids, chance, channels)
        ends.append(np.asarray(getattr(last.state.countries.shares, supplier)))
    whole = (ends[0] - ends[1]).mean(axis=1)
    people = binding.partners.people
    assert alone @ people == pytest.approx(whole @ people, rel=0.06)
    assert np.corrcoef(alone, whole)[0, 1] > 0.99
