"""Shares of variance: known answers, chance kept out, the same bytes on any number of threads."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from fourfutures.analysis.judgement import variance_split


def test_shares_are_those_of_a_linear_outcome() -> None:
    rng = np.random.default_rng(1)
    z = rng.normal(size=(3, 50_000))
    outcome = 2.0 * z[0] + 1.0 * z[1] + rng.normal(size=50_000) * 2.0  # variances 4, 1, 4
    found = variance_split(outcome, np.ones(50_000), z, [True, False, False])
    assert found["judgement"] == pytest.approx(4 / 9, abs=0.01)
    assert found["measured"] == pytest.approx(1 / 9, abs=0.01)
    assert found["shocks_and_rest"] == pytest.approx(4 / 9, abs=0.01)


def test_parameters_without_effect_explain_nothing_however_many_they_are() -> None:
    rng = np.random.default_rng(2)
    z, outcome = rng.normal(size=(100, 600)), rng.normal(size=600)
    found = variance_split(outcome, np.ones(600), z, [True] * 100)
    assert (
        found["judgement"] < 0.095
    )  # four standard errors, sqrt(2 x 100) / 600 each; unadjusted it is 100 / 600


def test_a_split_that_rests_on_too_few_members_is_left_out() -> None:
    rng = np.random.default_rng(3)
    weights = np.full(5000, 1e-9)
    weights[:50] = 1.0  # fifty effective members, forty parameters
    z = rng.normal(size=(40, 5000))
    assert variance_split(z[0], weights, z, [True] * 40) == {}


SPLIT = """
import sys
import numpy as np
from fourfutures.analysis.judgement import variance_split
z = np.random.default_rng(4).normal(size=(100, 6000))
sys.stdout.write(repr(variance_split(z[0] + z.sum(axis=0) ** 2, np.ones(6000), z, [True, False] * 50)))
"""


def test_shares_do_not_depend_on_the_threads_of_the_linear_algebra_library() -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", SPLIT],
            env={**os.environ, "OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads},
            capture_output=True, check=True, text=True,
        ).stdout
        for threads in ("1", "2")
    ]  # fmt: skip
    assert said[0] == said[1] != ""
