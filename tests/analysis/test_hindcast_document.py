"""The document of all hindcasts: the contract, what may be claimed, the same bytes, refusals."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from fourfutures.analysis import AnalysisError, hindcast_document, settled_discrepancies
from fourfutures.analysis.hindcast.sureness import Windows, judged
from fourfutures.analysis.hindcast.verdict import overall, target_verdict
from fourfutures.assimilation import crps, pit
from fourfutures.study import HindcastTarget, Study

MEMBERS = 100
BASELINES = ["persistence", "log_trend", "ar1_drift", "damped_ets"]
WANTED = {
    "compute_ratio", "training_compute", "top500_share", "capex_us", "nvidia_china", "model_gap_arena",
    "model_gap_index", "firm_adoption_us", "adoption_panel", "genai_users_cn", "developers",
}  # fmt: skip
FEW = ("capex_us", "genai_users_cn", "export_rule")


@pytest.fixture(scope="module")
def document(study: Study) -> dict[str, Any]:
    return hindcast_document(study, members=MEMBERS, workers=2)


def every_rival(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{block['target']}/{name}", entry)
        for block in document["targets"]
        for name, entry in {**block["baselines"], **block["rivals"]}.items()
    ]


def test_every_target_of_the_study_is_there_with_what_is_promised(document: dict[str, Any]) -> None:
    assert {block["target"] for block in document["targets"]} == WANTED
    for block in document["targets"]:
        assert list(block["baselines"]) == BASELINES
        for entry in block["baselines"].values():
            assert {"crps", "skill", "skill_low", "skill_high"} <= entry.keys()
        assert list(block["coverage"]) == ["50", "80", "90"]
        assert len(block["pit"]) == block["n"] == sum(row["tested"] for row in block["forecasts"])
        assert 1 <= block["n_effective"] <= len(block["origins"]) == len(set(block["origins"]))
    assert {"brier", "log"} <= document["classes"].keys()
    assert document["verdict"] == document["verdicts"]["en"]
    json.dumps(document, allow_nan=False)


def test_scores_are_the_means_of_their_rows(document: dict[str, Any]) -> None:
    for block in document["targets"]:
        rows = [row for row in block["forecasts"] if row["tested"]]
        assert block["crps"] == pytest.approx(np.mean([row["crps"] for row in rows]))
        inside = [abs(row["pit"] - 0.5) <= 0.4 for row in rows]
        assert block["coverage"]["80"] == pytest.approx(np.mean(inside))
        for name, entry in block["baselines"].items():
            both = [row for row in rows if name in row["rivals"]]
            assert entry["n"] == len(both)
            if both:
                own, other = (
                    sum(v) for v in zip(*((r["crps"], r["rivals"][name]) for r in both), strict=True)
                )
                assert entry["skill"] == pytest.approx(1.0 - own / other)


def test_every_row_names_its_source_and_saw_nothing_later(document: dict[str, Any], study: Study) -> None:
    for block in document["targets"]:
        for row in block["forecasts"]:
            assert row["source_id"] in study.sources
            assert row["last_known"] <= row["origin"] < row["target_month"]
            quantiles = [row[f"q{level}"] for level in ("05", "10", "25", "50", "75", "90", "95")]
            assert quantiles == sorted(quantiles)


def test_no_skill_is_claimed_where_the_interval_includes_zero(document: dict[str, Any]) -> None:
    kinds = [
        (kind["target"], entry)
        for kind in document["classes"]["targets"]
        for entry in kind["baselines"].values()
    ]
    for name, entry in every_rival(document) + kinds:
        if entry["claim"] == "better":
            assert entry["skill_low"] > 0.0, name
        elif entry["claim"] == "worse":
            assert entry["skill_high"] < 0.0, name
        if entry["skill_low"] is not None:
            assert entry["skill_low"] <= entry["skill"] + 1e-9 <= entry["skill_high"] + 2e-9, name


def test_one_date_claims_nothing_and_a_check_claims_nothing(document: dict[str, Any]) -> None:
    blocks = {block["target"]: block for block in document["targets"]}
    panel = blocks["adoption_panel"]
    assert panel["n_effective"] == 1 and panel["claim"] == "none"
    assert panel["baselines"]["persistence"]["skill_low"] is not None
    checked = {kind["target"]: kind for kind in document["classes"]["targets"]}["export_rule"]
    assert checked["seen"]
    assert {entry["claim"] for entry in checked["baselines"].values()} == {"none"}


def test_the_firms_own_forecast_is_scored_beside_the_model(document: dict[str, Any]) -> None:
    block = {block["target"]: block for block in document["targets"]}["firm_adoption_us"]
    entry = block["rivals"]["own_expectation"]
    assert 0 < entry["n"] < block["n"]  # asked six months ahead, so not for a year
    assert entry["skill"] is not None


def test_origins_that_set_a_discrepancy_do_not_test_it(document: dict[str, Any], study: Study) -> None:
    for block in document["targets"]:
        until = study.hindcast.target[block["target"]].set_until
        assert (block["set_on"] is None) == (until is None)
        if until is not None:
            assert max(block["set_on"]["origins"]) <= until < min(block["origins"])


@pytest.mark.parametrize("name", ["developers", "top500_share"])
def test_the_study_holds_the_discrepancy_that_the_rule_gives(study: Study, name: str) -> None:
    """The others take minutes: tools/set_discrepancies.py. 300 members may settle a step beside 1,000."""
    found, written = settled_discrepancies(study, name, 300), study.hindcast.target[name].discrepancy
    assert found.keys() == written.keys()
    assert all(abs(found[key] - written[key]) <= 0.1 for key in found)


def test_the_same_request_gives_the_same_bytes_on_any_number_of_workers(study: Study) -> None:
    one, other = (
        json.dumps(hindcast_document(study, FEW, members=MEMBERS, workers=workers)) for workers in (1, 3)
    )
    assert one == other
    again = json.dumps(hindcast_document(study, FEW, members=MEMBERS, seed=5))
    assert again != one


def test_a_target_alone_gets_the_numbers_it_has_among_all(study: Study, document: dict[str, Any]) -> None:
    alone = hindcast_document(study, ["nvidia_china"], members=MEMBERS)["targets"]
    assert alone == [block for block in document["targets"] if block["target"] == "nvidia_china"]


def with_target(study: Study, name: str, **changes: Any) -> Study:
    target = study.hindcast.target[name].model_copy(update=changes)
    return study.model_copy(update={"hindcast": study.hindcast.model_copy(update={"target": {name: target}})})


def test_with_too_little_known_nothing_is_filled_in_and_it_is_said(study: Study) -> None:
    poor = hindcast_document(with_target(study, "capex_us", least_months=600), members=MEMBERS)
    assert poor["targets"] == []
    assert [entry["target"] for entry in poor["not_hindcast"]] == ["capex_us"]
    assert all(poor["not_hindcast"][0]["reason"].values())
    early = hindcast_document(with_target(study, "capex_us", first="2021-06"), members=MEMBERS)["targets"][0]
    assert early["too_little_known"] == ["2021-06", "2021-09", "2021-12", "2022-03", "2022-06"]
    assert early["origins"][0] == "2022-09"


@pytest.mark.parametrize(
    ("asked", "where", "remedy"),
    [
        ({"names": ["capex"]}, "--target capex", "capex_us"),
        ({"members": 20}, "--members", "2,000"),
        ({"members": 10**7}, "--members", "2,000"),
        ({"seed": -1}, "--seed", "whole number"),
    ],
)
def test_a_request_that_makes_no_sense_says_what_to_do(
    study: Study, asked: dict[str, Any], where: str, remedy: str
) -> None:
    with pytest.raises(AnalysisError) as refusal:
        hindcast_document(study, **asked)
    assert refusal.value.where == where
    assert remedy in str(refusal.value.remedy)
    assert refusal.value.problem.told("zh")


def test_a_study_without_targets_says_how_to_declare_one(study: Study) -> None:
    bare = study.model_copy(update={"hindcast": type(study.hindcast)()})
    with pytest.raises(AnalysisError, match="no hindcast target"):
        hindcast_document(bare)


# ---------------------------------------------------------------- constructed forecasters


def constructed(count: int, own: str, seed: int = 3) -> tuple[np.ndarray, np.ndarray, Windows]:
    """Scores over so many yearly forecasts of noise, by a forecaster who knows nearly all, the rival's equal, or noise."""
    rng = np.random.default_rng(seed)
    truth = rng.normal(size=count)
    rival = rng.normal(size=(count, 200))
    known = {
        "perfect": truth[:, None] + 0.01 * rng.normal(size=(count, 200)),
        "identical": rival,
        "equal": rng.normal(size=(count, 200)),
    }[own]
    origins = 24000 + 12 * np.arange(count, dtype=np.int64)
    year = np.full(count, 12, dtype=np.int64)
    return crps(known, truth), crps(rival, truth), Windows(origins, year, year)


