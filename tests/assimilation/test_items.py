"""Items of evidence: in force from acceptance to expiry, within the caps, clusters counted as written, order of no matter."""

from __future__ import annotations

import itertools
import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.assimilation import (
    AssimilationError,
    Item,
    Predicate,
    Sight,
    claim_of,
    in_force,
    items_of,
    log_ratios,
    plain_item,
    read_items,
    sights_of,
    spoken,
    truths,
)
from fourfutures.study import Study

ENTRY: dict[str, Any] = {
    "id": "e1", "indicator": "cn_chip_production", "actor": "CHN", "direction": "CN", "strength": 2, "grade": "B2",
    "dated": "2026-05-10", "accepted_by": "desk lead", "accepted_on": "2026-05-20", "expires": "2026-12-31",
    "reason": "Two trade reports agree.",
}  # fmt: skip
CLAIM = {"variable": "export_regime", "comparison": "at_least", "threshold": 2, "by": "2026-12-31"}


def item(study: Study, **changes: Any) -> Item:
    return items_of([{**ENTRY, **changes}], study)[0]


def total(items: tuple[Item, ...], study: Study, true: np.ndarray | None = None) -> np.ndarray:
    claims = [claim_of(one, study) for one in items]
    flags = np.ones((len(claims), 1), dtype=bool) if true is None else true
    return spoken(claims, flags & np.array([[claim.sight is not None] for claim in claims])).sum(axis=0)


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2026-05-19", False), ("2026-05-20", True), ("2026-12-31", True), ("2027-01-01", False)],
)
def test_an_item_counts_from_its_acceptance_until_it_expires(study: Study, day: str, counts: bool) -> None:
    assert item(study).in_force(date.fromisoformat(day)) is counts


def test_a_proposed_item_never_counts_and_a_neutral_one_says_nothing(study: Study) -> None:
    proposed = item(study, accepted_by=None, accepted_on=None, expires=None, reason="")
    assert in_force((proposed,), date(2026, 11, 22)) == ()
    neutral = item(study, direction="neutral", likelihood_ratio=4.0)
    assert neutral.ratio == 1.0
    assert claim_of(neutral, study).sight is None
    assert_array_equal(total((neutral,), study), [0.0])


@pytest.mark.parametrize(("strength", "ratio"), [(1, 1.2), (2, 1.6), (3, 2.5)])
def test_without_a_ratio_of_its_own_strength_decides(study: Study, strength: int, ratio: float) -> None:
    assert item(study, strength=strength).ratio == ratio


@pytest.mark.parametrize(("given_", "used"), [(9.0, 5.0), (0.01, 0.2), (3.0, 3.0), (0.5, 0.5)])
def test_a_ratio_is_held_between_one_fifth_and_five(study: Study, given_: float, used: float) -> None:
    assert item(study, likelihood_ratio=given_).ratio == pytest.approx(used)


def test_of_a_cluster_the_strongest_counts_in_full_and_the_rest_three_tenths(study: Study) -> None:
    three = tuple(
        item(study, id=name, likelihood_ratio=ratio, cluster="one cause", predicate=CLAIM)
        for name, ratio in (("a", 1.5), ("b", 3.0), ("c", 0.5))
    )
    found = dict(zip("abc", log_ratios(three), strict=True))
    assert found == pytest.approx({"a": 0.3 * math.log(1.5), "b": math.log(3.0), "c": 0.3 * math.log(0.5)})
    assert total(three, study)[0] == pytest.approx(math.log(3.0) + 0.3 * (math.log(1.5) + math.log(0.5)))


def test_items_of_one_source_are_one_cluster_whatever_they_are_called(study: Study) -> None:
    items = tuple(
        item(study, id=name, likelihood_ratio=2.0, cluster=cluster, source_id=source)
        for name, cluster, source in (
            ("a", "x", "paper"), ("b", "y", "paper"), ("c", "y", "wire"), ("d", "z", "else"),
        )
    )  # fmt: skip
    assert log_ratios(items) == pytest.approx([math.log(2.0) * share for share in (1.0, 0.3, 0.3, 1.0)])


def test_all_items_together_say_at_most_twenty_to_one_either_way(study: Study) -> None:
    many = tuple(item(study, id=f"e{k}", likelihood_ratio=4.0, predicate=CLAIM) for k in range(6))
    assert total(many[:2], study)[0] == pytest.approx(math.log(16.0))
    assert total(many, study)[0] == pytest.approx(math.log(20.0))
    against = tuple(item(study, id=f"a{k}", likelihood_ratio=0.25, predicate=CLAIM) for k in range(6))
    assert total(against, study)[0] == pytest.approx(-math.log(20.0))
    assert total((*many, *against), study)[0] == pytest.approx(0.0, abs=1e-12)


