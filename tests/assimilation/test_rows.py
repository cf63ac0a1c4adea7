"""Rows of evidence: one row, one use; and the shipped rows are what their indicators say."""

from __future__ import annotations

import calendar
import math
from datetime import date

import pandas as pd
import pytest

from fourfutures.assimilation import REGIME, AssimilationError, known_rows, local, rows_of
from fourfutures.data import load_observations
from fourfutures.study import Study

SCALES = {"none": lambda x: x, "log": math.log, "logit": lambda x: math.log(x / (1.0 - x))}
STORED_UNTIL = date(2026, 10, 10)  # a row in the collection was known by then, whatever its usual delay


@pytest.fixture(scope="module")
def table(study: Study) -> pd.DataFrame:
    return load_observations(study.root)


def altered(table: pd.DataFrame, indicator: str, **cells: object) -> pd.DataFrame:
    """The first row of an indicator with some cells changed."""
    row = table[table["indicator"] == indicator].iloc[[0]].copy()
    for column, cell in cells.items():
        row[column] = [cell]
    return row


def test_a_period_that_ends_by_the_origin_shapes_the_start_and_never_the_weights(
    study: Study, table: pd.DataFrame
) -> None:
    early = altered(
        table,
        "btos_ai_use_rate_any_function",
        period_start=date(2025, 11, 1),
        period_end=study.meta.origin,
        months="1",
    )
    with pytest.raises(AssimilationError, match="not after the origin") as refusal:
        rows_of(study, early)
    assert "one row, one use" in refusal.value.remedy
    assert min(row.period_end for row in rows_of(study, table)) > study.meta.origin


@pytest.mark.parametrize("months", ["4", "1;2;7"])
def test_months_outside_the_period_of_a_row_are_refused(
    study: Study, table: pd.DataFrame, months: str
) -> None:
    quarter = altered(table, "capex_quarterly_us_big4", months=months)
    assert quarter["period_end"].item() == date(2026, 3, 31)
    with pytest.raises(AssimilationError, match="not months of the period"):
        rows_of(study, quarter)


def test_a_day_knows_exactly_the_rows_known_by_it(study: Study, table: pd.DataFrame) -> None:
    rows = rows_of(study, table)
    for day in (date(2026, 1, 30), date(2026, 1, 31), date(2026, 5, 31)):
        assert known_rows(rows, day) == tuple(row for row in rows if row.known_on <= day)
    assert not known_rows(rows, date(2026, 1, 30))


def test_each_coded_month_is_one_exact_row_about_the_end_of_that_month(study: Study) -> None:
    rows = [row for row in rows_of(study, pd.DataFrame()) if row.observable == REGIME]
    assert [row.months for row in rows] == [
        (study.month_number(month.month),) for month in study.regime_history
    ]
    assert {row.error_sd for row in rows} == {0.03}
    assert all(row.known_on >= row.period_end and row.kind == "event" for row in rows)


def test_shipped_rows_carry_the_mapping_and_the_errors_of_their_indicators(
    study: Study, table: pd.DataFrame
) -> None:
    for row in table.to_dict("records"):
        entry = study.indicators[row["indicator"]]
        scale = SCALES[entry.transform]
        anchored = not math.isnan(row["anchor_raw"])
        value = scale(row["value_raw"]) - (scale(row["anchor_raw"]) if anchored else 0.0)
        assert row["value"] == pytest.approx(value, abs=1e-6), row["row_id"]
        assert row["observable"] == entry.observables.get(row["entity"], entry.observable)
        assert row["error_sd"] == entry.error_sd
        # a change has the anchor's own error where a level has the bias of its source
        assert (row["mode"] == "change") == anchored
        assert row["bias_sd"] == (entry.error_sd if anchored else entry.bias_sd)
        assert entry.used == "weights"
    shown = {row["indicator"] for row in table.to_dict("records")} | {"export_regime"}
    assert shown == {name for name, entry in study.indicators.items() if entry.used == "weights"}


def test_a_row_about_one_economy_names_a_partner_and_is_told_apart_from_rows_about_the_world(
    study: Study, table: pd.DataFrame
) -> None:
    rows = rows_of(study, table)
    about = {row.entity for row in rows if local(row)}
    partners = {entity.code for entity in study.partners}
    assert about <= partners
    measured = {
        e.code for e in study.partners if e.adoption_2026q1 is not None and "adoption_h2" not in e.imputed
    }
    assert about == measured
    assert {"USA", "CHN", "GLOBAL_NORTH", "GLOBAL_SOUTH"} <= {row.entity for row in rows if not local(row)}
    with pytest.raises(AssimilationError, match="partner economies"):
        rows_of(study, altered(table, "ai_user_share_working_age", observable="logit_adoption", entity="WLD"))


def test_shipped_rows_are_known_a_delay_after_their_period_and_their_anchor_before_them(
    study: Study, table: pd.DataFrame
) -> None:
    for row in table.to_dict("records"):
        lag = int(study.indicators[row["indicator"]].lag_months)
        count = row["period_end"].month - 1 + lag
        year, month = row["period_end"].year + count // 12, count % 12 + 1
        day = min(row["period_end"].day, calendar.monthrange(year, month)[1])
        assert row["known_on"] >= min(date(year, month, day), STORED_UNTIL), row["row_id"]
        if row["anchor_period_end"] is not None:
            months_before = (study.meta.origin - row["anchor_period_end"]).days
            assert 0 <= months_before <= 184  # in the half year before the origin
