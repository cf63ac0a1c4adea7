"""The review: who decided what, in an order that makes sense; what is undone is as if it had never been."""

from __future__ import annotations

import re
from datetime import date

import pytest
from articles import LICENCES, terms
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fourfutures.assimilation.item import BY_STRENGTH, LEAST_RATIO, MOST_RATIO
from fourfutures.errors import FourFuturesError
from fourfutures.evidence import ANCHORS, Desk, Ledger, ReviewError, anchor_of, fold, ratio_of

BY = ("desk lead", "two filings agree")
HAN = re.compile(r"[\u4e00-\u9fff]")


def no(action, *arguments) -> str:
    """What a refusal says, in both languages."""
    with pytest.raises(FourFuturesError) as refusal:
        action(*arguments)
    assert HAN.search(refusal.value.what.zh)
    assert HAN.search(refusal.value.remedy.zh)
    return str(refusal.value)


def counting(desk: Desk) -> list[str]:
    return [entry["id"] for entry in desk.review().entries("ai-2027")]


def test_nothing_counts_until_somebody_accepts_it(desk: Desk) -> None:
    assert counting(desk) == []
    desk.accept("p-licences", terms, *BY)
    (entry,) = desk.review().entries("ai-2027")
    assert (entry["accepted_by"], entry["reason"], entry["likelihood_ratio"]) == (*BY, 2.5)
    assert (entry["text"], entry["source_id"], entry["dated"]) == (LICENCES, "english", "2026-06-15")
    assert desk.review().entries("another-study") == []


def test_an_item_is_decided_once(desk: Desk) -> None:
    desk.accept("p-licences", terms, *BY)
    assert "accepted already" in no(desk.accept, "p-licences", terms, *BY)
    assert "accepted already" in no(desk.reject, "p-licences", *BY)
    desk.reject("p-turbines", *BY)
    assert "rejected already" in no(desk.accept, "p-turbines", terms, *BY)
    assert counting(desk) == ["p-licences"]


def test_an_id_may_be_shortened_where_it_is_clear(desk: Desk) -> None:
    assert desk.reject("p-turb", *BY).content["item"] == "p-turbines"
    assert "no item" in no(desk.reject, "p-nothing", *BY)
    assert "no item" in no(desk.reject, "p-o", *BY)  # too short to be meant


@pytest.mark.parametrize(
    ("by", "reason"), [("", "why"), ("lead", "  "), ("lead", "two\nlines"), ("l" * 3000, "why")]
)
def test_a_decision_says_who_and_why(desk: Desk, by: str, reason: str) -> None:
    no(desk.reject, "p-licences", by, reason)
    assert len(desk.ledger.entries()) == 5


def test_where_two_names_are_needed_the_second_is_somebody_elses(desk: Desk) -> None:
    desk.require_reviewers(2, *BY)
    desk.accept("p-licences", terms, "Desk  Lead", "it stands there")
    assert counting(desk) == []
    assert "reviewed it already" in no(desk.accept, "p-licences", terms, "desk lead", "again")
    assert "other terms" in no(
        desk.accept, "p-licences", lambda one: terms(one, 1.2), "second reader", "less"
    )
    desk.accept("p-licences", terms, "second reader", "read both")
    (entry,) = desk.review().entries("ai-2027")
    assert (entry["accepted_by"], entry["reason"]) == (
        "Desk  Lead; second reader",
        "it stands there; read both",
    )
    desk.undo("p-licences", *BY)  # the confirmation
    assert counting(desk) == []
    assert desk.review().items["p-licences"].status == "waiting"
    no(desk.require_reviewers, 3, *BY)


def test_parts_of_a_sentence_are_decided_by_themselves(desk: Desk) -> None:
    first, second = LICENCES.split(", ")
    assert "does not stand" in no(desk.split, "p-licences", ["Licences", "another plant"], *BY)
    assert "less than two" in no(desk.split, "p-licences", [first], *BY)
    split = desk.split("p-licences", [first, second], *BY)
    assert "was split" in no(desk.accept, "p-licences", terms, *BY)
    desk.accept("p-licences.2", terms, *BY)
    assert counting(desk) == ["p-licences.2"]
    assert "no longer count" in no(desk.undo, f"#{split.number}", *BY)
    desk.undo("p-licences.2", *BY)
    desk.undo(f"#{split.number}", *BY)
    assert set(desk.review().items) == {"p-licences", "p-turbines", "p-output"}


