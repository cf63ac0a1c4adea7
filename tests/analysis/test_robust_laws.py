"""Laws of regret, satisficing, the domain criterion, contests and plans, on members made up for them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.analysis.robustness.contest import contest
from fourfutures.analysis.robustness.criteria import CRITERIA, Found, Members, criteria, quantiles, resampled
from fourfutures.analysis.robustness.plan import clear, plan
from fourfutures.analysis.robustness.states import States, states

SEED = 11
REGRETS = ("regret_worst", "regret_mean", "regret_hindsight")


def world(seed: int, count: int = 240, policies: int = 4, kinds: int = 3) -> Members:
    """Members with some luck, some states and some policies."""
    draw = np.random.default_rng(seed)
    codes = np.arange(count) % kinds
    base = draw.normal(size=(count, 1)) + codes[:, None]
    margin = base + draw.normal(0.4, 0.6, size=(count, policies)) + draw.normal(size=(kinds, policies))[codes]
    weights = draw.exponential(size=count)
    parts = tuple({"regime": "open", "trust": "low", "compute": str(kind)} for kind in range(kinds))
    mass = np.bincount(codes, weights=weights) / weights.sum()
    held = States(codes, parts, mass, np.full(kinds, 50.0), 0.0, {})
    value = (margin > 1.0).astype(np.float64)
    return Members.sound(value, margin, weights, np.arange(count, dtype=np.int64) + 100, held)


def numbers(found: Found) -> np.ndarray:
    return np.stack([found.value, found.low, found.high])


@given(st.integers(0, 50))
@settings(max_examples=8, deadline=None)
def test_one_policy_alone_regrets_nothing_and_is_always_first(seed: int) -> None:
    found = criteria(world(seed).columns([0]), 0.5, SEED)
    for name in REGRETS:
        assert_array_equal(numbers(found[name]), 0.0)
    for name in CRITERIA:
        assert found[name].first.tolist() == [1.0]
    assert found["domain"].value.tolist() == [1.0]


@given(st.integers(0, 50))
@settings(max_examples=8, deadline=None)
def test_a_regret_is_never_negative_and_hindsight_never_makes_it_less(seed: int) -> None:
    found = criteria(world(seed), 0.5, SEED)
    for name in REGRETS:
        assert (numbers(found[name]) >= 0.0).all()
    assert (found["regret_mean"].value <= found["regret_worst"].value + 1e-12).all()
    assert (found["regret_mean"].value <= found["regret_hindsight"].value + 1e-12).all()


def test_a_policy_that_does_best_everywhere_regrets_nothing_and_wins_all() -> None:
    members = world(1)
    best = np.maximum(members.margin.max(axis=1), 1.5)[:, None] + 0.1
    better = members._replace(
        value=np.concatenate([members.value, np.ones_like(best)], axis=1),
        margin=np.concatenate([members.margin, best], axis=1),
    )
    found = criteria(better, 0.5, SEED)
    for name in REGRETS:
        assert_array_equal(numbers(found[name])[:, -1], 0.0)
        assert (found[name].value[:-1] > 0.0).all()
    for name, more in CRITERIA.items():
        sign = 1.0 if more else -1.0
        assert (sign * found[name].value <= sign * found[name].value[-1] + 1e-12).all()
    assert found["domain"].value[-1] == 1.0


def test_a_member_twice_is_a_member_of_double_weight() -> None:
    members = world(2)
    twice = np.concatenate([np.arange(members.ids.shape[0]), [5, 17, 60]])
    doubled = members.weights.copy()
    doubled[[5, 17, 60]] *= 2.0

    def picked(rows: np.ndarray, weights: np.ndarray) -> Members:
        held = members.states._replace(codes=members.states.codes[rows])
        return Members.sound(members.value[rows], members.margin[rows], weights, members.ids[rows], held)

    one = criteria(picked(twice, members.weights[twice]), 0.5, SEED)
    two = criteria(picked(np.arange(members.ids.shape[0]), doubled), 0.5, SEED)
    for name in CRITERIA:
        assert_allclose(numbers(one[name]), numbers(two[name]), atol=1e-12)
        assert_allclose(one[name].first, two[name].first, atol=1e-12)


def test_the_order_of_policies_and_of_members_changes_nothing() -> None:
    members = world(3)
    plain = criteria(members, 0.5, SEED)
    order = [2, 0, 3, 1]
    turned = criteria(members.columns(order), 0.5, SEED)
    rows = np.arange(members.ids.shape[0])[::-1]
    held = members.states._replace(codes=members.states.codes[rows])
    backward = criteria(
        Members.sound(
            members.value[rows], members.margin[rows], members.weights[rows], members.ids[rows], held
        ),
        0.5,
        SEED,
    )
    for name in CRITERIA:
        assert_allclose(numbers(turned[name]), numbers(plain[name])[:, order], atol=1e-12)
        assert_allclose(turned[name].first, plain[name].first[order], atol=1e-12)
        assert_allclose(numbers(backward[name]), numbers(plain[name]), atol=1e-12)


@given(st.integers(0, 20), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
@settings(max_examples=8, deadline=None)
def test_a_higher_threshold_satisfies_fewer(seed: int, one: float, two: float) -> None:
    members = world(seed)
    members = members._replace(value=1.0 / (1.0 + np.exp(-members.margin)))
    low, high = (criteria(members, line, SEED) for line in sorted((one, two)))
    for name in ("satisficing", "satisficing_states"):
        assert (low[name].value >= high[name].value - 1e-12).all()


def test_the_domain_of_two_policies_in_two_states_is_where_their_lines_cross() -> None:
    codes = np.array([0, 0, 1, 1])
    held = States(codes, ({"a": "0"}, {"a": "1"}), np.array([0.5, 0.5]), np.array([2.0, 2.0]), 0.0, {})
    value = np.array([[1.0, 0.7], [1.0, 0.7], [0.0, 0.6], [0.0, 0.6]])
    found = criteria(Members.sound(value, value, np.ones(4), np.arange(4, dtype=np.int64), held), 0.5, SEED)
    # The first is better where the first state weighs w with w > 0.7 w + 0.6 (1 - w), so w > 2/3: a third of all ways.
    assert found["domain"].value[0] == pytest.approx(1.0 / 3.0, abs=4.0 * np.sqrt(2.0 / 9.0 / 400.0))
    assert found["domain"].value.sum() == pytest.approx(1.0)


def test_an_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    held = 0
    for trial in range(100):
        draw = np.random.default_rng(1000 + trial)
        value = draw.random((150, 1))
        mass = resampled(np.full(150, 1.0 / 150.0), np.arange(150, dtype=np.int64) + 150 * trial, SEED, 100)
        low, high = np.quantile((mass[1:] * value[:, 0]).sum(axis=1), (0.025, 0.975))
        held += low <= 0.5 <= high
    assert 95.0 - 4.0 * np.sqrt(100 * 0.95 * 0.05) < held  # four standard errors


@given(
    st.lists(st.tuples(st.floats(-5, 5), st.integers(1, 4)), min_size=1, max_size=12),
    st.sampled_from([0.1, 0.5, 0.9]),
)
def test_a_weighted_quantile_is_that_of_members_counted_as_often_as_they_weigh(
    rows: Any, share: float
) -> None:
    values, counts = (np.array(column, dtype=np.float64) for column in zip(*rows, strict=True))
    many = np.repeat(values, counts.astype(int))
    found = quantiles((counts / counts.sum())[None], values[:, None], share)[0, 0]
    assert found == np.quantile(many, share, method="inverted_cdf")


@given(st.integers(0, 30))
@settings(max_examples=10, deadline=None)
def test_an_opponent_who_answers_leaves_no_more_than_one_who_does_nothing(seed: int) -> None:
    draw = np.random.default_rng(seed)
    values = draw.random((80, 3, 4))
    found = contest(values, draw.exponential(size=80), np.arange(80, dtype=np.int64), SEED)
    value = {order: numbers_.value[0] for order, numbers_ in found.values.items()}
    assert value["leads"] <= value["follows"] + 1e-12 <= value["passive"] + 2e-12
    assert value["at_once"] >= 0.0


def test_a_contest_of_matching_pennies_is_better_second() -> None:
    members = np.ones((10, 1, 1))
    game = np.array([[1.0, 0.0], [0.0, 1.0]])[None] * members
    found = contest(game, np.ones(10), np.arange(10, dtype=np.int64), SEED)
    values = [found.values[order].value[0] for order in ("passive", "leads", "follows", "at_once")]
    assert values == pytest.approx([1.0, 0.0, 1.0, 1.0])


def made_up_plan(seed: int, tell: float, gain: float = 0.3, count: int = 3000) -> Any:
    """A pull that helps in half the members and harms in the others; a figure that tells which with `tell` of certainty."""
    draw = np.random.default_rng(seed)
    helps = draw.random(count) < 0.5
    never = draw.random(count)
    later = never + np.where(helps, gain, -gain)
    crossed = np.where(helps, 0.5 + 0.5 * tell, 0.5 - 0.5 * tell)
    mass = resampled(np.full(count, 1.0 / count), np.arange(count, dtype=np.int64) + 10_000 * seed, SEED)
    return plan(mass, crossed, never, later, later)


def test_a_figure_that_says_nothing_gains_nothing() -> None:
    assert not any(clear(made_up_plan(seed, 0.0).gain, 1) for seed in range(8))
    for seed in range(4):
        found = made_up_plan(seed, 0.0)
        low, high = np.quantile(found.gain[1:], (0.025, 0.975))
        assert low <= 1e-9
        assert found.gain[0] <= max(high, 0.0) + 1e-12


def test_a_figure_that_tells_all_gains_what_can_be_gained() -> None:
    found = made_up_plan(1, 1.0)
    assert found.side == "if_crossed"
    assert found.gain[0] == pytest.approx(
        0.15, abs=0.02
    )  # half the members gain 0.3, the others lose nothing
    assert clear(found.gain, 1000)
    low, high = np.quantile(found.gain[1:], (0.025, 0.975))
    assert low < found.gain[0] < high


def test_a_plan_gains_no_more_than_a_look_into_the_future_would() -> None:
    for seed in range(5):
        draw = np.random.default_rng(seed)
        never, now, later, crossed = draw.random((4, 200))
        found = plan(np.full((2, 200), 1.0 / 200.0), crossed, never, now, later)
        bound = np.maximum(never, later).mean() - max(never.mean(), now.mean(), later.mean())
        assert found.gain[0] <= bound + 1e-12
        assert found.gain[0] <= found.worth[0] + 1e-12
        ways = {name: values[0] for name, values in found.ways.items()}
        best = max(ways["never"], ways["now"], ways["later"])
        assert found.gain[0] == pytest.approx(ways[found.side] - best, abs=1e-12)


def test_states_part_the_members_by_how_they_end_and_leave_small_groups_out() -> None:
    draw = np.random.default_rng(4)
    count = 600
    ends = {
        "regime": draw.integers(0, 2, count).astype(float),
        "trust_us": draw.normal(size=count),
        "trust_cn": np.zeros(count),
    }
    ends["regime"][:5] = 2.0
    compute = draw.normal(size=count)
    compute[10] = np.nan
    found = states(ends, compute, np.ones(count))
    assert len(found.parts) == 8  # two rules that many members end in, times two halves, times two
    assert found.codes[10] == -1
    assert (found.codes[:5] == -1).all()
    assert found.left_out == pytest.approx(5 / 599)
    assert found.mass.sum() + found.left_out == pytest.approx(1.0)
    for code, part in enumerate(found.parts):
        own = found.codes == code
        assert ((compute[own] > found.cuts["compute"]) == (part["compute"] == "high")).all()
        assert ((ends["trust_us"][own] > found.cuts["trust"]) == (part["trust"] == "high")).all()
