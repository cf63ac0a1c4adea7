"""Analyst evidence in a run: its effect stands beside the odds without it, adds up, and is undone by leaving it out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from fourfutures.analysis import Request, kept_pools
from fourfutures.analysis.weighing import World, weigh
from fourfutures.assimilation import items_of, psis
from fourfutures.ensemble import Hands
from fourfutures.study import Study

IMPORTS = {
    "id": "imports", "indicator": "cn_chip_imports_access", "actor": "CHN", "direction": "CN", "strength": 3, "grade": "B2",
    "dated": "2026-06-15", "accepted_by": "desk lead", "accepted_on": "2026-06-20", "expires": "2027-06-30",
    "reason": "Licences confirmed by two filings.", "text": "Licences were granted.",
}  # fmt: skip
OPENING = {
    **IMPORTS, "id": "opening", "indicator": "us_policy_stability", "actor": "USA", "likelihood_ratio": 4.0,
    "accepted_on": "2026-07-01",
    "predicate": {"variable": "export_regime", "comparison": "at_least", "threshold": 2, "by": "2027-06-30"},
}  # fmt: skip
Ask = Callable[..., Request]


@pytest.fixture(autouse=True, scope="module")
def unguided() -> Iterator[None]:
    """Pools are compared member by member here, so none is moved."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fourfutures.assimilation.guiding.LEAST_SHARE", 0.0)
        patch.setattr("fourfutures.assimilation.guiding.WORST_SHAPE", 9.0)
        yield


@pytest.fixture(scope="module")
def weighed(asked: Ask, study: Study) -> Callable[..., World]:
    pools, hands = kept_pools(), Hands.of(2)

    def weigh_with(entries: list[dict[str, Any]], **options: Any) -> World:
        request = asked(items=items_of(entries, study), **options)
        return weigh(request, request.lens, hands, pools, lambda stage, done, total: None)

    return weigh_with


@pytest.fixture(scope="module")
def plain(weighed: Callable[..., World]) -> World:
    return weighed([])


@pytest.fixture(scope="module")
def both(weighed: Callable[..., World]) -> World:
    return weighed([IMPORTS, OPENING])


def test_what_is_true_of_a_member_multiplies_its_weight_by_the_ratio(plain: World, both: World) -> None:
    imports, opening = both.weighed.true
    logs = plain.start + plain.pool.log_likelihood(range(len(plain.rows)))
    expected = psis(logs + np.log(2.5) * imports + np.log(4.0) * opening)
    assert_allclose(both.posterior.mass, expected.mass, rtol=1e-5)
    assert 0.4 < plain.prior.mass[imports].sum() < 0.6  # half go further than the median member


def test_the_odds_without_evidence_are_those_of_a_run_without_it(plain: World, both: World) -> None:
    assert_allclose(both.data.mass, plain.posterior.mass, rtol=1e-15)


@pytest.mark.parametrize(
    ("changes", "options"),
    [
        ({"direction": "neutral"}, {}),
        ({"likelihood_ratio": 1.0}, {}),
        ({"accepted_by": None, "accepted_on": None, "expires": None}, {}),
        ({"accepted_on": "2026-11-23", "expires": "2027-11-23"}, {}),
        ({"expires": "2026-11-21"}, {}),
        ({}, {"evidence": False}),
        ({}, {"as_of": date(2026, 6, 19)}),
    ],
    ids=["neutral", "ratio of one", "proposed", "accepted later", "expired", "left out", "an earlier date"],
)
def test_what_says_nothing_changes_nothing(
    weighed: Callable[..., World], changes: dict[str, Any], options: dict[str, Any]
) -> None:
    found, without = weighed([{**IMPORTS, **changes}], **options), weighed([], **options)
    assert_allclose(found.posterior.mass, without.posterior.mass, rtol=1e-12)
    assert_allclose(found.kept.weights, without.kept.weights, rtol=1e-12)


def test_items_in_any_order_give_the_same_weights(weighed: Callable[..., World], both: World) -> None:
    turned = weighed([OPENING, IMPORTS])
    assert turned.posterior.mass.tobytes() == both.posterior.mass.tobytes()


def test_evidence_counts_before_any_row_is_known(weighed: Callable[..., World]) -> None:
    early = {**IMPORTS, "dated": "2026-01-05", "accepted_on": "2026-01-06"}
    found = weighed([early], as_of=date(2026, 1, 10))
    assert found.rows == ()
    assert found.posterior.ess < found.data.ess


def test_a_run_shows_each_item_and_its_effects_sum_to_the_move(asked: Ask, study: Study, ran) -> None:
    request = asked(items=items_of([IMPORTS, OPENING], study))
    summary, folder = ran(request)
    items = [mover for mover in summary["movers"] if mover["kind"] == "evidence"]
    assert [(one["id"], one["date"], one["observed"]) for one in items] == [
        ("imports", "2026-06-20", 2.5),
        ("opening", "2026-07-01", 4.0),
    ]
    for future, numbers in summary["futures"]["source"].items():
        move = sum(mover["delta"][future] for mover in summary["movers"])
        assert move == pytest.approx(numbers["p"] - numbers["prior_p"], abs=1e-9)
        assert numbers["data_p"] != numbers["p"]
    assert summary["evidence_items"] == 2
    shown = {one["id"]: one for one in summary["evidence"]["in_force"]}
    assert shown["imports"]["predicate"] == {
        "variable": "chip_imports_cn", "unit": "million H100e per year", "comparison": "rises_further",
        "threshold": None, "from": "2026-06", "by": "2026-12-31",
    }  # fmt: skip
    assert 0.0 < shown["opening"]["true_before"] < 1.0
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in manifest["evidence_items"]] == ["imports", "opening"]


def test_items_that_do_not_count_leave_the_run_its_name(asked: Ask, study: Study) -> None:
    later = items_of([{**IMPORTS, "accepted_on": "2026-11-23", "expires": "2027-11-23"}], study)
    assert asked(items=later).run_id == asked().run_id
    assert asked(items=items_of([IMPORTS], study)).run_id != asked().run_id


def test_a_ratio_beyond_the_caps_is_held_and_said_so(asked: Ask, study: Study, ran, tmp_path: Path) -> None:
    summary, _ = ran(asked(items=items_of([{**OPENING, "likelihood_ratio": 50.0}], study)))
    (note,) = [note for note in summary["notes"] if note["code"] == "evidence.held"]
    assert "opening" in note["en"]
    assert "opening" in note["zh"]
    (shown,) = summary["evidence"]["in_force"]
    assert (shown["likelihood_ratio"], shown["likelihood_ratio_given"]) == (5.0, 50.0)
