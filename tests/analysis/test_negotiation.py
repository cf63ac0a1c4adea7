"""Two offers to one country: worth is the model's own rule, shortcuts change nothing, and what is called best is best."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from tests.analysis.conftest import quiet

from fourfutures.analysis import AnalysisError, Pools, negotiate
from fourfutures.analysis.negotiating.bargaining import bargain, combinations
from fourfutures.analysis.negotiating.document import usual_size
from fourfutures.analysis.negotiating.ground import Ground, logistic, stand, strings
from fourfutures.analysis.negotiating.options import OPTIONS, Option, options, usual_offer
from fourfutures.analysis.negotiating.regret import regrets
from fourfutures.analysis.negotiating.tornado import tornado
from fourfutures.analysis.weighing import weigh
from fourfutures.ensemble import Hands, LeverPath, Shelf, cache_folder, choice_path
from fourfutures.study import Negotiable, StudyError

HANDS = Hands.of(2)
MONTH = 10


@pytest.fixture(scope="module")
def pools() -> Pools:
    return Pools(Shelf(cache_folder() / "pools"))


@pytest.fixture(scope="module")
def ground(asked: Any, pools: Pools) -> Ground:
    world = weigh(asked(), "neutral", HANDS, pools, quiet)
    return stand(world, world.study.partner("IND"), MONTH, HANDS)


@pytest.fixture(scope="module")
def found(asked: Any, pools: Pools) -> dict[str, Any]:
    return negotiate(asked(), "IND", None, HANDS, pools, quiet)


def usual(ground: Ground, side: str, size: float = 200.0) -> Any:
    return usual_offer(ground.world.study, side, "IND", "2026-12", size)


@pytest.mark.parametrize("side", ["us", "cn"])
def test_the_usual_offer_without_its_money_is_taken_as_the_model_has_it(ground: Ground, side: str):
    world, offer = ground.world, usual(ground, side)
    valued = ground.value(offer)
    free = ground.utility(offer, valued) - ground.kappa_b * valued.partner / ground.permille
    idle = LeverPath(world.study, (), 1, world.binding.partners.codes)
    place = world.binding.partners.codes.index("IND")
    ids = world.recorded.ids
    (choice,) = choice_path(world.binding, ids, idle, place, (MONTH,), HANDS.here)
    np.testing.assert_allclose(logistic(free), getattr(choice, f"acceptance_{side}"), rtol=1e-6)


def test_control_on_top_of_money_is_what_valuing_every_offer_would_say(ground: Ground):
    terms = {
        "price_discount": Negotiable(values=(0.0, 0.3), judgement=True),
        "provider_share": Negotiable(values=(0.1, 0.7), judgement=True),
        "remote_control": Negotiable(values=(1.0, 0.3), judgement=True),
        "exclusivity": Negotiable(values=(0.6, 0.0), judgement=True),
    }
    offer = usual(ground, "us")
    every = bargain(ground, offer, terms, 0.0).tried
    assert len(every) == 16
    for one in every:
        valued = ground.value(one.offer)
        assert one.utility == pytest.approx(ground.mean(ground.utility(one.offer, valued)), abs=1e-9)
        assert one.provider == pytest.approx(ground.mean(ground.provided(valued)), abs=1e-6)
    assert len({json.dumps(one.offer.model_dump(mode="json")) for one in every}) == 16
    for combination in combinations(offer, terms):
        shares = combination.partner_share + combination.provider_share + combination.third_party_share
        assert shares == pytest.approx(1.0)


def test_the_ends_of_a_bargain_are_ends(ground: Ground):
    terms = dict(ground.world.study.offers.negotiable["us"])
    terms = {name: terms[name] for name in ("price_discount", "offtake_share", "remote_control")}
    every = bargain(ground, usual(ground, "us"), terms, 0.0).tried
    least = float(np.median([one.utility for one in every]))
    made = bargain(ground, usual(ground, "us"), terms, least)
    assert made.for_partner is not None
    assert made.for_partner.provider >= 0.0
    assert all(one.utility <= made.for_partner.utility for one in made.tried if one.provider >= 0.0)
    assert made.for_provider is not None
    assert made.for_provider.utility >= least
    assert all(one.provider <= made.for_provider.provider for one in made.tried if one.utility >= least)
    assert len(made.agreed) == sum(one.provider >= 0.0 and one.utility >= least for one in made.tried)


def test_a_better_alternative_never_widens_the_room(ground: Ground):
    terms = {"price_discount": ground.world.study.offers.negotiable["us"]["price_discount"]}
    agreed = [
        len(bargain(ground, usual(ground, "us"), terms, least).agreed) for least in (-9.0, 0.0, 0.5, 99.0)
    ]
    assert agreed == sorted(agreed, reverse=True)
    assert agreed[-1] == 0


def test_less_control_suits_the_partner_and_costs_no_money(ground: Ground):
    terms = {"remote_control": Negotiable(values=(1.0, 0.0), judgement=True)}
    (entry,) = tornado(ground, usual(ground, "us"), terms, 0.0)
    assert np.all(np.diff(entry["utility"]) > 0.0)
    assert np.ptp(entry["provider"]) == 0.0
    assert entry["partner_change"]["mean"] == 0.0


def test_control_is_the_mean_of_three_strings(ground: Ground):
    offer = usual(ground, "us").model_copy(
        update={"remote_control": 1.0, "licence_revocable": False, "exclusivity": 0.5}
    )
    assert strings(offer) == pytest.approx(0.5)


def test_two_halves_of_a_side_are_worth_its_whole(ground: Ground):
    offer = usual(ground, "us").model_copy(update={"access_users": 0.0})
    both = {one.id: one for one in options(ground, offer, offer)}
    np.testing.assert_allclose(both["hedge"].money, both["us"].money, rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(both["hedge"].utility["now"], both["us"].utility["now"], rtol=1e-9, atol=1e-9)


def test_regret_is_nought_for_the_best_and_never_below(ground: Ground):
    chosen = options(ground, usual(ground, "us"), usual(ground, "cn"))
    table = regrets(ground, chosen)
    assert [row["option"] for row in table["rows"]] == list(OPTIONS)
    for future in table["futures"]:
        regret = [row["regret"][future] for row in table["rows"]]
        assert min(regret) == 0.0
    assert sum(row["first"] for row in table["rows"]) == pytest.approx(1.0)
    turned = regrets(ground, chosen[::-1])
    assert turned["least_regret"] == table["least_regret"]


def test_an_option_that_is_best_in_every_member_has_no_regret(ground: Ground):
    size = ground.weights.shape
    low = Option("none", dict.fromkeys(("now", "horizon"), np.zeros(size)), np.zeros(size))
    high = Option("us", dict.fromkeys(("now", "horizon"), np.ones(size)), np.zeros(size))
    rows = {row["option"]: row for row in regrets(ground, (low, high))["rows"]}
    assert rows["us"]["greatest_regret"] == 0.0
    assert rows["us"]["first"] == pytest.approx(1.0)
    assert rows["none"]["greatest_regret"] == pytest.approx(1.0)


def test_both_offers_have_the_size_of_a_usual_deal_there(found: dict[str, Any], asked: Any):
    study = asked().study
    assert found["capacity_mw"] == usual_size(study, study.partner("IND"))
    for side in found["sides"].values():
        assert side["usual"]["terms"]["capacity_mw"] == found["capacity_mw"]


def test_the_lens_of_the_request_stands_among_the_lenses(found: dict[str, Any]):
    means = {entry["option"]: entry["utility"]["now"]["mean"] for entry in found["options"]}
    assert found["lenses"]["neutral"]["utility"] == means


def test_the_same_request_gives_the_same_bytes_on_any_number_of_threads(found, asked, pools):
    again = negotiate(asked(), "IND", None, Hands.of(1), pools, quiet)
    assert json.dumps(again) == json.dumps(found)


def test_a_home_market_and_an_absurd_size_are_refused(asked: Any, pools: Pools):
    with pytest.raises(StudyError, match="home market"):
        negotiate(asked(), "USA", None, HANDS, pools, quiet)
    with pytest.raises(AnalysisError, match="outside"):
        negotiate(asked(), "IND", 1e9, HANDS, pools, quiet)
