"""What must not matter: in what unit people and money are counted, and economies that weigh nothing."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.ensemble import GAMMAS, Binding, Moment
from fourfutures.study import Study
from tests.model.worlds import bound, numbers, tracked

MEMBERS = 64


def counted(study: Study, people: float, money: float) -> Study:
    """The study with all people and all output of all economies multiplied."""
    entities = [
        e.model_copy(
            update={
                "population": e.population * people,
                "working_age_population": e.working_age_population * people,
                "gdp_usd": e.gdp_usd * money,
            }
        )
        for e in study.entities
    ]
    return study.model_copy(update={"entities": entities})


def run(binding: Binding) -> list[Moment]:
    return bound(binding, MEMBERS).run()


def test_counting_people_and_money_in_other_units_leaves_every_bit_alone(
    study: Study, binding: Binding
) -> None:
    """Powers of two, so that not even rounding differs. Dollars enter as shares of the world's product: the size of a
    deal follows an economy's share times `world_gdp` of the study, which is a number of its own."""
    scaled = Binding(counted(study, 4.0, 0.125), 7)
    for one, two in zip(numbers(run(binding)), numbers(run(scaled)), strict=True):
        assert_array_equal(one, two)
    for gamma in GAMMAS:
        for one, two in zip(binding.partners.weights(gamma), scaled.partners.weights(gamma), strict=True):
            assert_allclose(two, one, rtol=1e-15)
    tracks = [tracked(b, bound(b, MEMBERS), (0, 24)) for b in (binding, scaled)]
    assert_allclose(tracks[1].use, tracks[0].use, rtol=1e-14)


def test_counting_in_thirds_changes_nothing_but_rounding(study: Study, binding: Binding) -> None:
    scaled = Binding(counted(study, 3.0, 7.0), 7)
    assert_allclose(scaled.partners.deal_scale, binding.partners.deal_scale, rtol=1e-12)
    for gamma in GAMMAS:
        assert_allclose(scaled.partners.weights(gamma)[0], binding.partners.weights(gamma)[0], rtol=1e-12)


def test_people_or_money_of_one_economy_alone_do_matter(study: Study, binding: Binding) -> None:
    """The invariance is not for want of effect."""
    entities = [
        e.model_copy(update={"gdp_usd": e.gdp_usd * 2.0}) if e.code == "IND" else e for e in study.entities
    ]
    richer = Binding(study.model_copy(update={"entities": entities}), 7)
    at = binding.partners.codes.index("IND")
    assert richer.partners.deal_scale[at] > 1.5 * binding.partners.deal_scale[at]
    assert richer.partners.weights(1.0)[0][at] > 1.5 * binding.partners.weights(1.0)[0][at]


@pytest.mark.parametrize("place", [2, 30, 71])
def test_an_economy_without_people_or_output_changes_no_other_number(
    study: Study, binding: Binding, place: int
) -> None:
    """Wherever it stands in the table. Its own deals still count as deals, which only rows about deals can see."""
    like = next(e for e in study.entities if e.code == "FRA")
    ghost = like.model_copy(
        update={"code": "ZZZ", "population": 0.0, "working_age_population": 0.0, "gdp_usd": 0.0}
    )
    entities = [*study.entities[:place], ghost, *study.entities[place:]]
    row = next(r for r in study.shares if r.entity == "FRA").model_copy(update={"entity": "ZZZ"})
    more = Binding(study.model_copy(update={"entities": entities, "shares": [*study.shares, row]}), 7)
    at = more.partners.codes.index("ZZZ")
    for one, two in zip(numbers(run(binding)), numbers(run(more)), strict=True):
        assert_array_equal(one, np.delete(two, at, axis=0) if two.ndim == 2 else two)
    for gamma in GAMMAS:
        (ours, us, cn), (theirs, us_too, cn_too) = (b.partners.weights(gamma) for b in (binding, more))
        assert_array_equal(ours, np.delete(theirs, at))
        assert (us, cn, theirs[at]) == (us_too, cn_too, 0.0)
    tracks = [tracked(b, bound(b, MEMBERS), (0, 12, 24)) for b in (binding, more)]
    for name, values in tracks[0].arrays().items():
        assert_array_equal(values, tracks[1].arrays()[name], err_msg=name)
