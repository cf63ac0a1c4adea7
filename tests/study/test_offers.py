"""Offers of the shipped study: every term declared once, every template complete and honest about its values."""

from __future__ import annotations

import pytest

from fourfutures.study import TERMS, Study, as_offer, load_study

SHARES = ("partner_share", "provider_share", "third_party_share")
OWNERSHIP = ("own_partner", "own_partner_firms", "own_provider", "own_third_party")


@pytest.fixture(scope="module")
def study() -> Study:
    return load_study("ai-2027")


def test_every_term_of_an_offer_is_declared_in_the_study(study: Study) -> None:
    assert set(study.offers.term) == set(TERMS)


def test_templates_of_built_capacity_divide_all_capital_and_all_ownership(study: Study) -> None:
    built = [as_offer(t) for t in study.offers.template.values() if "capacity_mw" in t.terms]
    assert built
    for offer in built:
        assert sum(getattr(offer, name) for name in SHARES) == pytest.approx(1.0, abs=1e-12)
        assert sum(getattr(offer, name) for name in OWNERSHIP) == pytest.approx(1.0, abs=1e-12)


def test_a_value_of_a_template_has_a_source_or_is_a_judgement(study: Study) -> None:
    for template in study.offers.template.values():
        for name, given in template.terms.items():
            assert given.judgement != bool(given.source), (template.id, name)
            assert set(given.source) <= set(study.sources), (template.id, name)


def test_the_origin_of_every_term_is_known(study: Study) -> None:
    for template in study.offers.template.values():
        assert set(as_offer(template).origins) == set(TERMS)


@pytest.mark.parametrize(("template", "bloc"), [("full_package", "us"), ("silk_road_cloud", "cn")])
def test_usual_terms_of_sampled_deals_are_those_of_their_template(
    study: Study, template: str, bloc: str
) -> None:
    offer = as_offer(study.offers.template[template])
    for name in ("remote_control", "licence_revocable", "exclusivity", "reciprocal_ratio"):
        assert float(getattr(offer, name)) == study.uncertainties[f"deal_{name}_{bloc}"].prior.value, name
