"""Rows as the observation model would have published them if a member were the world."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation.cholesky import cholesky
from fourfutures.assimilation.likelihood import FREEDOM, SURE, scale_matrix
from fourfutures.assimilation.row import DEALS, REGIME, Row
from fourfutures.ensemble import Stream, normal_quantile

Reals = NDArray[np.float64]
Ids = NDArray[np.int64]
CATEGORIES = 3  # of the export rule


def blocks_of(rows: Sequence[Row]) -> dict[str, list[int]]:
    """Numbers of the rows of each block, in order."""
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        found.setdefault(row.block, []).append(number)
    return found


def replicas(rows: Sequence[Row], seen: Reals, seed: int, ids: Ids, purpose: str) -> Reals:
    """Values of rows drawn for each member, (members, rows), on the transformed scale.

    `seen` (members, rows) is what the rows see of the members. Chance is that of the streams `purpose` of each block.
    """
    found = np.empty_like(seen)
    for block, numbers in blocks_of(rows).items():
        inside = [rows[number] for number in numbers]
        found[:, numbers] = replica(inside, seen[:, numbers], seed, ids, f"{purpose}:{block}")
    return found


def replica(rows: Sequence[Row], seen: Reals, seed: int, ids: Ids, name: str) -> Reals:
    """The same for the rows of one block."""
    if rows[0].observable == REGIME:
        return _regimes(rows, seen, seed, ids, name)
    if rows[0].observable == DEALS:
        return _deals(rows, seen, seed, ids, name)
    count, freedom = len(rows), int(FREEDOM)
    normals = normal_quantile(_uniforms(seed, ids, name, count + 1 + freedom))
    slope = np.array([row.slope for row in rows])
    slope_sd = np.array([row.slope_sd for row in rows])
    # einsum adds in one order, whatever the machine's threads
    errors = np.einsum("ij,jm->mi", cholesky(scale_matrix(rows)), normals[:count])
    errors += seen * slope_sd * normals[count][:, None]
    chi = (normals[count + 1 :] ** 2).sum(axis=0)
    return np.asarray(seen * slope + errors / np.sqrt(chi / FREEDOM)[:, None])


def _regimes(rows: Sequence[Row], seen: Reals, seed: int, ids: Ids, name: str) -> Reals:
    uniform = _uniforms(seed, ids, name, len(rows))
    true = np.rint(seen)
    error = np.array([row.error_sd for row in rows])
    wrong = error > uniform.T
    other = np.where(error / 2.0 > uniform.T, 1.0, 2.0)
    return np.where(wrong, (true + other) % CATEGORIES, true)


def _deals(rows: Sequence[Row], seen: Reals, seed: int, ids: Ids, name: str) -> Reals:
    uniform = _uniforms(seed, ids, name, len(rows) + 1)
    share = np.clip(seen, SURE, 1.0 - SURE)
    bias = normal_quantile(uniform[-1])[:, None] * np.array([row.bias_sd for row in rows])
    odds = np.log(share / (1.0 - share)) + bias
    return np.asarray(1.0 / (1.0 + np.exp(-odds)) > uniform[:-1].T, dtype=np.float64)


def _uniforms(seed: int, ids: Ids, name: str, count: int) -> Reals:
    return Stream(seed, [(name, str(number)) for number in range(count)]).uniform(ids)