def test_reports_of_one_event_stand_in_one_cluster_until_that_is_undone(desk: Desk) -> None:
    for name in ("p-licences", "p-output"):
        desk.accept(name, terms, *BY)
    apart = desk.review().entries("ai-2027")
    assert "only item" in no(desk.merge, ["p-output", "p-output"], None, *BY)
    merged = desk.merge(["p-licences", "p-output"], "summer", *BY)
    assert {entry["cluster"] for entry in desk.review().entries("ai-2027")} == {"summer"}
    desk.undo(str(merged.number), *BY)
    assert desk.review().entries("ai-2027") == apart


def test_what_is_undone_can_be_restored_but_not_undone_twice(desk: Desk) -> None:
    entry = desk.accept("p-licences", terms, *BY)
    there = desk.review().entries("ai-2027")
    undoing = desk.undo("p-licences", *BY)
    assert "undone by entry 7" in no(desk.undo, f"#{entry.number}", *BY)
    assert "nothing was decided" in no(desk.undo, "p-licences", *BY)
    desk.undo(f"#{undoing.number}", *BY)
    assert desk.review().entries("ai-2027") == there
    assert "no decision" in no(desk.undo, "#1", *BY)


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["accept", "reject", "merge", "split", "undo", "two"]),
        st.sampled_from(["p-licences", "p-turbines", "p-output", "p-licences.1"]),
    ),
    max_size=8,
)


def make(desk: Desk, move: str, name: str) -> None:
    if move == "accept":
        desk.accept(name, terms, f"reader {len(desk.ledger.entries()) % 3}", "so it seems")
    elif move == "reject":
        desk.reject(name, *BY)
    elif move == "merge":
        desk.merge([name, "p-output"], "event", *BY)
    elif move == "split":
        desk.split(name, LICENCES.split(", "), *BY)
    elif move == "undo":
        desk.undo(name, *BY)
    else:
        desk.require_reviewers(2, *BY)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_undoing_the_last_decision_brings_back_the_desk_before_it(
    desk: Desk, moves, tmp_path_factory
) -> None:
    own = Desk(Ledger(tmp_path_factory.mktemp("desk") / "evidence.sqlite"), desk.now)
    own.ledger.append(lambda entries: [(e.kind, e.content) for e in desk.ledger.entries()])
    start = len(own.ledger.entries())
    for move, name in moves:
        before = fold(own.ledger.entries())
        try:
            make(own, move, name)
        except ReviewError:
            assert fold(own.ledger.entries()) == before  # what is refused leaves nothing behind
    entries = own.ledger.entries()
    if len(entries) == start:
        return
    own.undo(f"#{len(entries)}", *BY)
    now, then = fold(own.ledger.entries()), fold(entries[:-1])
    assert now.items == then.items
    assert now.reviewers == then.reviewers


def test_the_desk_of_an_earlier_day_is_that_of_its_entries(desk: Desk) -> None:
    desk.accept("p-licences", terms, *BY)
    day = desk.ledger.entries()[-1].day
    assert len(desk.review(day).accepted) == 1
    assert desk.review("2026-01-01").items == {}


def test_words_for_ratios_are_those_of_the_strengths_and_their_bounds_those_of_an_item() -> None:
    named = {anchor.name: anchor.ratio for anchor in ANCHORS}
    assert [named["slightly"], named["somewhat"], named["clearly"]] == list(BY_STRENGTH.values())
    assert (min(named.values()), max(named.values())) == (LEAST_RATIO, MOST_RATIO)
    for word, ratio in named.items():
        opposite = word.removesuffix("-against") if "against" in word else f"{word}-against"
        assert word == "either-way" or named[opposite] == pytest.approx(1.0 / ratio)
        assert ratio_of(word) == ratio
        assert anchor_of(ratio).name == word
    assert [ratio_of(text) for text in ("1/3", "2:1", 5, "0.2", None)] == [1 / 3, 2.0, 5.0, 0.2, None]


@pytest.mark.parametrize("ratio", ["5.1", "1/6", "0", "1/0", "-2", "nan", "inf", "very", ""])
def test_a_ratio_out_of_bounds_or_no_ratio_is_refused(ratio: str) -> None:
    no(ratio_of, ratio)


def test_a_document_without_a_date_has_none_made_up(desk: Desk) -> None:
    from articles import document, proposal

    desk.ledger.add(
        [document("undated", "en", "It rose.", None)],
        [proposal("p-undated", "undated", "It rose.", "us_capex", "USA", "US")],
    )
    assert desk.review().items["p-undated"].candidate.dated is None
    assert desk.review().items["p-licences"].candidate.dated == date(2026, 6, 15)
