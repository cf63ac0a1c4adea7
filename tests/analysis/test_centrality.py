"""Centrality by known answers, laws, and two independent ways to the same numbers: dense algebra, and NetworkX."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfutures.analysis.register.centrality import (
    Weights,
    eigenvector,
    in_shares,
    nodes_of,
    out_shares,
    pagerank,
)

NAMES = ["ARE", "BRA", "CHN", "IND", "KEN", "SAU", "USA"]
pairs = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1])
networks = st.dictionaries(pairs, st.floats(0.05, 20.0), min_size=1, max_size=24)


def matrix(weights: Weights) -> np.ndarray:
    names = nodes_of(weights)
    found = np.zeros((len(names), len(names)))
    for (source, target), weight in weights.items():
        found[names.index(source), names.index(target)] += weight
    return found


@pytest.mark.parametrize("leaves", [1, 2, 9])
def test_a_star_has_one_centre_and_equal_leaves(leaves: int) -> None:
    star = {("USA", f"L{n}"): 3.0 for n in range(leaves)}
    found = eigenvector(star)
    assert found is not None
    assert found["USA"] == pytest.approx(1.0)
    assert [found[f"L{n}"] for n in range(leaves)] == pytest.approx([1 / math.sqrt(leaves)] * leaves)
    assert out_shares(star)["USA"] == 1.0
    assert math.fsum(in_shares(star).values()) == pytest.approx(1.0)


def test_two_equal_stars_have_no_one_centre() -> None:
    twins = {("USA", "KEN"): 1.0, ("USA", "IND"): 1.0, ("CHN", "BRA"): 1.0, ("CHN", "ARE"): 1.0}
    assert eigenvector(twins) is None
    assert eigenvector({}) is None
    stronger = eigenvector({**twins, ("USA", "SAU"): 1.0})
    assert stronger is not None
    assert (stronger["USA"], stronger["CHN"], stronger["BRA"]) == (1.0, 0.0, 0.0)


@settings(max_examples=60, deadline=None)
@given(networks)
def test_the_eigenvector_is_that_of_dense_algebra(weights: dict[tuple[str, str], float]) -> None:
    found = eigenvector(weights)
    names = nodes_of(weights)
    both = matrix(weights) + matrix(weights).T
    values, vectors = np.linalg.eigh(both)
    if found is None or values[-1] - values[-2] < 1e-3 * values[-1]:
        return  # two parts, or nearly: one centre cannot be told from the other
    leading = np.abs(vectors[:, -1])
    assert [found[name] for name in names] == pytest.approx(list(leading / leading.max()), abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(networks)
def test_pagerank_solves_its_linear_system(weights: dict[tuple[str, str], float]) -> None:
    names, flows = nodes_of(weights), matrix(weights)
    leaving = flows.sum(axis=1, keepdims=True)
    steps = np.where(leaving > 0, flows / np.where(leaving > 0, leaving, 1.0), 1.0 / len(names))
    expected = np.linalg.solve(np.eye(len(names)) - 0.85 * steps.T, np.full(len(names), 0.15 / len(names)))
    found = pagerank(weights)
    assert math.fsum(found.values()) == pytest.approx(1.0, abs=1e-9)
    assert [found[name] for name in names] == pytest.approx(list(expected), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(networks)
def test_the_same_numbers_come_from_networkx(weights: dict[tuple[str, str], float]) -> None:
    networkx = pytest.importorskip("networkx")
    graph = networkx.DiGraph()
    for (source, target), weight in weights.items():
        graph.add_edge(source, target, weight=weight)
    whole = math.fsum(weights.values())
    out = {name: degree / whole for name, degree in graph.out_degree(weight="weight")}
    assert out_shares(weights) == pytest.approx(out, abs=1e-12)
    found = eigenvector(weights)
    if found is None or not networkx.is_weakly_connected(graph):
        return
    near = networkx.Graph()
    for (source, target), weight in weights.items():
        before = near.get_edge_data(source, target, {"weight": 0.0})["weight"]
        near.add_edge(source, target, weight=before + weight)
    expected = networkx.eigenvector_centrality(near, max_iter=20_000, tol=1e-12, weight="weight")
    most = max(expected.values())
    assert found == pytest.approx({name: value / most for name, value in expected.items()}, abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(networks, st.floats(0.01, 100.0))
def test_the_unit_of_weight_does_not_matter(weights: dict[tuple[str, str], float], factor: float) -> None:
    scaled = {edge: weight * factor for edge, weight in weights.items()}
    assert out_shares(scaled) == pytest.approx(out_shares(weights))
    assert pagerank(scaled) == pytest.approx(pagerank(weights), abs=1e-9)
    one, other = eigenvector(weights), eigenvector(scaled)
    if one is not None and other is not None:
        assert other == pytest.approx(one, abs=1e-5)
