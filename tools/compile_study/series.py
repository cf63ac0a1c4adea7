"""Series that the study shows or starts from, as tidy figures: numbers with unit, period and source, no sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from observations import MARKS, Point, last_day
from tables import Row, number, read, write

from fourfutures.data import SERIES_COLUMNS

SHOWN: dict[str, tuple[str, tuple[str, ...]]] = {
    "compute/ai_chip_stock_and_sales.csv": ("chips", ("ai_chip_sales_tracked_total_cum_h100e", "ai_chip_owned_nvidia_q_h100e")),
    "compute/china_chip_supply_and_compute.csv": (
        "chips", ("china_share_of_global_ai_compute_owned", "china_intelligent_compute_eflops", "nvidia_china_hk_revenue",
                  "ascend_units_produced", "cambricon_units_produced", "smic_advanced_node_capacity"),
    ),
    "compute/hyperscaler_capex.csv": ("capital", ("capex_quarterly_us_big4", "capex_quarterly_rmb")),
    "adoption/curated_points.csv": (
        "use",
        ("genai_users", "genai_penetration", "btos_ai_use_rate_any_function", "openrouter_weekly_tokens",
         "openrouter_token_share", "hf_download_share", "open_model_cumulative_downloads", "us_lead_top_model_arena",
         "ai_user_share_working_age", "openrouter_chinese_open_share", "claude_usage_per_capita_index"),
    ),
    "adoption/epoch_eci_us_china.csv": ("capability", ("eci_us_minus_chn_frontier", "eci_chn_lag_behind_usa")),
    "adoption/lmarena_us_china.csv": ("capability", ("lmarena_us_minus_chn_top_text_score_stylecontrol",)),
    "adoption/ms_ai_diffusion.csv": ("use_by_economy", ("ai_user_share_working_age",)),
    "countries/option_shares.csv": ("shares_by_economy", ("deepseek_market_share_band",)),
    "compute/ai_cluster_performance_by_country.csv": ("chips", ("ai_cluster_h100e_cum_std",)),
    "compute/chip_frontier_by_country.csv": ("chips", ("chip_best_8bit_ops_ratio_chn_usa",)),
    "compute/frontier_training_compute.csv": ("capability", ("train_compute_max_cum_ratio_chn_usa",)),
    "compute/frontier_data_centers.csv": ("power", ("fdc_tracked_total_power_mw",)),
    "compute/power_and_data_centers.csv": ("power", ("interconnection_queue_generation_gw",)),
    "adoption/us_btos_national.csv": ("use", ("btos_ai_use_rate",)),
    "adoption/eurostat_ai_use.csv": ("use_by_economy", ("enterprises_using_ai", "individuals_using_genai_3m")),
    "adoption/anthropic_economic_index.csv": ("use_by_economy", ("claude_usage_per_capita_index",)),
}  # fmt: skip
# Longer series that forecasts of known pasts are tried on, and of whom; None stands for the economies of the study.
PAST: dict[str, dict[str, set[str] | None]] = {
    "compute/top500_by_country.csv": {"top500_rmax_share": {"USA", "CHN"}},
    "compute/frontier_training_compute.csv": {"train_compute_max_cum_q": {"USA", "CHN"}},
    "compute/ai_chip_stock_and_sales.csv": {
        "ai_chip_sales_cum_h100e": {"ORG:Nvidia"}, "ai_chip_owned_nvidia_cum_h100e": {"CHN"},
    },
    "adoption/lmarena_us_china.csv": {"lmarena_us_minus_chn_top_overall_score_raw": {"USA-CHN"}},
    "adoption/us_btos_national.csv": {"btos_ai_expected_use_rate_6m": {"USA"}},
    "adoption/github_innovation_graph.csv": {"github_developers": None},
}  # fmt: skip
# Totals by headquarters of the customer hold purchases made abroad: not sales to China, so not shown as such.
NOT_SHOWN = {("nvidia_china_hk_revenue", "2026-04-30"), ("nvidia_china_hk_revenue", "2026-07-31")}
ENTITIES_OF_CHIPS = {"CHN", "USA", "WLD"}


def compile_series(
    data: Path, study: Path, points: Sequence[Point], cards: dict[str, Row], until: date
) -> None:
    """Write series/*.csv: the collected rows of the indicators above, and the sums made for the weights."""
    tables: dict[str, dict[tuple[str, ...], dict[str, object]]] = {}
    for name, (target, indicators) in SHOWN.items():
        for row in read(data, name):
            if (
                row["indicator"] not in indicators
                or number(row["value"]) is None
                or any(m in row["note"] for m in MARKS)
            ):
                continue
            if target in ("chips", "power") and row["entity"] not in ENTITIES_OF_CHIPS:
                continue
            if (row["indicator"], row["period_end"]) in NOT_SHOWN:
                continue
            _keep(tables.setdefault(target, {}), row, cards, until)
    economies = {row["code"] for row in read(study, "entities.csv")}
    for name, kept in PAST.items():
        for row in read(data, name):
            if row["indicator"] not in kept or any(mark in row["note"] for mark in MARKS):
                continue
            if row["entity"] in (kept[row["indicator"]] or economies):
                _keep(tables.setdefault("past", {}), row, cards, until)
    made = tables.setdefault("made", {})
    for point in points:
        if point.note:
            key = (point.indicator, point.entity, point.start, point.end, ";".join(point.sources))
            made[key] = {
                "indicator": point.indicator, "entity": point.entity, "period_start": point.start, "period_end": point.end,
                "value": point.value, "unit": point.unit, "source_id": point.sources,
                "known_on": known_by(point.sources, point.end, cards, until).isoformat(), "note": point.note,
            }  # fmt: skip
    for target, rows in sorted(tables.items()):
        ordered = [rows[key] for key in sorted(rows)]
        write(study / "series" / f"{target}.csv", SERIES_COLUMNS, ordered)


def _keep(
    table: dict[tuple[str, ...], dict[str, object]], row: Row, cards: dict[str, Row], until: date
) -> None:
    """Put a collected row into a table, as it is but for its note; the first of two equal keys stays."""
    key = (row["indicator"], row["entity"], row["period_start"], row["period_end"], row["source_id"])
    day = known_by([row["source_id"]], row["period_end"], cards, until)
    shown = {
        **{column: row.get(column, "") for column in SERIES_COLUMNS},
        "known_on": day.isoformat(),
        "note": "",
    }
    table.setdefault(key, shown)


def known_by(sources: Sequence[str], end: str, cards: dict[str, Row], until: date) -> date:
    """The last day of the stated publication, not before the period's end; a bare year counts up to the collection."""
    days = [min(last_day(cards[name]["published"] or end), until) for name in sources]
    return max([last_day(end), *days])
