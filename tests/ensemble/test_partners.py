"""Partners at the origin: affinity, ceilings, deals in force, by what the study says of each economy."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.ensemble import Binding, EnsembleError, Partners
from fourfutures.study import Study


def changed(study: Study, code: str, **fields: Any) -> Partners:
    entities = [e.model_copy(update=fields) if e.code == code else e for e in study.entities]
    return Partners.of(study.model_copy(update={"entities": entities}))


def affinity(partners: Partners, code: str) -> float:
    return float(partners.affinity[partners.codes.index(code)])


@pytest.fixture(scope="module")
def extremes(study: Study) -> tuple[float, float]:
    """The widest difference of voting distances and the largest import share: what others are measured by."""
    gaps = [
        e.un_distance_cn - e.un_distance_us
        for e in study.partners
        if e.un_distance_us is not None and e.un_distance_cn is not None
    ]
    return max(map(abs, gaps)), max(e.cn_import_share for e in study.partners if e.cn_import_share is not None)  # fmt: skip


def test_a_security_pact_with_the_us_is_worth_45_hundredths(study: Study) -> None:
    without, with_pact = (affinity(changed(study, "IND", us_pact=pact), "IND") for pact in (0.0, 1.0))
    assert with_pact - without == pytest.approx(0.45, abs=1e-12)


def test_votes_count_half_over_the_widest_difference(study: Study, extremes: tuple[float, float]) -> None:
    near, far = (
        affinity(changed(study, "IND", un_distance_us=1.0, un_distance_cn=cn), "IND") for cn in (1.0, 1.5)
    )
    assert far - near == pytest.approx(0.5 * 0.5 / extremes[0], rel=1e-12)


def test_imports_from_china_count_against_by_35_hundredths_of_the_largest(
    study: Study, extremes: tuple[float, float]
) -> None:
    less, more = (affinity(changed(study, "IND", cn_import_share=x), "IND") for x in (0.05, 0.10))
    assert less - more == pytest.approx(0.35 * 0.05 / extremes[1], rel=1e-12)


def test_an_economy_that_lacks_a_term_keeps_the_weight_of_the_others(study: Study) -> None:
    silent = changed(study, "IND", un_distance_us=None, us_pact=1.0, cn_import_share=None)
    assert affinity(silent, "IND") == pytest.approx(0.45, abs=1e-12)


def test_noise_moves_affinity_by_15_hundredths_and_never_beyond_one(binding: Binding) -> None:
    ids = np.arange(4000, dtype=np.int64)
    found = np.asarray(binding.countries(ids, binding.parameters(ids)).affinity)
    assert (np.abs(found) <= 1.0).all()
    inside = np.abs(binding.partners.affinity) < 0.3  # clipping is rare there
    spread = found[inside].std(axis=1)
    assert_allclose(spread, 0.15, atol=4.5 * 0.15 / math.sqrt(2 * ids.size))


@pytest.mark.parametrize(("online", "ceiling"), [(0.0, 0.60), (50.0, 0.75), (100.0, 0.90)])
def test_the_ceiling_of_use_follows_internet_use(study: Study, online: float, ceiling: float) -> None:
    partners = changed(study, "IND", internet_users_pct=online)
    assert partners.ceiling[partners.codes.index("IND")] == pytest.approx(ceiling, abs=1e-12)


def test_the_scale_of_a_deal_follows_output(study: Study, binding: Binding) -> None:
    """A tenth of a GW, and a tenth per US$tn of output, with the world's output from the study."""
    total = sum(e.gdp_usd for e in study.entities)
    world = study.uncertainties["world_gdp"].prior.value
    for code in ("IND", "FRA", "BRA"):
        own = next(e.gdp_usd for e in study.entities if e.code == code)
        found = binding.partners.deal_scale[binding.partners.codes.index(code)]
        assert found == pytest.approx(0.1 + 0.1 * world * own / total, rel=1e-12)


def with_deal(study: Study, **fields: Any) -> Binding:
    """The study with one deal of 2 GW, half firm, signed a year before the origin."""
    deal = study.deals[0].model_copy(
        update={"country": "IND", "stack": "us", "capacity_mw": 2000.0, "firm_share": 0.5, "counts": True,
                "announced": study.meta.origin - timedelta(days=365.25), **fields}
    )  # fmt: skip
    return Binding(study.model_copy(update={"deals": [deal]}), 7)


def building(binding: Binding) -> dict[str, np.ndarray]:
    ids = np.arange(40, dtype=np.int64)
    q = binding.countries(ids, binding.parameters(ids))
    return {
        name: np.asarray(getattr(q, name)) for name in ("deal_1_us", "deal_2_us", "deal_1_cn", "deal_2_cn")
    }


def test_a_deal_in_force_is_under_construction_as_far_as_its_age_says(study: Study) -> None:
    """1 GW counts. After t years of an Erlang-2 build at rate r, exp(-rt) is in the first stage, rt exp(-rt) in the
    second, and the rest stands in the observed shares."""
    binding = with_deal(study)
    ids = np.arange(40, dtype=np.int64)
    world = binding.parameters(ids).world
    r = 2.0 / (np.asarray(world.deal_build_years) * world.deal_slippage)
    age = 365 / 365.25  # days are whole
    at = binding.partners.codes.index("IND")
    found = building(binding)
    assert_allclose(found["deal_1_us"][at], np.exp(-r * age), rtol=1e-12)
    assert_allclose(found["deal_2_us"][at], r * age * np.exp(-r * age), rtol=1e-12)
    for name, values in found.items():
        rest = np.delete(values, at, axis=0) if name.endswith("us") else values
        assert_array_equal(rest, 0.0, err_msg=name)


@pytest.mark.parametrize(
    "fields",
    [
        {"announced": date(2026, 1, 1)},
        {"counts": False},
        {"capacity_mw": None},
        {"firm_share": 0.0},
        {"stack": "own"},
    ],
    ids=["signed after the origin", "not counted", "of unknown size", "not firm", "of neither stack"],
)
def test_a_deal_that_is_not_in_force_builds_nothing(study: Study, fields: dict[str, Any]) -> None:
    assert all(not values.any() for values in building(with_deal(study, **fields)).values())


@pytest.mark.parametrize(
    "column", ["population", "working_age_population", "gdp_usd", "adoption_h2", "internet_users_pct"]
)
def test_an_unknown_number_is_refused_and_not_taken_for_zero(study: Study, column: str) -> None:
    with pytest.raises(EnsembleError, match="unknown") as refusal:
        changed(study, "IND", **{column: None})
    assert "IND" in refusal.value.where and column in refusal.value.where
