"""Log likelihood of rows for each member, as stored columns: any date, any left-out row is a sum of columns.

A column holds the likelihood of its row given the earlier rows of its block, so the columns known by a date add up to
the likelihood of exactly those rows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation.cholesky import cholesky, forward
from fourfutures.assimilation.errors import AssimilationError
from fourfutures.assimilation.row import DEALS, REGIME, Row
from fourfutures.errors import Both

Reals = NDArray[np.float64]
FREEDOM = 4.0  # degrees of freedom of the errors
NODES = 15  # of the quadrature over the bias of deals
SURE = 1e-6  # shares of deals are kept this far from 0 and 1


class RowScore:
    """Scores members against rows; columns follow `rows`."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(rows)
        self.count = len(self.rows)
        self.observables = frozenset(row.observable for row in self.rows)
        self._blocks: dict[str, list[int]] = {}
        for number, row in enumerate(self.rows):
            self._blocks.setdefault(row.block, []).append(number)
        for numbers in self._blocks.values():
            days = [self.rows[number].known_on for number in numbers]
            if days != sorted(days):
                raise AssimilationError(
                    where=Both(
                        f"rows of {self.rows[numbers[0]].block}", f"{self.rows[numbers[0]].block} 组的观测"
                    ),
                    what=Both("are not in order of the day they were known", "未按得知日期排序"),
                    remedy=Both("sort the rows by known_on before scoring", "请先按 known_on 排序"),
                )

    def __call__(self, observables: Mapping[str, Reals]) -> Reals:
        """(members, rows) from monthly observables of shape (members, months + 1)."""
        members = next(iter(observables.values())).shape[0]
        if not self.rows:
            return np.zeros((members, 0))
        return self.of_seen(
            np.stack([seen_by(row, observables[row.observable]) for row in self.rows], axis=1)
        )

    def of_seen(self, seen: Reals) -> Reals:
        """(members, rows) from what the rows see of the members, of the same shape."""
        columns = np.zeros(seen.shape)
        for numbers in self._blocks.values():
            rows = [self.rows[number] for number in numbers]
            kind = rows[0].observable
            if kind == REGIME:
                columns[:, numbers] = regime_columns(rows, seen[:, numbers])
            elif kind == DEALS:
                columns[:, numbers] = deal_columns(rows, seen[:, numbers])
            else:
                columns[:, numbers] = student_columns(rows, seen[:, numbers])
        return columns


def seen_by(row: Row, path: Reals) -> Reals:
    """What a row sees of monthly values (members, months + 1): their mean over its months, less the origin if a change."""
    value = path[:, list(row.months)].mean(axis=1)
    return np.asarray(value - path[:, 0] if row.change else value)


def regime_columns(rows: Sequence[Row], seen: Reals) -> Reals:
    """A month is coded rightly but for a small probability, shared by the two other categories."""
    columns = np.empty_like(seen)
    for at, row in enumerate(rows):
        right = np.rint(seen[:, at]) == row.value
        columns[:, at] = np.where(right, math.log1p(-row.error_sd), math.log(row.error_sd / 2.0))
    return columns


def deal_columns(rows: Sequence[Row], seen: Reals) -> Reals:
    """Each signed deal is the US side's with the member's share, whose log odds carry one bias for all rows.

    The bias is integrated by Gauss-Hermite quadrature.
    """
    nodes, mass = np.polynomial.hermite_e.hermegauss(NODES)
    mass = mass / mass.sum()
    share = np.clip(seen, SURE, 1.0 - SURE)
    joint = np.zeros((seen.shape[0], NODES))
    columns, before = np.empty_like(seen), np.zeros(seen.shape[0])
    for at, row in enumerate(rows):
        odds = np.log(share[:, at] / (1.0 - share[:, at]))[:, None] + row.bias_sd * nodes
        sign = 1.0 if row.value > 0.5 else -1.0
        joint -= np.logaddexp(0.0, -sign * odds)
        top = joint.max(axis=1)
        after = top + np.log((np.exp(joint - top[:, None]) * mass).sum(axis=1))
        columns[:, at] = after - before
        before = after
    return columns


def student_columns(rows: Sequence[Row], seen: Reals) -> Reals:
    """Multivariate t of the residuals: own errors, a bias common to a source or the error of a shared anchor, a slope.

    The scale matrix is diag(error^2) + bias^2 11' (over rows of one anchor where they are changes, over the block where
    they are levels) + slope_sd^2 gg' with g the member's own observable. The leading minors of one Cholesky factor give
    the density of every first k rows, hence each row's conditional density.
    """
    slope = np.array([row.slope for row in rows])
    residual = np.array([row.value for row in rows]) - seen * slope
    scale = scale_matrix(rows)
    slope_sd = np.array([row.slope_sd for row in rows])
    if slope_sd.any():
        drift = (seen * slope_sd).T  # (rows, members)
        factor = cholesky(scale[:, :, None] + drift[:, None, :] * drift[None, :, :])
    else:
        factor = cholesky(scale)
    ordinates = forward(factor, residual.T).T
    pivots = np.broadcast_to(np.log(np.diagonal(factor)), residual.shape)
    distance = np.cumsum(ordinates**2, axis=1)
    logdet = np.cumsum(pivots, axis=1)
    density = np.zeros((seen.shape[0], len(rows) + 1))
    for k in range(1, len(rows) + 1):
        constant = (
            math.lgamma((FREEDOM + k) / 2.0)
            - math.lgamma(FREEDOM / 2.0)
            - k / 2.0 * math.log(FREEDOM * math.pi)
        )
        tail = (FREEDOM + k) / 2.0 * np.log1p(distance[:, k - 1] / FREEDOM)
        density[:, k] = constant - logdet[:, k - 1] - tail
    return np.diff(density, axis=1)


def scale_matrix(rows: Sequence[Row]) -> Reals:
    """Scale of the errors of a block, shape (rows, rows): their own, and the bias that they share."""
    errors = np.array([row.error_sd for row in rows])
    biases = np.array([row.bias_sd for row in rows])
    together = np.array(
        [
            [one.change == two.change and (not one.change or (one.indicator, one.entity) == (two.indicator, two.entity))
             for two in rows]
            for one in rows
        ]
    )  # fmt: skip
    return np.asarray(np.diag(errors**2) + together * np.outer(biases, biases))
