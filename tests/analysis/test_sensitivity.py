"""Shares of variance: equal to another library's, right where the answer is known, and honest about what they are not."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import numpy as np
import pytest
from numpy.testing import assert_allclose
from SALib.analyze import sobol as salib
from SALib.sample import sobol as points
from SALib.test_functions import Ishigami, Sobol_G
from tests.analysis.conftest import quiet

from fourfutures.analysis import (
    AnalysisError,
    Pools,
    SensitivityDocument,
    bootstrap,
    first_order,
    sensitivity_document,
    sensitivity_schema,
    sobol,
)
from fourfutures.analysis.apportioning.meter import meter
from fourfutures.ensemble import Hands, Shelf

Document = dict[str, Any]
PROBLEM = {"num_vars": 3, "names": ["x1", "x2", "x3"], "bounds": [[-np.pi, np.pi]] * 3}


def parts(values: np.ndarray, inputs: int) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """The two plain samples and the mixed ones, from a sample in SALib's order."""
    blocks = values.reshape(-1, inputs + 2)
    return blocks[:, :1], blocks[:, -1:], [blocks[:, [k + 1]] for k in range(inputs)]


@pytest.mark.parametrize("function", ["ishigami", "g"])
def test_shares_are_those_of_salib_on_the_same_sample(function: str) -> None:
    if function == "ishigami":
        problem, model = PROBLEM, Ishigami.evaluate
    else:
        problem = {"num_vars": 8, "names": [f"x{n}" for n in range(8)], "bounds": [[0.0, 1.0]] * 8}
        model = Sobol_G.evaluate
    sample = points.sample(problem, 512, calc_second_order=False, seed=1)
    values = model(sample)
    theirs = salib.analyze(problem, values, calc_second_order=False, num_resamples=10, seed=1)
    a, b, mixed = parts(values, problem["num_vars"])
    ours = sobol(a, b, mixed, bootstrap(128, 50, 1, "test"))
    assert_allclose(ours.first[:, 0], theirs["S1"], atol=1e-6)
    assert_allclose(ours.total[:, 0], theirs["ST"], atol=1e-6)


def test_known_answers_are_found() -> None:
    """Ishigami's function and Sobol's g: exact shares from their formulas, within three half-widths of the intervals."""
    rows = 4096
    sample = points.sample(PROBLEM, rows, calc_second_order=False, seed=2)
    found = sobol(*parts(Ishigami.evaluate(sample), 3), bootstrap(128, 100, 2, "test"))
    variance = 49 / 8 + 0.1 * np.pi**4 / 5 + 0.01 * np.pi**8 / 18 + 0.5
    first = np.array([0.5 * (1 + 0.1 * np.pi**4 / 5) ** 2, 49 / 8, 0.0]) / variance
    third = 8 * 0.01 * np.pi**8 / 225 / variance
    assert_allclose(found.first[:, 0], first, atol=0.03)
    assert_allclose(found.total[:, 0], first + np.array([third, 0.0, third]), atol=0.03)
    a = np.array([0.0, 1.0, 4.5, 9.0])
    problem = {"num_vars": 4, "names": list("abcd"), "bounds": [[0.0, 1.0]] * 4}
    values = Sobol_G.evaluate(points.sample(problem, rows, calc_second_order=False, seed=3), a=a)
    found = sobol(*parts(values, 4), bootstrap(128, 100, 3, "test"))
    own = 1.0 / (3.0 * (1.0 + a) ** 2)
    whole = np.prod(1.0 + own) - 1.0
    assert_allclose(found.first[:, 0], own / whole, atol=0.03)
    assert_allclose(found.total[:, 0], own * np.prod(1.0 + own) / (1.0 + own) / whole, atol=0.03)
    assert (np.abs(found.first[:, 0] - own / whole) < 3.0 * found.first_error[:, 0]).all()


