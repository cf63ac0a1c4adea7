"""What levers change: paired, additive where it must be, nothing where there is nothing, the same by any name or order."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from tests.analysis.conftest import quiet

from fourfutures.analysis import AnalysisError, LeversDocument, Live, Pools, levers_document, levers_schema
from fourfutures.analysis.pulling.flipping import UNSETTLED, Flips, Sides
from fourfutures.analysis.pulling.outcome import outcomes, read_off
from fourfutures.analysis.pulling.paired import paired
from fourfutures.analysis.pulling.trial import Trials
from fourfutures.analysis.weighing import weigh
from fourfutures.ensemble import (
    POOL_MONTHS,
    Binding,
    GivenMembers,
    Hands,
    LeverPath,
    Shelf,
    Threads,
    drawn_once,
    parameter_values,
)
from fourfutures.study import LeverSetting, StudyError, lever_settings

NAMES = ("us_permitting", "export_control", "partner_sovereign", "cn_ai_plus")
Document = dict[str, Any]


@pytest.fixture(scope="module")
def pools() -> Pools:
    return Pools(Shelf(None))


@pytest.fixture(scope="module")
def document(asked, pools) -> Document:
    return levers_document(asked(), NAMES, True, Hands.of(2), pools, quiet)


@pytest.fixture(scope="module")
def trials(asked, pools) -> Trials:
    request = asked()
    return Trials(weigh(request, "neutral", Hands.of(2), pools, quiet), request, Hands.of(2))


def rows(document: Document, kind: str, **given: Any) -> list[dict[str, Any]]:
    return [
        row
        for row in document["rows"]
        if row["kind"] == kind and all(row[name] == at for name, at in given.items())
    ]


def test_the_document_keeps_to_its_schema(document: Document) -> None:
    LeversDocument.model_validate(document)
    few = {**document, "rows": document["rows"][::40]}
    jsonschema.validate(json.loads(json.dumps(few)), levers_schema())
    for row in document["rows"]:
        assert row["low"] <= row["change"] <= row["high"]


def test_a_lever_alone_changes_what_the_live_answer_says(document: Document, asked, pools) -> None:
    request = asked()
    live = Live(request, Hands.of(2), pools, quiet)
    for text in ("us_permitting=1", "export_control=-1", "cn_ai_plus=1"):
        setting = lever_settings((text,), request.study)[0]
        answer = live.answer((setting,))
        for reading, block in answer["futures"].items():
            for future, entry in block.items():
                (row,) = rows(
                    document,
                    "alone",
                    lever=setting.lever,
                    value=setting.value,
                    reading=reading,
                    outcome=future,
                )
                for name, other in (("change", "p"), ("low", "low"), ("high", "high")):
                    assert row[name] == pytest.approx(entry["change"][other], abs=2e-9)


def test_what_the_futures_gain_they_lose(document: Document) -> None:
    futures = list(document["futures"]["source"])
    sums: dict[str, float] = {}
    for row in document["rows"]:
        if row["outcome"] in futures:
            pull = (
                row["kind"],
                row["lever"],
                row["value"],
                row["with_lever"],
                row["with_value"],
                row["start"],
            )
            sums[str((*pull, row["step"], row["reading"]))] = (
                sums.get(str((*pull, row["step"], row["reading"])), 0.0) + row["change"]
            )
    assert len(sums) > 50
    assert max(map(abs, sums.values())) < 1e-8


def test_an_interaction_is_the_pair_less_both_alone(document: Document) -> None:
    alone = {
        (r["lever"], r["value"], r["reading"], r["outcome"]): r["change"] for r in rows(document, "alone")
    }
    interactions = {
        (r["lever"], r["value"], r["with_lever"], r["with_value"], r["outcome"]): r["change"]
        for r in rows(document, "interaction")
    }
    pairs = rows(document, "pair")
    assert (
        len(pairs) == len(interactions) == 9 * 12
    )  # five pulls, of which two are one lever's; twelve outcomes
    for row in pairs:
        one = alone[row["lever"], row["value"], row["reading"], row["outcome"]]
        two = alone[row["with_lever"], row["with_value"], row["reading"], row["outcome"]]
        key = (row["lever"], row["value"], row["with_lever"], row["with_value"], row["outcome"])
        assert row["change"] - one - two == pytest.approx(interactions[key], abs=5e-9)


def test_a_bend_is_twice_the_half_less_the_whole(document: Document) -> None:
    for bend in rows(document, "bend"):
        key = {"lever": bend["lever"], "reading": bend["reading"], "outcome": bend["outcome"]}
        (whole,) = rows(document, "alone", value=bend["value"], **key)
        (half,) = rows(document, "dose", value=bend["value"] / 2, **key)
        assert bend["change"] == pytest.approx(2 * half["change"] - whole["change"], abs=5e-9)


def test_waiting_costs_what_it_costs_a_run_that_waits(document: Document, trials: Trials) -> None:
    starts = {row["start"] for row in rows(document, "start")}
    assert starts == {"2027-03", "2027-06", "2027-09"}
    for start in starts:
        (row,) = rows(document, "start", lever="cn_ai_plus", start=start, outcome="adoption")
        found = trials.paired(trials.own(LeverSetting(lever="cn_ai_plus", value=1.0, start=start)))
        assert row["change"] == pytest.approx(found.change[trials.place("adoption", "source")], abs=1e-9)
    full = rows(document, "alone", lever="cn_ai_plus", reading="source", outcome="adoption")[0]["change"]
    later = [
        rows(document, "start", lever="cn_ai_plus", start=start, outcome="adoption")[0]["change"]
        for start in sorted(starts)
    ]
    assert full < later[0] < later[1] < later[2] < 0.0


def test_a_lever_without_effect_changes_nothing_at_all(asked, study, pools) -> None:
    lever = study.levers["us_alliance"]
    idle = [effect.model_copy(update={"size": 0.0}) for effect in lever.effects]
    null = study.model_copy(
        update={"levers": {**study.levers, "us_alliance": lever.model_copy(update={"effects": tuple(idle)})}}
    )
    found = levers_document(asked(study=null), ("us_alliance",), False, Hands.of(2), pools, quiet)
    assert all((row["low"], row["change"], row["high"]) == (0.0, 0.0, 0.0) for row in found["rows"])
    assert found["portfolios"][0]["settings"] == []
    assert found["pulls"][0]["flips"] == 0.0


def test_an_interval_holds_zero_in_95_of_100_where_only_luck_was_drawn_again(trials: Trials) -> None:
    """A pull that only draws luck anew changes each member and no probability: its interval must know that."""
    seeds, members = 240, 80
    binding = Binding(trials.world.study, 11)
    ids = np.arange(seeds * members, dtype=np.int64)
    values = parameter_values(binding, ids)
    given = np.stack([values[name] for name in drawn_once(binding.study)])
    idle = LeverPath(binding.study, (), 1, binding.partners.codes)
    runs = GivenMembers(binding, idle, trials.world.gammas, POOL_MONTHS, Threads(2))
    one, two = (read_off(trials.world, runs.run(luck, given)) for luck in (ids, ids + ids.shape[0]))
    weights = np.random.default_rng(3).exponential(size=ids.shape[0])
    names = [(o.name, o.reading) for o in outcomes(trials.world)]
    for outcome in ("contested", "americas_century", "compute", "adoption"):
        at = names.index((outcome, "source"))
        held = 0
        for seed in range(seeds):
            part = slice(seed * members, (seed + 1) * members)
            found = paired(weights[part], (two - one)[part, at : at + 1])
            assert found.low[0] < found.high[0]
            held += bool(found.low[0] <= 0.0 <= found.high[0])
        # 95 % of 240 is 228, standard deviation 3.4; the rest of the room is for 40 effective members
        assert 228 - 12 <= held <= 228 + 10, outcome


def test_a_member_twice_is_a_member_of_double_weight_and_order_is_of_no_account() -> None:
    """Of means. Intervals of paired changes count a member once, since members that are kept stand there once."""
    draw = np.random.default_rng(4)
    own, counts = draw.normal(size=(200, 3)), draw.integers(1, 4, 200)
    order = draw.permutation(200)
    weighted = paired(counts.astype(np.float64), own)
    repeated = paired(np.ones(counts.sum()), np.repeat(own, counts, axis=0))
    assert_allclose(repeated.change, weighted.change, rtol=1e-12)
    turned = paired(counts[order].astype(np.float64), own[order][:, ::-1])
    for name in weighted._fields:
        assert_allclose(getattr(turned, name), getattr(weighted, name)[::-1], rtol=1e-12)


def test_neither_the_order_of_names_nor_threads_change_a_byte(document: Document, asked, pools) -> None:
    again = levers_document(asked(), NAMES[::-1], True, Hands.of(1), pools, quiet)
    assert json.dumps(again) == json.dumps(document)


def test_futures_under_another_order_keep_their_changes(document: Document, asked, study) -> None:
    frame = study.frame.model_copy(update={"futures": tuple(reversed(study.frame.futures))})
    turned = study.model_copy(update={"frame": frame})
    # classes and weights do not know names, but members are drawn in the order of classes: the pool is compared as it is
    assert turned.frame.ids != study.frame.ids
    request = asked(study=turned, assimilate=False)
    plain = levers_document(
        asked(assimilate=False), ("cn_ai_plus",), False, Hands.of(2), Pools(Shelf(None)), quiet
    )
    found = levers_document(request, ("cn_ai_plus",), False, Hands.of(2), Pools(Shelf(None)), quiet)

    def by_name(document: Document) -> dict[str, tuple[float, float, float]]:
        return {
            json.dumps([row[k] for k in ("kind", "value", "start", "step", "economy", "reading", "outcome")]): (
                row["change"], row["low"], row["high"]
            )
            for row in document["rows"]
        }  # fmt: skip

    assert by_name(found) == by_name(plain)


def test_a_portfolio_adds_up_and_leaves_out_what_does_not_help(document: Document) -> None:
    for entry in document["portfolios"]:
        gains = [step["gain"] for step in entry["settings"]]
        assert all(gain["low"] > 0.0 for gain in gains)
        if gains:
            assert sum(gain["change"] for gain in gains) == pytest.approx(entry["total"]["change"], abs=1e-8)
        names = [step["lever"] for step in entry["settings"]]
        assert len(names) == len(set(names))
    us = next(entry for entry in document["portfolios"] if entry["actor"] == "us")
    assert us["aim"] == "lead_us"
    aims = [
        (
            sum(
                row["change"]
                for row in rows(document, "alone", lever=lever, value=value, reading="source")
                if row["outcome"] in ("compute_us", "adoption_us")
            ),
            lever,
        )
        for lever, value in (("us_permitting", 1.0), ("export_control", 1.0), ("export_control", -1.0))
    ]
    assert us["settings"][0]["lever"] == max(aims)[1]


def test_alignments_lost_are_found_elsewhere_and_flips_must_last(document: Document, trials: Trials) -> None:
    for pull in document["pulls"]:
        found = rows(document, "economy", lever=pull["lever"], value=pull["value"])
        flipped = [row["change"] for row in found if row["outcome"] == "flipped"]
        assert min(flipped) >= 0.0
        assert sum(flipped) == pytest.approx(pull["flips"], abs=1e-6)
        moved = sum(row["change"] for row in found if row["outcome"] != "flipped")
        assert abs(moved) < 1e-6
    members, economies = trials.plain.shape[0], trials.world.local.shape[0]
    us = np.zeros((members, economies), np.int8)
    cn = np.ones_like(us)
    lasting = Flips.of(trials, Sides(us, us), Sides(cn, cn))
    passing = Flips.of(trials, Sides(us, us), Sides(cn, np.full_like(us, UNSETTLED)))
    assert_allclose(lasting.change[-1], 1.0)
    assert_allclose(lasting.towards[1], 1.0)
    assert_array_equal(passing.change[-1], 0.0)
    assert_allclose(passing.change[:2, 0], [-1.0, 1.0])
    assert lasting.likeliest()[1].tolist() == [1] * economies


def test_a_member_that_broke_down_says_nothing() -> None:
    own = np.array([[1.0, 0.0], [np.nan, 0.0], [3.0, 0.0]])
    found = paired(np.array([0.25, 0.5, 0.25]), own)
    assert found.change.tolist() == [2.0, 0.0]
    assert np.isnan(paired(np.array([1.0, 1.0]), np.full((2, 1), np.nan)).change[0])


@pytest.mark.parametrize(
    ("names", "options", "where"),
    [
        (("us_permiting",), {}, "us_permiting"),
        (("us_permitting",), {"levers": ("us_permitting=1",)}, "levers"),
    ],
)
def test_mistakes_say_where(asked, pools, names, options, where) -> None:
    with pytest.raises((StudyError, AnalysisError)) as refusal:
        levers_document(asked(**options), names, False, Hands.of(1), pools, quiet)
    assert where in refusal.value.where
