"""What was known on a date grows with the date and owes nothing to what came later."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfutures.data import DataError, known

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
ROWS = st.lists(st.tuples(DAYS, st.floats(allow_nan=False)), max_size=30)


def table(rows: list[tuple[date, float]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "row_id": pd.Series([f"r{number}" for number in range(len(rows))], dtype=str),
            "known_on": pd.Series([day for day, _ in rows], dtype=object),
            "value": pd.Series([value for _, value in rows], dtype=float),
        }
    )


@given(ROWS, DAYS, DAYS)
def test_a_later_date_knows_all_that_an_earlier_one_knew(
    rows: list[tuple[date, float]], one: date, other: date
) -> None:
    earlier, later = sorted((one, other))
    frame = table(rows)
    assert set(known(frame, earlier)["row_id"]) <= set(known(frame, later)["row_id"])
    pd.testing.assert_frame_equal(known(known(frame, later), earlier), known(frame, earlier))


@given(ROWS, DAYS)
def test_each_row_is_known_from_its_day_on_and_order_is_kept(
    rows: list[tuple[date, float]], as_of: date
) -> None:
    expected = [f"r{number}" for number, (day, _) in enumerate(rows) if day <= as_of]
    assert list(known(table(rows), as_of)["row_id"]) == expected


@given(ROWS, DAYS, st.randoms(use_true_random=False), st.data())
def test_scrambling_later_rows_changes_nothing(
    rows: list[tuple[date, float]], as_of: date, random: Random, data: st.DataObject
) -> None:
    frame = table(rows)
    late = [number for number, (day, _) in enumerate(rows) if day > as_of]
    other = frame.copy()
    for number in late:  # other values, other days that are still later
        other.loc[number, "value"] = data.draw(st.floats())
        other.at[number, "known_on"] = as_of + timedelta(days=data.draw(st.integers(1, 900)))
    order = list(range(len(rows)))
    moved = late.copy()
    random.shuffle(moved)
    for place, number in zip(late, moved, strict=True):  # later rows change places among themselves
        order[place] = number
    order = [number for number in order if number not in late or data.draw(st.booleans())]  # some go
    scrambled = other.iloc[order].reset_index(drop=True)
    pd.testing.assert_frame_equal(known(scrambled, as_of), known(frame, as_of))


def test_a_row_is_known_on_its_day_and_not_the_day_before() -> None:
    frame = table([(date(2026, 6, 30), 1.0)])
    assert len(known(frame, date(2026, 6, 30))) == 1
    assert len(known(frame, date(2026, 6, 29))) == 0


def test_dates_may_be_texts_or_times_of_day() -> None:
    frame = table([(date(2026, 6, 30), 1.0)] * 3)
    frame["known_on"] = ["2026-06-30", datetime(2026, 6, 30, 23, 59, tzinfo=UTC), pd.Timestamp("2026-06-30")]
    assert len(known(frame, date(2026, 6, 30))) == 3
    assert len(known(frame, datetime(2026, 6, 29, 23, 59, tzinfo=UTC))) == 0


@pytest.mark.parametrize("blank", [None, "", float("nan"), pd.NaT])
def test_a_blank_day_is_refused_whatever_the_date(blank: object) -> None:
    frame = table([(date(2026, 6, 30), 1.0), (date(2026, 7, 31), 2.0)])
    frame.at[1, "known_on"] = blank
    with pytest.raises(DataError, match="r1, known_on: the day it was known is blank"):
        known(frame, date(2020, 1, 1))


@pytest.mark.parametrize("day", ["30 June", "2026-02-30", "20260630", 20260630])
def test_an_unreadable_day_is_refused(day: object) -> None:
    frame = table([(date(2026, 6, 30), 1.0)])
    frame.at[0, "known_on"] = day
    with pytest.raises(DataError, match="cannot read"):
        known(frame, date(2026, 12, 31))


def test_a_table_without_days_is_refused() -> None:
    with pytest.raises(DataError, match="no such column"):
        known(pd.DataFrame({"value": [1.0]}), date(2026, 12, 31))
