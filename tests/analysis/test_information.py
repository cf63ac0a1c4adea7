"""Value of information: known answers, laws, and what an unrelated figure is worth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy import integrate, stats

from fourfutures.analysis.watching.information import (
    Labels,
    cells_of,
    edges_of,
    entropy,
    exact_cells,
    information,
    mutual_bits,
    quantile_edges,
)
from fourfutures.analysis.watching.threshold import ABOVE, BELOW, at_value, lines, sharpest
from fourfutures.analysis.watching.turning import turns

MEMBERS = 4000


class Gaussian(NamedTuple):
    """A figure with a normal error, for answers that are known."""

    location: np.ndarray
    spread: float

    @property
    def stops(self) -> None:
        return None

    def below(self, edges: np.ndarray) -> np.ndarray:
        return stats.norm.cdf((edges[:, None] - self.location) / self.spread)

    def drawn(self, uniform: np.ndarray) -> np.ndarray:
        return self.location + self.spread * stats.norm.ppf(uniform)


def labels(codes: np.ndarray, weights: np.ndarray | None = None, classes: int = 5, seed: int = 7) -> Labels:
    ids = np.arange(codes.shape[0], dtype=np.int64)
    even = np.ones(codes.shape[0]) if weights is None else weights
    return Labels.of(ids, even, codes.astype(np.int64), classes, seed)


def known_bits(spread: float, cut: float) -> float:
    """Information of a normal figure about whether its mean, itself standard normal, exceeds a cut."""
    total, noise = np.hypot(1.0, spread), spread / np.hypot(1.0, spread)

    def lost(y: float) -> float:
        p = stats.norm.sf((cut - y / total**2) / noise)
        return float(stats.norm.pdf(y, scale=total) * stats.entropy([p, 1.0 - p], base=2))

    held = stats.norm.sf(cut)
    return entropy([held, 1.0 - held]) - integrate.quad(lost, -10.0 * total, 10.0 * total, limit=200)[0]


@pytest.mark.parametrize("spread", [0.3, 1.0, 3.0])
@pytest.mark.parametrize("cut", [0.0, 1.0])
def test_a_gaussian_figure_is_worth_what_theory_says(spread: float, cut: float) -> None:
    """Within the sampling error of 4,000 members, about a hundredth of a bit, and what cutting into cells can lose."""
    location = np.random.default_rng(3).normal(size=MEMBERS)
    told = labels((location > cut).astype(int), classes=2)
    figure = Gaussian(location, spread)
    found = information(cells_of(figure, edges_of(figure, told, "toy", 7)), told)
    assert abs(found.bits - known_bits(spread, cut)) < 0.02
    assert found.low < known_bits(spread, cut) + 0.005


def test_the_class_itself_is_worth_its_entropy() -> None:
    rng = np.random.default_rng(0)
    codes = rng.choice(5, p=[0.34, 0.02, 0.09, 0.03, 0.52], size=MEMBERS)
    told = labels(codes, rng.uniform(0.1, 3.0, MEMBERS))
    found = information(exact_cells(codes.astype(float), np.arange(4) + 0.5), told)
    assert_allclose(found.raw, entropy(told.odds), rtol=1e-12)
    assert_allclose(found.bits, entropy(told.odds) - found.chance, rtol=1e-12)
    assert found.chance < 0.01
    assert found.low > 0.95 * entropy(told.odds)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.floats(0.05, 5.0))
def test_an_unrelated_figure_is_worth_nothing_within_its_null(seed: int, spread: float) -> None:
    """What futures dealt at random would give is taken off; what is left is noise about as large as the dealt ones'."""
    rng = np.random.default_rng(seed)
    told = labels(rng.choice(5, p=[0.34, 0.02, 0.09, 0.03, 0.52], size=1500), rng.pareto(2.0, 1500) + 0.2)
    figure = Gaussian(rng.normal(size=1500), spread)
    found = information(cells_of(figure, edges_of(figure, told, "noise", seed)), told)
    assert found.raw >= 0.0
    assert abs(found.raw - found.chance) < 6.0 * found.chance_sd + 1e-6
    assert found.low <= max(0.0, found.raw - found.chance - found.chance_sd)


def test_the_null_is_centred() -> None:
    """Over many unrelated figures the corrected value is zero on average, and the lower end is above it hardly ever."""
    rng = np.random.default_rng(1)
    net, above = [], 0
    for seed in range(40):
        told = labels(rng.choice(5, p=[0.3, 0.1, 0.1, 0.1, 0.4], size=800), seed=seed)
        values = rng.normal(size=800)
        found = information(exact_cells(values, quantile_edges(values, told.weights, 20)), told)
        net.append(found.raw - found.chance)
        above += found.low > 0.0
    assert abs(np.mean(net)) < 3.0 * np.std(net) / np.sqrt(len(net))
    assert above <= 6  # one in twenty of forty, with room for luck


