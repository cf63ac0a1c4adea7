"""The two indices: log ratios of US to Chinese compute and of US-led to China-led adoption, with pace counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble import Track
from fourfutures.errors import Both, listed
from fourfutures.futures.dials import Dials
from fourfutures.futures.errors import FuturesError

Reals = NDArray[np.float64]
HomeWeights = Mapping[float, tuple[float, float]]  # weights of the two home markets by gamma
YEAR = 12


class Indices(NamedTuple):
    """Log ratios, shape (members,); positive means the US side."""

    compute: Reals
    adoption: Reals


def indices(track: Track, month: int, dials: Dials, homes: HomeWeights) -> Indices:
    """Indices at the end of a month that the track holds, with months 0 and `month - 12` where that is later.

    compute = x + tau * change of x over twelve months - ln rho_c, with x = ln of US over Chinese stock;
    adoption = y + tau * change of y, with y the weighted log ratios of home markets and of use abroad.
    Before month 12 the missing months carry the member's own rate of 2025.
    """
    months = dict.fromkeys((0, max(0, month - YEAR), month))
    x = {m: _compute(track, m) for m in months}
    y = {m: _adoption(track, m, dials, homes) for m in months}
    return _paced(track, month, dials, x, y)


def indices_by_month(track: Track, dials: Dials, homes: HomeWeights) -> list[Indices]:
    """Indices at the end of every month from the first, of a track that holds them all; as `indices` has them."""
    x = {m: _compute(track, m) for m in track.months}
    y = {m: _adoption(track, m, dials, homes) for m in track.months}
    return [_paced(track, month, dials, x, y) for month in track.months if month > 0]


def _paced(track: Track, month: int, dials: Dials, x: Mapping[int, Reals], y: Mapping[int, Reals]) -> Indices:
    year_ago = max(0, month - YEAR)
    x_pace, y_pace = x[month] - x[year_ago], y[month] - y[year_ago]
    if month < YEAR:
        missing = 1.0 - month / YEAR
        x_pace = x_pace + missing * (_double(track.growth_2025_us) - _double(track.growth_2025_cn))
        y_pace = y_pace + missing * _double(track.adoption_change_2025)
    return Indices(x[month] + dials.tau * x_pace - np.log(dials.rho_c), y[month] + dials.tau * y_pace)


def _at(track: Track, month: int) -> int:
    if month not in track.months:
        raise FuturesError(
            where=Both(f"month {month}", f"第{month}个月"),
            what=Both("is not among the months that were kept", "不在保留的月份之内"),
            remedy=Both(
                "classify at a month of the track, or keep more months", "请在保留的月份归类，或多保留几个月"
            ),
        )
    return track.months.index(month)


def _compute(track: Track, month: int) -> Reals:
    at = _at(track, month)
    return _double(track.log_stock_us[:, at]) - _double(track.log_stock_cn[:, at])


def _adoption(track: Track, month: int, dials: Dials, homes: HomeWeights) -> Reals:
    at = _at(track, month)
    if dials.gamma not in track.gammas:
        kept = listed([f"{g:g}" for g in track.gammas])
        raise FuturesError(
            where=f"gamma = {dials.gamma}",
            what=Both("no sums over partners were kept for it", "没有保留与之对应的伙伴合计"),
            remedy=Both(
                f"run with this gamma, or choose one of {kept}",
                f"请用这个 gamma 运行，或从以下各值中选用：{kept.zh}",
            ),
        )
    weighing = track.gammas.index(dials.gamma)
    us, cn, own = (_double(track.use[:, at, weighing, option]) for option in range(3))
    w_us, w_cn = homes[dials.gamma]
    home = np.log(w_us * _double(track.home_us[:, at])) - np.log(w_cn * _double(track.home_cn[:, at]))
    led_us = us + dials.theta * _double(track.open_us[:, at]) * own
    led_cn = cn + dials.theta * _double(track.open_cn[:, at]) * own
    return np.asarray(dials.psi * home + (1.0 - dials.psi) * (np.log(led_us) - np.log(led_cn)))


def _double(stored: NDArray[np.float32] | Reals) -> Reals:
    """Stored numbers are single; ratios and their logarithms are taken in double precision."""
    return np.asarray(stored, dtype=np.float64)