def test_an_outcome_that_never_varies_has_no_shares_and_a_broken_row_is_left_out() -> None:
    draw = np.random.default_rng(0).normal
    a, b, c = (np.stack([draw(size=200), np.ones(200)], axis=1) for _ in range(3))
    found = sobol(a, b, [c], bootstrap(50, 20, 0, "test"))
    assert np.isnan(found.total[0, 1]) and np.isfinite(found.total[0, 0])
    a[5] = np.nan
    c[9] = np.nan
    rest = np.delete(np.arange(200), [5])
    left_out = sobol(a, b, [c], bootstrap(50, 20, 0, "test"))
    kept = np.delete(np.arange(200), [5, 9])
    square = 0.5 * ((a - c)[kept, 0] ** 2).mean()
    variance = np.concatenate([a[rest, 0], b[rest, 0]]).var()
    assert left_out.total[0, 0] == pytest.approx(square / variance)


def drawn(members: int = 4000, seed: int = 5) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    inputs = rng.normal(size=(4, members))
    inputs[3] = rng.random(members) < 0.3
    outcome = 2.0 * inputs[0] + inputs[1] + 2.0 * inputs[3] + rng.normal(size=members)
    other = (inputs[0] * inputs[1] > 0.0).astype(float)
    return inputs, np.stack([outcome, other], axis=1), rng.exponential(size=members), np.arange(members)


def test_first_order_shares_of_a_sum_are_its_parts() -> None:
    inputs, outcomes, weights, ids = drawn(20_000)
    found = first_order(inputs, outcomes, weights, ids, 7)
    whole = 4.0 + 1.0 + 4.0 * 0.21 + 1.0
    assert_allclose(found.share[:, 0], np.array([4.0, 1.0, 0.0, 4.0 * 0.21]) / whole, atol=0.02)
    assert (found.correlation[[0, 1, 3], 0] > 0.2).all()
    assert abs(found.correlation[2, 0]) < 0.03
    assert_allclose(found.share[:2, 1], 0.0, atol=0.02)  # they act together only


def test_weights_shift_what_members_say() -> None:
    """Members weighed towards a world in which the input is fixed: its share goes."""
    inputs, outcomes, _, ids = drawn(20_000)
    tilted = np.exp(-0.5 * (inputs[0] / 0.3) ** 2)
    found = first_order(inputs, outcomes, tilted, ids, 7)
    spread = 1.0 / (1.0 + 1.0 / 0.09)
    whole = 4.0 * spread + 1.0 + 4.0 * 0.21 + 1.0
    assert_allclose(found.share[:2, 0], [4.0 * spread / whole, 1.0 / whole], atol=0.04)


def test_a_member_twice_is_a_member_of_twice_the_weight() -> None:
    inputs, outcomes, weights, ids = drawn(1000)
    twice = np.concatenate([np.arange(1000), np.arange(100)])
    doubled = weights.copy()
    doubled[:100] *= 2.0
    one = first_order(inputs[:, twice], outcomes[twice], weights[twice], ids[twice], 7)
    two = first_order(inputs, outcomes, doubled, ids, 7)
    for name in one._fields:
        assert_allclose(getattr(one, name), getattr(two, name), rtol=1e-9, atol=1e-12)


def test_order_is_of_no_account_and_other_labels_permute() -> None:
    inputs, outcomes, weights, ids = drawn(1000)
    plain = first_order(inputs, outcomes, weights, ids, 7)
    mixed = np.random.default_rng(1).permutation(1000)
    order = [2, 0, 3, 1]
    moved = first_order(inputs[order][:, mixed], outcomes[mixed][:, ::-1], weights[mixed], ids[mixed], 7)
    for name in plain._fields:
        assert_allclose(getattr(moved, name), getattr(plain, name)[order][:, ::-1], rtol=1e-9, atol=1e-12)