def test_error_only_takes_information_away() -> None:
    location = np.random.default_rng(4).normal(size=MEMBERS)
    told = labels((location > 0.5).astype(int) + (location > -0.5), classes=3)
    bits = []
    for spread in (0.05, 0.2, 0.5, 1.0, 2.0, 5.0):
        figure = Gaussian(location, spread)
        bits.append(information(cells_of(figure, edges_of(figure, told, "toy", 7)), told).bits)
    assert bits == sorted(bits, reverse=True)
    assert bits[0] < entropy(told.odds)


def test_a_member_twice_at_half_the_weight_is_the_same_member() -> None:
    rng = np.random.default_rng(5)
    location, weights = rng.normal(size=500), rng.uniform(0.5, 2.0, 500)
    codes = (location + rng.normal(size=500) > 0.0).astype(int)
    edges = np.linspace(-2.0, 2.0, 15)
    once = information(cells_of(Gaussian(location, 0.5), edges), labels(codes, weights, 2))
    twice = information(
        cells_of(Gaussian(np.tile(location, 2), 0.5), edges),
        labels(np.tile(codes, 2), np.tile(weights, 2) / 2.0, 2),
    )
    assert_allclose(twice.raw, once.raw, rtol=1e-12)
    assert_allclose(twice.joint, once.joint, atol=1e-15)


def test_a_member_without_weight_is_not_looked_at() -> None:
    codes, weights = np.array([0, 1, 1, 0]), np.array([1.0, 2.0, 0.0, 1.0])
    told = labels(codes, weights, 2)
    assert list(told.ids) == [0, 1, 3]
    assert_allclose(told.odds, [0.5, 0.5])
    assert all(sorted(dealt) == sorted(told.codes) for dealt in told.dealt)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.floats(-2.5, 2.5), st.floats(0.1, 3.0))
def test_crossing_by_future_averages_to_crossing(seed: int, value: float, spread: float) -> None:
    """P(crossed) is the mean of P(crossed | future) under the odds; both sides of a line share out all of them."""
    rng = np.random.default_rng(seed)
    location = rng.normal(size=300)
    told = labels((location * 2.0).round().clip(-2, 2) + 2, rng.pareto(2.0, 300) + 0.1)
    figure = Gaussian(location, spread)
    found = information(cells_of(figure, edges_of(figure, told, "toy", seed)), told)
    for line in (at_value(figure, told, value), *lines(found.joint, edges_of(figure, told, "toy", seed))):
        given_future = [0.0 if p is None else p for p in line.given_future]
        assert_allclose(np.dot(given_future, line.odds), line.p, atol=1e-12)
        assert_allclose(line.p * line.if_crossed + (1.0 - line.p) * line.if_not, line.odds, atol=1e-12)
        assert line.p <= 0.5 + 1e-12  # crossing is news
        assert_allclose(line.other.bits, line.bits, atol=1e-12)
        assert line.bits <= found.raw + 1e-9 or line.edge == value  # a side says no more than the figure


def test_cells_hold_equal_weight() -> None:
    rng = np.random.default_rng(8)
    values, weights = rng.normal(size=5000), rng.uniform(0.5, 1.5, 5000)
    edges = quantile_edges(values, weights, 20)
    assert edges.shape == (19,)
    mass = exact_cells(values, edges) @ weights / weights.sum()
    assert_allclose(mass, 0.05, atol=1e-3)


def test_the_sharpest_line_separates_two_futures_where_they_part() -> None:
    location = np.concatenate([np.full(300, -1.0), np.full(700, 1.0)])
    told = labels((location > 0.0).astype(int), classes=2)
    figure = Gaussian(location, 0.2)
    edges = np.linspace(-2.0, 2.0, 41)
    line = sharpest(lines(information(cells_of(figure, edges), told).joint, edges))
    assert line is not None
    assert abs(line.edge) < 0.3
    assert line.direction == BELOW
    assert_allclose(line.given_future, [1.0, 0.0], atol=1e-3)
    assert line.over(-0.9)
    assert not line.over(0.9)
    assert line.other.direction == ABOVE
    assert line.other.over(0.9)


def test_no_line_is_drawn_where_every_member_agrees() -> None:
    told = labels(np.array([0, 1] * 50), classes=2)
    figure = Gaussian(np.zeros(100), 0.1)
    edges = np.array([5.0])
    assert sharpest(lines(information(cells_of(figure, edges), told).joint, edges)) is None


def test_turns_name_the_figure_at_which_another_future_leads() -> None:
    joint = np.zeros((20, 3))
    joint[:10, 0], joint[10:, 2] = 0.05, 0.05
    assert turns(joint, np.arange(1.0, 20.0)) == [(10.0, 0, 2)]


def test_bits_of_a_table_are_those_of_the_library() -> None:
    joint = np.random.default_rng(6).dirichlet(np.ones(12)).reshape(4, 3)
    joint[2] = 0.0
    joint /= joint.sum()
    held = joint[joint.sum(axis=1) > 0]
    apart = np.outer(held.sum(axis=1), held.sum(axis=0))
    assert_allclose(mutual_bits(joint), stats.entropy(held.ravel(), apart.ravel(), base=2), rtol=1e-12)
