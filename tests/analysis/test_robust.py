"""Policies that hold up, on the shipped study: the document keeps its word, and the same question has the same answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from tests.analysis.conftest import quiet

from fourfutures.analysis import AnalysisError, Live, Pools, Question, Request, robust_document, robust_schema
from fourfutures.analysis.robustness.aim import AIMS
from fourfutures.ensemble import Hands, Shelf
from fourfutures.study import StudyError, lever_settings

Document = dict[str, Any]
FEW = ("us_permitting", "us_coercion", "export_control")


@pytest.fixture(scope="module")
def pools() -> Pools:
    return Pools(Shelf(None))


def answer(request: Request, pools: Pools, workers: int = 2, **asked: Any) -> Document:
    return robust_document(request, Question(**asked), Hands.of(workers), pools, quiet)


@pytest.fixture(scope="module")
def document(asked, pools) -> Document:
    return answer(
        asked(), pools, actor="us", levers=FEW, pulls=("us_permitting=0.3,us_coercion=1@2027-05",), adversary=True,
        plan=True, search=48,
    )  # fmt: skip


def criterion(document: Document, name: str) -> dict[str, dict[str, Any]]:
    return {r["policy"]: r for r in document["rows"] if r["kind"] == "criterion" and r["criterion"] == name}


def test_the_document_keeps_to_its_schema_and_every_number_lies_in_its_interval(document: Document) -> None:
    jsonschema.validate(json.loads(json.dumps(document)), robust_schema())
    assert all(row["low"] <= row["value"] <= row["high"] for row in document["rows"])
    assert [aim["aim"] for aim in document["aims"]] == list(AIMS)
    assert {row["kind"] for row in document["rows"]} == {
        "criterion",
        "state",
        "answer",
        "order",
        "plan",
        "front",
    }
    named = {entry["policy"] for entry in document["policies"]}
    assert {row["policy"] for row in document["rows"]} <= named
    assert {row["answer"] for row in document["rows"]} - {None} <= named


def test_the_aim_of_a_policy_is_what_a_live_answer_says_of_it(document: Document, asked, pools) -> None:
    live = Live(asked(), Hands.of(2), pools, quiet)
    settings = lever_settings(("us_permitting=1", "export_control=-1"), asked().study)
    futures = live.answer(settings)["futures"]["source"]
    plain = live.answer()["futures"]["source"]
    # Leading compute and adoption, mean of both: the futures in which only one axis is led are not told apart by their
    # odds from contested ones, so the corner where both are led bounds it.
    rows = criterion(document, "mean")
    own = rows["export_control=-1, us_permitting=1"]["value"] - rows["as_announced"]["value"]
    corner = futures["americas_century"]["change"]["p"]
    assert own >= 0.5 * corner > 0.0
    assert plain["americas_century"]["change"]["p"] == 0.0


def test_avoiding_contest_is_what_a_live_answer_says_of_it(asked, pools) -> None:
    found = answer(asked(), pools, actor="us", aim="avoid_contested", levers=("us_permitting",))
    live = Live(asked(), Hands.of(2), pools, quiet)
    settings = lever_settings(("us_permitting=1",), asked().study)
    rows = criterion(found, "mean")
    change = live.answer(settings)["futures"]["source"]["contested"]["change"]["p"]
    assert rows["us_permitting=1"]["value"] - rows["as_announced"]["value"] == pytest.approx(
        -change, abs=5e-9
    )


def test_regrets_are_those_of_the_states(document: Document) -> None:
    best = {state["state"]: state["value"] for state in document["states"]}
    rows = [r for r in document["rows"] if r["kind"] == "state"]
    worst = criterion(document, "regret_worst")
    for policy in {r["policy"] for r in rows}:
        lost = [best[r["state"]] - r["value"] for r in rows if r["policy"] == policy]
        assert min(lost) >= -1e-9
        assert max(lost) == pytest.approx(worst[policy]["value"], abs=5e-9)
    assert sum(state["share"] for state in document["states"]) + document["states_left_out"] == pytest.approx(
        1.0
    )


def test_firsts_are_shared_out_and_winners_are_the_best_of_the_rows(document: Document) -> None:
    for winner in document["winners"]:
        rows = criterion(document, winner["criterion"])
        assert sum(r["first"] for r in rows.values()) == pytest.approx(1.0, abs=1e-6)
        values = [r["value"] for r in rows.values()]
        assert winner["value"] in (max(values), min(values))
        assert rows[winner["policy"]]["value"] == winner["value"]
    regrets = [entry["regret"]["value"] for entry in document["fewest"]]
    assert regrets[0] > min(regrets)  # doing nothing loses something here


def test_an_opponent_who_answers_leaves_no_more_and_the_game_is_that_of_its_table(document: Document) -> None:
    block = document["adversary"]
    table = np.array(
        [
            [r["value"] for r in document["rows"] if r["kind"] == "answer" and r["policy"] == policy]
            for policy in block["policies"]
        ]
    )
    assert table.shape == (len(block["policies"]), len(block["moves"]))
    value = {entry["order"]: entry["value"] for entry in block["orders"]}
    assert value["leads"] == pytest.approx(table.min(axis=1).max())
    assert value["follows"] == pytest.approx(table.max(axis=0).min())
    assert value["passive"] == pytest.approx(table[:, block["moves"].index("as_announced")].max())
    assert value["at_once"] == pytest.approx((table.max(axis=0) - table).max(axis=1).min(), abs=1e-8)
    assert value["leads"] <= value["follows"] <= value["passive"]
    assert block["sides"] == ["cn"]


def test_a_plan_is_between_its_ways_and_gains_on_none_of_them_by_magic(document: Document) -> None:
    plans = document["plan"]["plans"]
    assert document["plan"]["tried"] == len(plans) > 10
    for entry in plans:
        assert min(entry["never"], entry["later"]) - 0.05 <= entry["waited"]
        best = max(entry["never"], entry["now"], entry["later"])
        assert entry["gain"]["value"] == pytest.approx(entry["waited"] - best, abs=5e-9)
        assert entry["first_date"][:7] < entry["start"]
        assert "@" not in entry["policy"]
    gains = [entry["gain"]["value"] for entry in plans]
    assert gains == sorted(gains, reverse=True)
    assert document["plan"]["clear"] == sum(entry["clear"] for entry in plans)


def test_no_policy_of_the_front_beats_another(document: Document) -> None:
    numbers: dict[str, dict[str, float]] = {}
    for r in document["rows"]:
        if r["kind"] == "front":
            numbers.setdefault(r["policy"], {})[r["criterion"]] = r["value"]
    assert list(numbers) == document["search"]["front"]
    points = np.array([[-n["mean"], -n["worst"], -n["p10"], n["effort"]] for n in numbers.values()])
    for one in range(len(points)):
        for other in range(len(points)):
            assert not ((points[one] <= points[other]).all() and (points[one] < points[other] - 1e-8).any())
    # The list is where the search begins, so its front is nowhere behind it.
    listed = criterion(document, "mean")
    assert max(n["mean"] for n in numbers.values()) >= max(r["value"] for r in listed.values()) - 1e-8
    assert min(n["effort"] for n in numbers.values()) == 0.0
    assert [p["evaluations"] for p in document["search"]["trace"]] == [24, 48]


def test_the_same_question_has_the_same_bytes_on_any_number_of_threads_and_after_a_stop(
    asked, pools, tmp_path: Path
) -> None:
    question = {"actor": "cn", "adversary": True, "search": 72}
    one = answer(asked(), pools, workers=1, **question)
    state = tmp_path / "search.json"
    answer(asked(), pools, actor="cn", search=48, checkpoint=state)
    two = answer(asked(), pools, workers=2, checkpoint=state, **question)
    assert json.dumps(one) == json.dumps(two)
    with pytest.raises(AnalysisError, match="asked for otherwise"):
        answer(asked(seed=8), pools, actor="cn", search=48, checkpoint=state)


def test_partners_are_asked_about_their_own_share_and_face_both_sides(asked, pools) -> None:
    found = answer(asked(), pools, actor="partner", adversary=True, pulls=("partner_sovereign.IND=1",))
    assert found["aim"]["aim"] == "own_share"
    assert found["adversary"]["sides"] == ["us", "cn"]
    rows = criterion(found, "mean")
    own, one = rows["partner_sovereign=1"]["value"], rows["partner_sovereign.IND=1"]["value"]
    assert own > one > rows["as_announced"]["value"]


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"actor": "eu"}, "--actor"),
        ({"aim": "glory"}, "--aim"),
        ({"levers": ("cn_ai_plus",)}, "--levers"),
        ({"levers": ("us_permit",)}, "--levers"),
        ({"pulls": ("us_permitting=2",)}, "--lever"),
        ({"pulls": ("",)}, "--pull"),
        ({"pulls": ("us_permitting=1@2026-01",)}, "--pull"),
        ({"pulls": ("cn_ai_plus=1",)}, "--levers"),
        ({"search": 10}, "--search"),
        ({"checkpoint": Path("a.json")}, "--checkpoint"),
        ({"threshold": 3.0}, "--threshold"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_both_languages(asked, pools, options: Any, part: str) -> None:
    with pytest.raises((AnalysisError, StudyError)) as caught:
        answer(asked(), pools, **options)
    problem = caught.value.problems[0] if hasattr(caught.value, "problems") else caught.value
    assert part in str(problem.where)
    assert problem.what.zh
    assert problem.remedy.zh
