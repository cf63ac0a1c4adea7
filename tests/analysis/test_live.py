"""Levers answered from memory say what a whole run under them says."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from tests.analysis.conftest import quiet

from fourfutures.analysis import AnalysisError, Live, Pools
from fourfutures.ensemble import Hands, Shelf, Threads, cache_folder
from fourfutures.study import lever_settings

LEVERS = ("export_control=0.7", "partner_sovereign.IND=1@2027-03")
EARLY = ("us_permitting=1@2026-04",)  # before the members were held, so they are run again


@pytest.fixture(scope="module")
def live(asked) -> Live:
    return Live(asked(), Hands.of(2), Pools(Shelf(cache_folder() / "pools")), quiet)


def told(live: Live, levers: tuple[str, ...]) -> dict:
    return live.answer(lever_settings(levers, live.request.study))


@pytest.mark.parametrize(
    "levers", [LEVERS, EARLY, (), ("us_permitting=0",)], ids=["later", "early", "none", "zero"]
)
def test_an_answer_is_that_of_the_run_to_the_last_digit(live: Live, asked, ran, levers) -> None:
    run, _ = ran(asked(levers=levers))
    answer = told(live, levers)
    for reading, block in run["futures"].items():
        for future, entry in block.items():
            assert answer["futures"][reading][future]["p"] == entry["p"]
    assert answer["path"] == run["path"]
    if levers:
        source = {name: entry["change"] for name, entry in answer["futures"]["source"].items()}
        assert source == run["difference"]


def test_without_data_levers_act_from_the_first_month(asked, ran) -> None:
    levers = ("cn_ai_plus=1",)
    run, _ = ran(asked(levers=levers, assimilate=False))
    answer = told(Live(asked(assimilate=False), Hands.of(2), Pools(Shelf(None)), quiet), levers)
    assert answer["path"] == run["path"]


def test_answers_do_not_depend_on_threads_or_on_what_was_asked_before(live: Live, asked) -> None:
    alone = Live(asked(), Hands.of(1), live.pools, quiet)
    ways = [LEVERS, EARLY, ("us_permitting=1",), LEVERS]
    first = [json.dumps(told(alone, levers)) for levers in ways]
    assert first[0] == first[3]
    with ThreadPoolExecutor(max_workers=4) as many:
        assert list(many.map(lambda levers: json.dumps(told(live, levers)), ways)) == first


def test_another_day_reads_the_pool_that_is_in_memory(live: Live, asked, ran, monkeypatch) -> None:
    monkeypatch.setattr(live.pools, "shelf", Shelf(None))  # a pool that is not held would be run again
    monkeypatch.setattr("fourfutures.analysis.pooling.run_pool", None)
    day = "2026-06-30"
    earlier = Live(asked(as_of=date.fromisoformat(day)), Hands.of(2), live.pools, quiet)
    monkeypatch.undo()
    run, _ = ran(asked(as_of=date.fromisoformat(day)))
    assert earlier.answer()["path"] == run["path"]
    assert (
        earlier.answer()["futures"]["source"]["contested"]["p"] == run["futures"]["source"]["contested"]["p"]
    )


def test_levers_given_too_early_and_too_many_members_are_refused(asked) -> None:
    pools = Pools(Shelf(None))
    with pytest.raises(AnalysisError, match="levers"):
        Live(asked(levers=("us_permitting=1",)), Hands.of(1), pools, quiet)
    with pytest.raises(AnalysisError, match="fewer"):
        Live(asked(members=100_000), Hands.of(1), pools, quiet)


def test_threads_ask_for_blocks_as_they_want_them() -> None:
    """A long list of big arguments must not stand in memory at once."""
    made: list[int] = []

    def blocks():
        for number in range(100):
            made.append(number)
            yield number

    found = Threads(2).each(lambda number: number * 2, blocks())
    assert next(found) == 0
    assert len(made) < 30
    assert list(found) == [number * 2 for number in range(1, 100)]
