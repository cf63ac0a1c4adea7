"""Readings of one experiment to be held against each other: the double-precision oracle, and how far single may stray."""

from __future__ import annotations

import numpy as np

from fourfutures.ensemble import Binding, LeverPath, NamedChance, members, ordered_sum
from fourfutures.ensemble.kernel import Part
from fourfutures.model import Shares, series_of
from fourfutures.study import lever_settings
from tests.model.worlds import MONTH

STOCKS = ("compute_stock_us", "compute_stock_cn", "compute_ratio", "investment_us", "investment_cn", "chip_supply_us",
          "chip_supply_cn", "power_added_us", "power_added_cn", "adoption_us", "adoption_cn", "share_us", "share_own")  # fmt: skip
LEVELS = (
    "frontier_gap",
    "price_gap",
    "home_intensity_us",
    "build_discrepancy_cn",
    "open_origin_cn",
    "share_cn",
)
EVERYTHING = (
    "export_control=0.5", "export_enforcement=0.5@2026-06", "us_permitting=1", "us_investment=-0.5", "cn_state_push=1",
    "us_alliance=1", "us_coercion=1@2026-03", "us_open_weights=1", "us_diffusion=1", "cn_ai_plus=0.5",
    "partner_sovereign=0.3", "partner_sovereign.IND=1@2026-09", "security_standard=2", "reciprocal_ratio=0.5",
)  # fmt: skip


def path(binding: Binding, levers: tuple[str, ...]) -> LeverPath:
    return LeverPath(binding.study, lever_settings(levers, binding.study), 1, binding.partners.codes)


def oracle(binding: Binding, ids: np.ndarray, levers: tuple[str, ...]) -> list[dict[str, np.ndarray]]:
    """Series of the NumPy reading, month by month, in double precision."""
    chance = NamedChance(binding.seed, ids, binding.partners.codes, MONTH, binding.guide)
    channels = path(binding, levers).channels(binding.draws, ids, MONTH, 24)
    found = []
    for moment in members(binding, ids, chance, channels):
        s, f = moment.state, moment.flows
        people = binding.partners.people[:, None]
        used = Shares(*(ordered_sum(people * s.countries.adoption * share) for share in s.countries.shares))
        series = series_of(s.us, s.cn, s.world, f.us, f.cn, used)._asdict()
        found.append({name: np.asarray(value) + np.zeros(ids.shape) for name, value in series.items()})
    return found


def strays(part: Part, exact: list[dict[str, np.ndarray]]) -> tuple[int, float]:
    """Members of which a number is beyond the promise of single precision, and the share in the oracle's regime.

    Of all months and quantities the worst counts. A comparison with a uniform within rounding of its threshold may fall
    the other way: such members are counted by their regime, not compared.
    """
    away, agreed = 0, 1.0
    for month, series in enumerate(exact):
        regime = part.month_by_month("series.export_regime")[month] == series["export_regime"]
        for name in STOCKS:
            found = part.month_by_month(f"series.{name}")[month]
            bound = 1e-5 if name.startswith("compute_stock") else 2e-5
            away = max(away, int((np.abs(found / series[name] - 1.0) > bound)[regime].sum()))
        for name in LEVELS:
            found = part.month_by_month(f"series.{name}")[month]
            away = max(away, int((np.abs(found - series[name]) > 1e-4)[regime].sum()))
        agreed = min(agreed, float(regime.mean()))
    return away, agreed