def test_an_input_without_effect_has_no_share_and_an_interval_that_says_so() -> None:
    rng = np.random.default_rng(2)
    members, inputs = 1500, 120
    outcome = rng.normal(size=(members, 1))
    weights = rng.exponential(size=members)
    found = first_order(rng.normal(size=(inputs, members)), outcome, weights, np.arange(members), 3)
    held = (np.abs(found.share) <= found.error).sum()
    assert abs(found.share.mean()) < 0.003  # 3 standard errors of 120 shares that scatter by 0.01
    assert held >= 0.88 * inputs  # 95 % less three standard deviations


def test_a_meter_asks_for_as_much_more_as_it_takes() -> None:
    assert meter(0.074, 100)["verdict"] == "enough"
    assert meter(0.076, 100)["verdict"] == "run 4x more"
    assert meter(0.4, 100)["factor"] == 64
    assert meter(float("nan"), 100) == {
        "rows": 100,
        "widest": None,
        "allowed": 0.075,
        "verdict": "run 4x more",
        "factor": 4,
    }


@pytest.fixture(scope="module")
def document(asked) -> Document:
    return sensitivity_document(asked(), 128, Hands.of(2), Pools(Shelf(None)), quiet)


def value(document: Document, measure: str, name: str, outcome: str, month: str = "2027-12") -> float:
    (row,) = (
        row for row in document["rows"]
        if (row["measure"], row["input"], row["outcome"], row["month"]) == (measure, name, outcome, month)
        and row["reading"] in ("source", None)
    )  # fmt: skip
    return float(row["value"])


def test_the_document_keeps_to_its_schema(document: Document) -> None:
    SensitivityDocument.model_validate(document)
    few = {**document, "rows": document["rows"][::40]}
    jsonschema.validate(json.loads(json.dumps(few)), sensitivity_schema())
    for row in document["rows"]:
        assert row["low"] <= row["value"] <= row["high"]
    assert len({json.dumps([r[k] for k in ("measure", "input", "outcome", "reading", "month")]) for r in document["rows"]}) == len(document["rows"])  # fmt: skip
    assert {row["input"] for row in document["rows"]} <= {card["input"] for card in document["inputs"]}


def test_no_lever_explains_a_month_before_it_begins(document: Document) -> None:
    early = [
        row for row in document["rows"]
        if row["kind"] in ("lever", "levers") and row["measure"] == "total" and row["month"] == "2026-06"
    ]  # fmt: skip
    assert len(early) > 50
    assert all(row["value"] == 0.0 for row in early)
    assert value(document, "total", "levers", "adoption") > 0.0


def test_shares_hold_together(document: Document) -> None:
    """A group's total effect is at least that of any input in it; luck held, shares only grow; a split leaves nothing out."""
    for outcome in ("compute", "adoption"):
        levers = value(document, "total", "levers", outcome)
        singles = [
            row["value"] for row in document["rows"]
            if (row["measure"], row["kind"], row["outcome"], row["reading"], row["month"])
            == ("total", "lever", outcome, "source", "2027-12")
        ]  # fmt: skip
        assert len(singles) == 13
        assert levers > 0.8 * max(singles)
        assert value(document, "total_luck_held", "levers", outcome) > levers
        split = [
            value(document, "split_total", group, outcome)
            for group in ("measured", "judgement", "luck", "definitions")
        ]
        assert sum(split) > 0.9
        assert min(split) >= 0.0
    assert value(document, "total", "luck", "compute", "2026-06") < value(
        document, "total", "luck", "compute"
    )


def test_the_same_request_gives_the_same_bytes_on_one_thread(document: Document, asked) -> None:
    again = sensitivity_document(asked(), 128, Hands.of(1), Pools(Shelf(None)), quiet)
    assert json.dumps(again) == json.dumps(document)


@pytest.mark.parametrize("samples", [64, 10**6, "many"])
def test_samples_beyond_their_bounds_are_refused(asked, samples) -> None:
    with pytest.raises(AnalysisError, match="samples"):
        sensitivity_document(asked(), samples, Hands.of(1), Pools(Shelf(None)), quiet)
