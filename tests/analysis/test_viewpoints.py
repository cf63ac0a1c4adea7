"""Viewpoints side by side: lenses and definitions are told apart, and what agrees is not called disagreement."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.distance import jensenshannon
from tests.analysis.conftest import quiet

from fourfutures.analysis import Pools, viewpoints
from fourfutures.analysis.viewing.disagreement import divergence, split
from fourfutures.ensemble import Hands, Shelf, cache_folder


@st.composite
def distributions(draw: st.DrawFn, count: int = 3) -> np.ndarray:
    numbers = draw(arrays(np.float64, (count, 5), elements=st.floats(0.01, 1.0)))
    return np.asarray(numbers / numbers.sum(axis=1, keepdims=True))


@pytest.fixture(scope="module")
def found(asked: Any) -> dict[str, Any]:
    return viewpoints(asked(), Hands.of(2), Pools(Shelf(cache_folder() / "pools")), quiet)


@given(distributions(2))
def test_of_two_distributions_the_root_is_the_distance_of_an_independent_library(p: np.ndarray):
    assert np.sqrt(divergence(p)) == pytest.approx(jensenshannon(p[0], p[1], base=2.0), abs=1e-7)


@given(distributions(4), st.permutations(range(4)), st.permutations(range(5)))
def test_order_of_lenses_and_names_of_futures_do_not_matter(
    p: np.ndarray, lenses: list[int], futures: list[int]
):
    assert divergence(p[lenses][:, futures]) == pytest.approx(divergence(p), abs=1e-12)


@given(distributions(1))
def test_lenses_that_agree_are_nought_apart_and_certain_opposites_as_far_as_can_be(p: np.ndarray):
    assert divergence(np.repeat(p, 4, axis=0)) == pytest.approx(0.0, abs=1e-12)
    assert divergence(np.eye(4)) == pytest.approx(2.0)


@given(distributions(3), distributions(3), distributions(3))
def test_what_is_due_to_priors_and_to_definitions_adds_up(both, priors, definitions):
    parts = split(both, priors, definitions)
    assert parts.priors + parts.definitions == pytest.approx(parts.bits, abs=1e-12)


@given(distributions(3))
def test_where_only_definitions_differ_all_is_due_to_them(p: np.ndarray):
    alike = np.repeat(p[:1], 3, axis=0)
    parts = split(p, alike, p)
    assert parts.definitions == pytest.approx(parts.bits, abs=1e-12)
    assert parts.priors == pytest.approx(0.0, abs=1e-12)


def test_the_neutral_lens_is_the_run_and_differs_from_itself_by_nothing(found, asked, ran):
    run, _ = ran(asked())
    neutral = next(entry for entry in found["lenses"] if entry["lens"] == "neutral")
    for reading, block in run["futures"].items():
        for future, cell in block.items():
            here = neutral["futures"][reading][future]
            assert (here["p"], here["low"], here["high"]) == (cell["p"], cell["low"], cell["high"])
            assert here["change"]["p"] == 0.0


def test_a_lens_is_the_run_under_it(found, asked, ran):
    run, _ = ran(asked(lens="china"))
    china = next(entry for entry in found["lenses"] if entry["lens"] == "china")
    for future, cell in run["futures"]["source"].items():
        here = china["futures"]["source"][future]
        assert (here["p"], here["low"], here["high"]) == (cell["p"], cell["low"], cell["high"])
        assert here["change"] == run["difference"][future]


def test_a_lens_without_other_priors_disagrees_by_definitions_alone(found):
    multilateral = next(entry for entry in found["lenses"] if entry["lens"] == "multilateral")
    assert multilateral["priors"] == []
    assert [dial["dial"] for dial in multilateral["definitions"]] == ["gamma"]
    for future, p in multilateral["futures"]["source"].items():
        line = next(one for one in found["lines"] if (one["dial"], one["value"]) == ("gamma", 0.0))
        error = np.sqrt(
            p["p"] * (1.0 - p["p"]) / multilateral["ess"]
        )  # of both, one and the same pool behind them
        assert abs(line["futures"][future] - p["p"]) < 4.0 * error + 1e-3


def test_the_range_holds_every_lens(found):
    for reading, block in found["range"].items():
        for future, span in block.items():
            cells = [entry["futures"][reading][future] for entry in found["lenses"]]
            assert span["low"] == min(cell["low"] for cell in cells)
            assert span["high"] == max(cell["high"] for cell in cells)


def test_sweeps_pass_through_the_reading_itself(found):
    dials = found["dials"]
    at_home = [line for line in found["lines"] if line["value"] == dials[line["dial"]]]
    assert {line["dial"] for line in at_home} == {"tau", "rho_c", "gamma", "psi", "theta"}
    assert len({json.dumps(line["futures"]) for line in at_home}) == 1
    for surface in found["surfaces"]:
        row = surface["first_values"].index(dials[surface["first"]])
        column = surface["second_values"].index(dials[surface["second"]])
        for future, p in at_home[0]["futures"].items():
            assert surface["futures"][future][row][column] == p
        total = sum(np.array(grid) for grid in surface["futures"].values())
        np.testing.assert_allclose(total, 1.0, atol=1e-9)


def test_disagreement_has_an_interval_that_holds_it(found):
    for entry in found["disagreement"].values():
        assert 0.0 <= entry["low"] <= entry["bits"] <= entry["high"] <= entry["most"] + 1e-9


def test_the_same_request_gives_the_same_bytes_on_any_number_of_threads(found, asked):
    again = viewpoints(asked(), Hands.of(1), Pools(Shelf(cache_folder() / "pools")), quiet)
    assert json.dumps(again) == json.dumps(found)
