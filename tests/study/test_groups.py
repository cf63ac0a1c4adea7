"""Groups count an economy once, a remainder as a whole or not at all, and say what they leave out."""

from __future__ import annotations

from datetime import date

import pytest

from fourfutures.study import Group, Names, Study, StudyError

NAME = Names(en="A group", zh="分组")


def listed(*codes: str) -> Group:
    return Group(id="a", name=NAME, members=codes, source=("country_codes",))


def test_a_remainder_is_counted_only_where_all_it_holds_is_listed(study: Study) -> None:
    gulf = study.members_of(study.groups.group["gulf"])
    rest = tuple(row.iso3 for row in study.world if row.entity == "X-gulf")
    assert sorted(study.members_of(listed("ARE", "QAT", "SAU", *rest)).entities) == sorted(gulf.entities)
    partly = study.members_of(listed("ARE", "QAT", "SAU", *rest[1:]))
    assert "X-gulf" not in partly.entities
    assert set(partly.left_out) == set(rest[1:])
    assert partly.people_covered is not None and 0.5 < partly.people_covered < 1.0


def test_home_markets_are_never_counted(study: Study) -> None:
    found = study.members_of(listed("USA", "CHN", "HKG", "IND"))
    assert found.entities == ("IND",)
    assert set(found.home) == {"USA", "CHN", "HKG"}
    assert found.people_covered == 1.0  # of what is not a home market


def test_every_economy_of_the_world_stands_in_one_place(study: Study) -> None:
    codes = [row.iso3 for row in study.world]
    assert len(codes) == len(set(codes)) > 200
    for entity in study.entities:
        people = sum(row.population or 0.0 for row in study.world if row.entity == entity.code)
        assert people == pytest.approx(entity.population or 0.0, rel=1e-6)


def test_asean_is_all_of_south_east_asia_and_regions_divide_the_world(study: Study) -> None:
    asean = study.members_of(study.groups.group["asean"])
    assert {study.partner(code).region for code in asean.entities} == {"south_east_asia"}
    assert asean.left_out == ()
    world = study.members_of(study.groups.group["world"]).entities
    assert sorted(world) == sorted(entity.code for entity in study.partners)


def test_a_code_comes_before_a_group_and_names_do_not_mind_capitals(study: Study) -> None:
    assert study.partner_or_group("ind").name("en") == "India"  # type: ignore[union-attr]
    assert isinstance(study.partner_or_group(" EUROPE "), Group)
    with pytest.raises(StudyError, match="is a home market"):
        study.partner_or_group("usa")


def test_facts_of_a_later_day_are_not_in_the_study(study: Study) -> None:
    early = study.known_by(date(2026, 1, 31))
    assert 0 < len(early.covariate_values) < len(study.covariate_values)
    assert max(row.known_on for row in early.covariate_values) <= date(2026, 1, 31)