def test_a_forecaster_who_knows_is_found_to_be_better() -> None:
    own, rival, windows = constructed(12, "perfect")
    found = judged(own, rival, windows, None, 7, "a")
    assert found.claim == "better" and found.low is not None and found.low > 0.9


def test_one_who_says_the_same_has_no_skill_and_no_claim() -> None:
    own, rival, windows = constructed(12, "identical")
    found = judged(own, rival, windows, None, 7, "a")
    assert found.skill == 0.0 and found.claim == "none"


def test_one_who_is_as_good_is_seldom_claimed_to_be_anything() -> None:
    claims = [judged(*constructed(9, "equal", seed), None, 7, "a").claim for seed in range(120)]
    assert (
        sum(claim != "none" for claim in claims) <= 25
    )  # 10 in a hundred are due, and three standard errors more


def test_with_few_origins_there_is_no_interval() -> None:
    own, rival, windows = constructed(4, "perfect")
    found = judged(own, rival, windows, None, 7, "a")
    assert found.low is None and found.claim == "none" and found.skill is not None


def entry(skill: float | None, claim: str = "none") -> dict[str, Any]:
    low = (
        None
        if skill is None
        else (skill / 2 if claim == "better" else skill * 2 if claim == "worse" else -1.0)
    )
    return {"skill": skill, "skill_low": low, "skill_high": skill, "claim": claim}


