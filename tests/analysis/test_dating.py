"""The odds as they looked on past days are those of runs of those days."""

from __future__ import annotations

from datetime import date

import numpy as np

from fourfutures.public import Live, history
from fourfutures.public.dating import month_ends
from fourfutures.study import Study

MEMBERS = 200


def test_a_line_of_days_says_what_a_run_of_each_day_said(study: Study) -> None:
    found = history(study, as_of="2026-02-15", members=MEMBERS, seed=7)
    days = {day["as_of"]: day for day in found["days"]}
    assert list(days) == ["2025-12-31", "2026-01-31", "2026-02-15"]
    for name in ("2026-01-31", "2026-02-15"):
        run = Live(study, as_of=name, members=MEMBERS, seed=7).answer()
        for reading, futures in run["futures"].items():
            assert {key: part["p"] for key, part in futures.items()} == days[name]["readings"][reading]


def test_months_end_where_they_end() -> None:
    assert month_ends(date(2025, 12, 31), date(2026, 3, 31)) == [
        date(2025, 12, 31),
        date(2026, 1, 31),
        date(2026, 2, 28),
    ]


def test_dots_stand_for_the_odds_and_stay_the_same_members(study: Study) -> None:
    live = Live(study, members=MEMBERS, seed=7)
    plain, pulled = live.answer(dots=1_000), live.answer({"us_permitting": 1.0}, dots=1_000)
    for answer in (plain, pulled):
        share = np.bincount(answer["cloud"]["future"], minlength=5) / 1_000
        odds = [part["p"] for part in answer["futures"]["source"].values()]
        assert np.abs(share - odds).max() < 0.03
    moved = np.array(pulled["cloud"]["compute"]) - np.array(plain["cloud"]["compute"])
    assert np.median(moved) > 0
    assert (moved >= -1).mean() > 0.9
    assert "cloud" not in live.answer()
