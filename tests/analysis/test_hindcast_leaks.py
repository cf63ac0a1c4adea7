"""No hindsight: what was published after an origin changes no byte of the forecast made there."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from fourfutures.analysis.hindcast.forecast import Forecast, forecasts
from fourfutures.analysis.hindcast.luck import Luck
from fourfutures.analysis.hindcast.past import Past, Wanted
from fourfutures.analysis.hindcast.record import month_count, month_text
from fourfutures.data import load_series
from fourfutures.study import Study

LUCK = Luck(7, 100)
TARGETS = (
    "compute_ratio", "training_compute", "top500_share", "capex_us", "nvidia_china", "model_gap_arena",
    "model_gap_index", "firm_adoption_us", "adoption_panel", "genai_users_cn", "developers", "export_rule",
)  # fmt: skip


@pytest.fixture(scope="module")
def series(study: Study) -> pd.DataFrame:
    return load_series(study.root)


def later(study: Study, series: pd.DataFrame, origin: int) -> pd.Series:
    """Whether a row was published after an origin, by the delay of its indicator."""
    lags = {name: math.ceil(entry.lag_months) for name, entry in study.indicators.items()}
    months = series["period_end"].map(lambda day: day.year * 12 + day.month - 1)
    return months + series["indicator"].map(lags).fillna(0) > origin


def deleted(rows: pd.DataFrame, after: pd.Series) -> pd.DataFrame:
    return rows[~after].reset_index(drop=True)


def scrambled(rows: pd.DataFrame, after: pd.Series) -> pd.DataFrame:
    """Later values of each indicator exchanged and stretched, so that no order, level or gap of them is left."""
    spoilt = rows.copy()
    rng = np.random.default_rng(3)
    for _, part in spoilt[after].groupby(["indicator", "entity"]):
        spoilt.loc[part.index, "value"] = rng.permutation(part["value"].to_numpy()) * rng.uniform(
            0.5, 0.99, len(part)
        )
    return spoilt


def without_later_rules(study: Study, origin: int) -> Study:
    changes = tuple(c for c in study.hindcast.regime if month_count(c.month) <= origin)
    known = study.hindcast.model_copy(update={"regime": changes})
    months = tuple(m for m in study.regime_history if month_count(m.month) <= origin)
    return study.model_copy(update={"hindcast": known, "regime_history": months})


def made(study: Study, series: pd.DataFrame, name: str, origin: int, wanted: list[Wanted]) -> list[Forecast]:
    return forecasts(Past.of(study, series, study.hindcast.target[name]), origin, wanted, LUCK)


def middle(study: Study, series: pd.DataFrame, name: str) -> tuple[int, list[Wanted]]:
    """An origin in the middle, with at most three economies of a panel."""
    origins = list(Past.of(study, series, study.hindcast.target[name]).origins())
    origin, wanted = origins[len(origins) // 2]
    few = sorted({each.entity for each in wanted})[:3]
    return origin, [each for each in wanted if each.entity in few]


def same(one: list[Forecast], other: list[Forecast]) -> bool:
    return all(
        a.members.tobytes() == b.members.tobytes()
        and a.last == b.last
        and a.rivals.keys() == b.rivals.keys()
        and all(
            (x is None and y is None) or (x is not None and y is not None and x.tobytes() == y.tobytes())
            for x, y in ((a.rivals[key], b.rivals[key]) for key in a.rivals)
        )
        for a, b in zip(one, other, strict=True)
    )


@pytest.mark.parametrize("spoil", [deleted, scrambled])
@pytest.mark.parametrize("name", TARGETS)
def test_later_rows_change_no_byte_of_a_forecast(
    study: Study, series: pd.DataFrame, name: str, spoil: Callable[[pd.DataFrame, pd.Series], pd.DataFrame]
) -> None:
    origin, wanted = middle(study, series, name)
    spoilt = spoil(series, later(study, series, origin))
    # In a panel of which nothing is left later on, the rest of the records would still be there.
    found = made(without_later_rules(study, origin), spoilt, name, origin, wanted)
    assert same(made(study, series, name, origin, wanted), found)


@pytest.mark.parametrize("name", [name for name in TARGETS if name != "export_rule"])
def test_an_earlier_row_does_change_it(study: Study, series: pd.DataFrame, name: str) -> None:
    """So that the test above can fail."""
    origin, wanted = middle(study, series, name)
    target = study.hindcast.target[name]
    own = (series["indicator"] == target.indicator) & ~later(study, series, origin)
    spoilt = series.copy()
    spoilt.loc[own, "value"] = spoilt.loc[own, "value"] * np.random.default_rng(1).uniform(
        0.9, 0.99, own.sum()
    )
    assert not same(made(study, series, name, origin, wanted), made(study, spoilt, name, origin, wanted))


def test_a_value_is_known_when_its_delay_is_over_and_not_a_month_before(
    study: Study, series: pd.DataFrame
) -> None:
    past = Past.of(study, series, study.hindcast.target["compute_ratio"])
    lag = math.ceil(study.indicators["ai_cluster_h100e_cum_std"].lag_months)
    record = past.records["USA"]
    month = month_count("2022-06")
    assert lag == 6
    assert month_text(int(record.known(month + lag).months[-1])) == "2022-06"
    assert month_text(int(record.known(month + lag - 1).months[-1])) == "2022-03"


def test_what_is_known_at_an_origin_never_shrinks(study: Study, series: pd.DataFrame) -> None:
    past = Past.of(study, series, study.hindcast.target["firm_adoption_us"])
    record = past.records["USA"]
    counts = [
        len(record.known(origin).months) for origin in range(month_count("2023-08"), month_count("2025-12"))
    ]
    assert counts == sorted(counts) and counts[0] == 0 and counts[-1] == len(record.months)