@given(st.lists(st.floats(0.1, 8.0), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_what_items_say_together_does_not_depend_on_their_order(
    study: Study, ratios: list[float], chance: Any
) -> None:
    items = [
        item(
            study, id=f"e{k}", likelihood_ratio=ratio, cluster=str(chance.randrange(3)), predicate=CLAIM
        )
        for k, ratio in enumerate(ratios)
    ]  # fmt: skip
    true = np.array([[chance.random() < 0.5 for _ in range(7)] for _ in items])
    order = list(range(len(items)))
    chance.shuffle(order)
    turned = total(tuple(items[at] for at in order), study, true[order])
    assert_allclose(turned, total(tuple(items), study, true), atol=1e-12)


def test_a_predicate_of_its_own_is_read_at_month_ends_up_to_its_day(study: Study) -> None:
    claim = claim_of(item(study, predicate={**CLAIM, "by": "2026-06-29"}), study)
    assert claim.sight == Sight("highest", "export_regime", 1, 5)  # June has not ended
    falling = {
        "variable": "price_gap",
        "comparison": "at_most",
        "threshold": -0.1,
        "by": "2026-06-30",
    }
    assert claim_of(item(study, predicate=falling), study).sight == Sight("lowest", "price_gap", 1, 6)
    seen = {Sight("highest", "export_regime", 1, 5): np.array([1.0, 2.0])}
    assert_array_equal(truths([claim], seen, np.ones(2)), [[False, True]])


def test_the_default_predicate_goes_further_than_the_median_member_in_the_direction_of_the_item(
    study: Study,
) -> None:
    up, down = claim_of(item(study), study), claim_of(item(study, id="e2", direction="US"), study)
    assert up.sight == down.sight == Sight("change", "chip_supply_cn", 5, 11)
    assert sights_of([up, down]) == (up.sight,)
    seen = {up.sight: np.array([0.1, 0.5, 0.2, 0.4, np.nan])}
    mass = np.array([0.25, 0.25, 0.25, 0.25, 0.0])  # the member that broke down has no weight
    assert_array_equal(
        truths([up, down], seen, mass),
        [[False, True, False, True, False], [True, False, False, False, False]],
    )
    late = claim_of(item(study, dated="2027-10-03"), study)
    assert late.sight == Sight("change", "chip_supply_cn", 22, 24)  # as far as the study goes


def test_home_markets_are_read_by_actor_and_others_need_a_predicate(study: Study) -> None:
    about = {"indicator": "productivity_effects"}
    us = claim_of(item(study, **about, actor="USA", direction="US"), study)
    assert us.sight is not None
    assert (us.sight.variable, us.sign) == ("home_us", 1.0)
    cn = claim_of(item(study, **about, actor="CHN", direction="US"), study)
    assert cn.sight is not None
    assert (cn.sight.variable, cn.sign) == ("home_cn", -1.0)
    with pytest.raises(AssimilationError, match="no variable of its own for EUU"):
        claim_of(item(study, **about, actor="EUU"), study)
    assert claim_of(item(study, **about, actor="EUU", predicate=CLAIM), study).sight is not None


def test_every_indicator_of_the_study_reads_a_variable_for_both_directions(study: Study) -> None:
    assert len(study.evidence) == 31
    for name, (side, sign) in itertools.product(study.evidence, (("US", 1.0), ("CN", -1.0))):
        read = study.evidence[name].read("USA")
        assert read is not None
        claim = claim_of(item(study, indicator=name, actor="USA", direction=side), study)
        assert claim.sign == sign * (1.0 if read[1] == "US" else -1.0)


def test_files_of_both_kinds_hold_the_same_items(study: Study, tmp_path: Path) -> None:
    entries = [ENTRY, {**ENTRY, "id": "e2", "predicate": CLAIM, "likelihood_ratio": 2.0}]
    lines = tmp_path / "items.jsonl"
    lines.write_text("\n".join(json.dumps(entry) for entry in entries) + "\n", encoding="utf-8")
    tables = tmp_path / "items.toml"
    tables.write_text(_toml(entries), encoding="utf-8")
    expected = items_of(entries, study)
    assert read_items(lines, study) == read_items(tables, study) == expected
    assert items_of([plain_item(one) for one in expected], study) == expected
    assert items_of(expected, study) == expected
    assert expected[1].predicate == Predicate("export_regime", "at_least", 2.0, date(2026, 12, 31))


def _toml(entries: list[dict[str, Any]]) -> str:
    text = []
    for entry in entries:
        text.append("[[item]]")
        text += [f"{name} = {json.dumps(value)}" for name, value in entry.items() if name != "predicate"]
        if "predicate" in entry:
            text += ["[item.predicate]", *(f"{name} = {json.dumps(value)}" for name, value in CLAIM.items())]
    return "\n".join(text)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"indicator": "cn_chip"}, "indicator"),
        ({"actor": "China"}, "actor"),
        ({"direction": "us"}, "direction"),
        ({"strength": 4}, "strength"),
        ({"strength": True}, "strength"),
        ({"grade": "G1"}, "grade"),
        ({"dated": "2025-12-31"}, "dated"),
        ({"dated": "10.5.2026"}, "dated"),
        ({"likelihood_ratio": 0}, "likelihood_ratio"),
        ({"likelihood_ratio": "2"}, "likelihood_ratio"),
        ({"expires": None}, "expires"),
        ({"reason": ""}, "reason"),
        ({"colour": "red"}, "colour"),
        ({"predicate": {"variable": "export_regime"}}, "predicate"),
        ({"predicate": {**CLAIM, "variable": "mood"}}, "variable"),
        ({"predicate": {**CLAIM, "comparison": ">"}}, "comparison"),
        ({"predicate": {**CLAIM, "threshold": "high"}}, "threshold"),
        ({"id": ""}, "id"),
    ],
)
def test_an_entry_that_cannot_be_read_is_refused_at_its_field(
    study: Study, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(AssimilationError) as caught:
        items_of([ENTRY, {**ENTRY, "id": "e2", **changes}], study, "items.jsonl")
    problem = caught.value.problem
    assert problem.where.startswith("items.jsonl, 2")
    assert problem.where.endswith(field)
    assert problem.what.zh
    assert problem.remedy.zh != problem.remedy


@pytest.mark.parametrize(
    ("name", "text"),
    [("items.jsonl", "{"), ("items.toml", "item = 3"), ("items.toml", "[[item]"), ("gone.jsonl", None)],
)
def test_a_file_that_cannot_be_read_is_refused(study: Study, tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(AssimilationError, match=name.split(".")[0]):
        read_items(path, study)


def test_one_id_stands_for_one_item(study: Study) -> None:
    with pytest.raises(AssimilationError, match="twice"):
        items_of([ENTRY, ENTRY], study)
