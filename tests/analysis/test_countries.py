"""One economy, groups and all of them: read off the run's own members, weighed by what is known of each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pandas as pd
import pytest

from fourfutures import FourFuturesError
from fourfutures.analysis import country_schemas
from fourfutures.analysis.countries.path import economy_path
from fourfutures.analysis.countries.scene import Scene, scene
from fourfutures.analysis.countries.tipping import chooser_logit, factors, least_squares, tipping
from fourfutures.ensemble import FACTORS, Choice, Threads, choice_path
from fourfutures.public import Run, countries, country
from fourfutures.study import Study

SHARES = ("share_us", "share_cn", "share_own")


@pytest.fixture(scope="module")
def made(today: tuple[dict[str, Any], Path]) -> Run:
    return Run(today[1])


@pytest.fixture(scope="module")
def seen(made: Run, study: Study) -> Scene:
    return scene(made.held, study)


@pytest.fixture(scope="module")
def india(made: Run, study: Study) -> dict[str, Any]:
    return country(made, "ind", study)


@pytest.fixture(scope="module")
def world(made: Run, study: Study) -> dict[str, Any]:
    return country(made, "world", study)


@pytest.fixture(scope="module")
def everyone(made: Run, study: Study) -> dict[str, Any]:
    return countries(made, study)


@pytest.fixture(scope="module")
def choice(seen: Scene) -> tuple[Choice, Choice]:
    now, end = choice_path(seen.binding, seen.ids, seen.levers, seen.place("EGY"), (11, 24), Threads(2))
    return now, end


def test_documents_are_what_their_schemas_promise(india, world, everyone) -> None:
    schemas = country_schemas()
    for name, document in (("country", india), ("country-group", world), ("countries", everyone)):
        jsonschema.validate(json.loads(json.dumps(document, allow_nan=False)), schemas[name])


def test_shares_sum_to_one_in_every_member_and_month(seen: Scene, world) -> None:
    for code in ("IND", "RUS", "X-ssa"):
        path = economy_path(seen, code, Threads(2))
        assert np.abs(path.shares.sum(axis=2) - 1.0).max() < 1e-6
    rows = pd.DataFrame(world["series"]).pivot_table(
        index=["weighing", "month"], columns="variable", values="mean"
    )
    assert np.abs(rows[list(SHARES)].sum(axis=1) - 1.0).max() < 1e-9


@pytest.mark.parametrize("code", ["IND", "RUS", "AUT"])
def test_members_run_again_say_what_the_run_said(made: Run, study: Study, code: str) -> None:
    document = country(made, code, study)
    entry = next(e for e in made.summary["economies"] if e["entity"] == code)
    last = document["alignment_path"][-1]
    assert {side: last[side] for side in entry["alignment"]} == pytest.approx(entry["alignment"], abs=1e-12)
    assert document["ess"] == pytest.approx(entry["ess"], rel=1e-12)
    means = {row["variable"]: row["mean"] for row in document["series"] if row["month"] == "2027-12"}
    assert means["lead"] == pytest.approx(means["share_us"] - means["share_cn"], abs=1e-5)


def test_an_economy_is_weighed_by_what_is_known_of_it_and_moves_add_up(seen: Scene, india) -> None:
    path = economy_path(seen, "IND", Threads(2))
    assert np.abs(path.weights - seen.weights).max() > 1e-6
    rows = india["observations"]
    assert [row["period_end"] for row in rows] == ["2026-03-31"]
    for name in ("adoption", "lead", "alignment_us"):
        plain = {
            "adoption": float(path.adoption[-1] @ seen.weights),
            "lead": float(path.lead[-1] @ seen.weights),
            "alignment_us": float(seen.weights[(path.lead[-1] > 0.25) & (path.shares[-1, :, 0] > 0.5)].sum()),
        }[name]
        assert rows[0]["before"][name] == pytest.approx(plain, abs=1e-9)
        assert sum(row["moved"][name] for row in rows) == pytest.approx(
            rows[-1]["after"][name] - rows[0]["before"][name], abs=1e-12
        )
    nobody = economy_path(seen, "AUT", Threads(2))  # no row is about it
    assert nobody.weights.tolist() == seen.weights.tolist()


def test_groups_of_a_partition_hold_every_economy_once_and_add_up(made: Run, study: Study, world) -> None:
    parts = [country(made, name, study) for name in study.groups.partition["regions"].groups]
    inside = [entry["entity"] for part in parts for entry in part["economies"]]
    assert sorted(inside) == sorted(entity.code for entity in study.partners)
    for option in ("us", "cn", "own"):
        sums = np.sum([[row[option] for row in part["users"]] for part in parts], axis=0)
        whole = np.array([row[option] for row in world["users"]])
        assert np.abs(sums / whole - 1.0).max() < 1e-9
    for side in world["alignment"]:
        counted = sum(part["alignment"][side]["economies"]["mean"] for part in parts)
        assert counted == pytest.approx(world["alignment"][side]["economies"]["mean"], abs=1e-9)
    assert sum(part["people"] for part in parts) == pytest.approx(world["people"], rel=1e-12)


def test_in_a_group_of_one_people_and_output_agree_and_members_do_not_differ(made: Run, study: Study) -> None:
    found = country(made, "India", study)
    rows = pd.DataFrame(found["series"]).set_index(["weighing", "variable", "month"])["mean"]
    assert np.abs(rows["people"] - rows["gdp"]).max() < 1e-12
    assert found["between"]["us"]["sd"] == 0.0
    assert found["coverage"] == {"economies": 1, "left_out": [], "home": [], "people": 1.0, "gdp": 1.0}


def test_a_listed_group_says_whom_it_leaves_out(made: Run, study: Study) -> None:
    found = country(made, "brics", study)["coverage"]
    assert found["home"] == ["CHN"]
    assert found["left_out"] == ["ETH"]  # it stands inside Sub-Saharan Africa's remainder
    people = {row.iso3: row.population or 0.0 for row in study.world}
    inside = sum(people[code] for code in ("ARE", "BRA", "EGY", "IDN", "IND", "IRN", "RUS", "ZAF"))
    assert found["people"] == pytest.approx(inside / (inside + people["ETH"]), rel=1e-12)


def test_all_at_a_glance_agree_with_the_page_of_each(everyone, india) -> None:
    row = next(entry for entry in everyone["economies"] if entry["entity"] == "IND")
    assert row["flip"]["p"] == pytest.approx(india["flip"]["p"], abs=1e-12)
    assert row["ess"] == pytest.approx(india["ess"], rel=1e-12)
    assert row["deals"] == india["deals_total"]
    flips = [entry["flip"]["p"] for entry in everyone["economies"]]
    assert flips == sorted(flips, reverse=True)
    for entry in everyone["economies"]:
        assert sum(entry["flip"]["held"].values()) == pytest.approx(1.0, abs=1e-9)
        assert sum(entry["flip"]["to"].values()) == pytest.approx(entry["flip"]["p"], abs=1e-12)


def test_factors_add_up_to_the_difference_of_utilities(choice: tuple[Choice, Choice]) -> None:
    for moment in choice:
        parts = sum(np.asarray(getattr(moment, name)) for name in FACTORS)
        assert np.abs(parts - (moment.utility_us - moment.utility_cn)).max() < 1e-12
        assert np.abs(moment.share_us + moment.share_cn + moment.share_own - 1.0).max() < 1e-12


def test_a_choice_taken_apart_is_that_of_the_members(seen: Scene, choice: tuple[Choice, Choice]) -> None:
    path = economy_path(seen, "EGY", Threads(2))
    shares = np.stack([choice[1].share_us, choice[1].share_cn, choice[1].share_own], axis=1)
    far = np.abs(shares - path.shares[-1]).max(axis=1)
    assert (
        np.quantile(far, 0.99) < 1e-4
    )  # double against single precision; an event may tip in one of hundreds


def test_offers_come_at_the_pace_of_arrival_times_acceptance(seen: Scene, choice) -> None:
    p = seen.binding.parameters(seen.ids)
    for bloc, hazard, accepted in (
        (p.us, choice[0].hazard_us, choice[0].acceptance_us),
        (p.cn, choice[0].hazard_cn, choice[0].acceptance_cn),
    ):
        assert hazard == pytest.approx(np.asarray(bloc.deal_arrival) * accepted, rel=1e-12)


def test_the_change_that_is_needed_levels_the_choice(choice: tuple[Choice, Choice]) -> None:
    end, one = choice[1], np.ones(1)
    for at in range(0, end.lead.shape[0], 37):
        alone = Choice(*(np.asarray(values)[at : at + 1] for values in end))
        rows = {row["factor"]: row for row in tipping(alone, alone, one)["closing"]}
        moved = {
            "price": alone.beta_p * (np.log(rows["price"]["needed"]["q50"]) - alone.price_gap),
            "capability": alone.beta_f * (rows["capability"]["needed"]["q50"] - alone.lead),
            "trust": rows["trust"]["needed"]["q50"] - (alone.trust_us - alone.trust_cn),
            "availability": alone.beta_av
            * (rows["availability"]["needed"]["q50"] - (alone.availability_us - alone.availability_cn)),
        }
        side, needed = rows["deals"]["side"], rows["deals"]["needed"]["q50"]
        if needed < 1e6:
            power = alone.deal_power_cn if side == "cn" else alone.deal_power_us
            gain = alone.beta_d * np.log((1.0 + needed / alone.deal_scale) / (1.0 + power / alone.deal_scale))
            moved["deals"] = -gain if side == "cn" else gain
        for name, change in moved.items():
            levelled = alone._replace(utility_us=alone.utility_us + change)
            assert chooser_logit(levelled) == pytest.approx(0.0, abs=1e-8), name


def mirrored(c: Choice) -> Choice:
    """The same economy with the blocs exchanged."""
    swapped = {
        name: getattr(c, name[:-3] + ("_cn" if name.endswith("_us") else "_us"))
        for name in Choice._fields
        if name.endswith(("_us", "_cn"))
    }
    turned = {name: -np.asarray(getattr(c, name)) for name in (*FACTORS, "lead", "price_gap", "affinity")}
    return c._replace(**swapped, **turned)


def test_exchanged_blocs_mirror_what_would_turn_the_economy(choice: tuple[Choice, Choice]) -> None:
    weights = np.full(choice[1].lead.shape[0], 1.0 / choice[1].lead.shape[0])
    plain = tipping(*choice, weights)
    turned = tipping(mirrored(choice[0]), mirrored(choice[1]), weights)
    assert turned["lead"]["mean"] == pytest.approx(-plain["lead"]["mean"], abs=1e-12)
    assert turned["choosers"]["p_us_ahead"] == pytest.approx(1.0 - plain["choosers"]["p_us_ahead"], abs=1e-12)
    effects = {row["factor"]: row["effect"] for row in plain["effects"]}
    for row in turned["effects"]:
        if row["effect"] is not None:
            sign = -1.0 if row["factor"] == "own" else 1.0
            assert row["effect"] == pytest.approx(sign * effects[row["factor"]], abs=1e-9)
    assert {plain["renewal"]["all_to"], turned["renewal"]["all_to"]} == {"us", "cn"}
    assert turned["renewal"]["p_turns"] == pytest.approx(plain["renewal"]["p_turns"], abs=1e-12)
    for a, b in zip(plain["closing"], turned["closing"], strict=True):
        assert a["as_far"] == pytest.approx(b["as_far"], abs=1e-12)


def test_a_fit_agrees_with_an_independent_one(choice: tuple[Choice, Choice]) -> None:
    generator = np.random.default_rng(3)
    weights = generator.dirichlet(np.full(choice[1].lead.shape[0], 0.5))
    terms = {name: v for name, v in factors(choice[1]).items() if np.ptp(v) > 0.0}
    columns, lead = np.stack(list(terms.values())), choice[1].share_us - choice[1].share_cn
    slopes, errors, explained = least_squares(columns, lead, weights)
    x = np.column_stack([np.ones(lead.shape[0]), columns.T])
    root = np.sqrt(weights)
    solved, *_ = np.linalg.lstsq(x * root[:, None], lead * root, rcond=None)
    left = lead - x @ solved
    bread = np.linalg.inv(x.T @ (x * weights[:, None]))
    meat = sum(np.outer(row, row) * (w * e) ** 2 for row, w, e in zip(x, weights, left, strict=True))
    assert slopes == pytest.approx(solved[1:], rel=1e-7)
    assert errors == pytest.approx(np.sqrt(np.diag(bread @ meat @ bread))[1:], rel=1e-6)
    middle = lead @ weights
    assert explained == pytest.approx(1.0 - weights @ left**2 / (weights @ (lead - middle) ** 2), abs=1e-10)


def test_documents_do_not_depend_on_threads(made: Run, study: Study, india) -> None:
    assert json.dumps(country(made, "IND", study, workers=1)) == json.dumps(india)


def test_what_is_not_known_is_not_nought(made: Run, study: Study) -> None:
    taiwan = country(made, "TWN", study)
    facts = {fact["id"]: fact["value"] for fact in taiwan["covariates"]}
    assert facts["gdp"] is None
    assert facts["un_distance_us"] is None
    assert facts["nato"] == 0.0
    kenya = country(made, "KEN", study)
    for total in kenya["deals_total"].values():
        assert (total["stated_mw"] is None) == (total["sized"] == 0)


def test_another_study_than_the_run_was_made_from_is_refused(made: Run, study: Study) -> None:
    other = study.model_copy(update={"hash": "0" * 64})
    with pytest.raises(FourFuturesError, match="another state of the study"):
        country(made, "IND", other)


def test_levers_that_are_pulled_are_a_factor_and_do_not_touch_what_was_observed(
    asked, ran, study: Study
) -> None:
    _, folder = ran(asked(levers=("partner_sovereign.IND=1@2026-02", "export_control=0.5")))
    found = country(Run(folder), "IND", study)
    entry = next(e for e in Run(folder).summary["economies"] if e["entity"] == "IND")
    assert found["alignment_path"][-1]["us"] == entry["alignment"]["us"]
    assert found["levers"] == Run(folder).summary["levers"]
