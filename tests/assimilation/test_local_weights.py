"""Weights of one economy: the run's own times the density of what was seen there."""

from __future__ import annotations

import numpy as np
from evidence_rows import plain_row
from numpy.testing import assert_allclose
from scipy import stats

from fourfutures.assimilation import local_weights


def test_an_economy_with_a_row_is_reweighed_by_it_and_one_without_keeps_the_weights_of_the_run() -> None:
    rng = np.random.default_rng(0)
    weights = rng.exponential(size=300)
    weights /= weights.sum()
    paths = {"logit_adoption": rng.normal(size=(300, 2, 4))}  # two economies, three months
    row = plain_row(90)._replace(
        entity="KOR",
        observable="logit_adoption",
        months=(1, 2, 3),
        change=True,
        value=0.2,
        error_sd=0.3,
        bias_sd=0.4,
    )
    found = local_weights(weights, [row], ["IND", "KOR"], paths)
    assert_allclose(found[0], weights, rtol=1e-15)
    seen = paths["logit_adoption"][:, 1, 1:].mean(axis=1) - paths["logit_adoption"][:, 1, 0]
    expected = weights * stats.t(df=4, loc=seen, scale=0.5).pdf(0.2)
    assert_allclose(found[1], expected / expected.sum(), rtol=1e-10)
    assert_allclose(found.sum(axis=1), 1.0, rtol=1e-12)


def test_members_without_weight_get_none() -> None:
    weights = np.array([0.5, 0.5, 0.0])
    row = plain_row(90)._replace(entity="KOR", observable="logit_adoption", months=(1,), error_sd=0.1)
    paths = {"logit_adoption": np.array([[[0.0, 0.1]], [[0.0, 0.3]], [[0.0, 0.0]]])}
    found = local_weights(weights, [row], ["KOR"], paths)
    assert found[0, 2] == 0.0
    assert found[0, 0] > found[0, 1] > 0.0