@pytest.mark.parametrize(
    ("rivals", "claim", "words"),
    [
        ({"persistence": entry(0.5, "better"), "log_trend": entry(0.4, "better")}, "better", "Better than persistence and the log trend"),
        ({"persistence": entry(0.5, "better"), "log_trend": entry(0.4)}, "mixed", "Better than persistence,"),
        ({"persistence": entry(-0.5, "worse"), "log_trend": entry(0.4)}, "worse", "no skill is claimed"),
        ({"persistence": entry(-0.5), "log_trend": entry(None)}, "none", "not beyond chance"),
    ],
)  # fmt: skip
def test_the_verdict_says_what_was_found_and_no_more(rivals: dict[str, Any], claim: str, words: str) -> None:
    found = target_verdict({"baselines": rivals, "origins": ["2020-03"], "n": 4, "n_effective": 1})
    assert found["claim"] == claim
    assert words in found["verdict"]["en"]
    assert "about 1 independent" in found["verdict"]["en"] and "约1个" in found["verdict"]["zh"]


def test_the_verdict_on_all_names_the_losers_and_the_windows(document: dict[str, Any]) -> None:
    said = overall(document["targets"])
    for block in document["targets"]:
        entries = {**block["baselines"], **block["rivals"]}.values()
        behind = any(e["skill"] is not None and e["skill"] < 0.0 for e in entries)
        assert (block["name"]["en"] in str(said)) or not behind
    windows = [block["n_effective"] for block in document["targets"]]
    assert f"{min(windows)} to {max(windows)} independent" in str(said)


def test_a_target_is_declared_once_and_read_whole(study: Study) -> None:
    target = study.hindcast.target["compute_ratio"]
    assert isinstance(target, HindcastTarget) and target.id == "compute_ratio"
    assert target.horizons == (12, 24)


def test_pit_of_a_row_is_that_of_its_members() -> None:
    assert float(pit(np.arange(9.0), np.array(4.0))) == pytest.approx(0.5)
