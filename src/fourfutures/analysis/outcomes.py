"""Outcomes of a member at the horizon: their names in tables, and the series they are read off."""

from __future__ import annotations

OUTCOMES = {
    "compute_stock_us": "compute_stock_us",
    "compute_stock_cn": "compute_stock_cn",
    "compute_ratio": "compute_ratio",
    "adoption_us": "adoption_us",
    "adoption_cn": "adoption_cn",
    "share_us": "share_us",
    "share_cn": "share_cn",
    "share_own": "share_own",
    "open_origin_us": "open_origin_us",
    "open_origin_cn": "open_origin_cn",
    "frontier_gap": "frontier_gap",
    "price_gap": "price_gap",
    "export_regime": "export_regime",
    "build_discrepancy_us": "build_discrepancy_us",
    "build_discrepancy_cn": "build_discrepancy_cn",
}
