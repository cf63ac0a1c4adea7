"""Changes of alignment count once they have lasted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfutures.futures import settled

US, CN, OWN, MIXED = range(4)


def sides(*months: int) -> np.ndarray:
    return np.array(months, dtype=np.int8)[:, None]


@pytest.mark.parametrize(
    ("seen", "held"),
    [
        ((US, US, CN, CN, US, US, US), (US, US, US, US, US, US, US)),  # two months away do not count
        (
            (US, US, CN, CN, CN, US, US),
            (US, US, CN, CN, CN, CN, CN),
        ),  # three do, and the way back lasts only two
        ((US, CN, OWN, CN, OWN, CN, OWN), (US, US, US, US, US, US, US)),  # nothing lasts
        ((US, US, US, US, US, CN, CN), (US, US, US, US, US, US, US)),  # begun too late to know
        ((US, CN, CN, CN, MIXED, MIXED, MIXED), (US, CN, CN, CN, MIXED, MIXED, MIXED)),
        ((US, MIXED, MIXED, CN, CN, CN, CN), (US, US, US, CN, CN, CN, CN)),
    ],
)
def test_a_change_shorter_than_three_months_does_not_count(
    seen: tuple[int, ...], held: tuple[int, ...]
) -> None:
    assert settled(sides(*seen), 3)[:, 0].tolist() == list(held)


def by_hand(path: list[int], least: int) -> list[int]:
    """One member, spell by spell."""
    held, at = [path[0]], 1
    while at < len(path):
        end = at
        while end < len(path) and path[end] == path[at]:
            end += 1
        side = path[at] if end - at >= least or path[at] == held[-1] else held[-1]
        held += [side] * (end - at)
        at = end
    return held


PATHS = st.integers(2, 25).flatmap(
    lambda months: st.lists(
        st.lists(st.integers(0, 3), min_size=months, max_size=months), min_size=1, max_size=6
    )
)


@given(PATHS, st.integers(1, 5))
def test_members_settle_as_each_would_alone_spell_by_spell(paths: list[list[int]], least: int) -> None:
    codes = np.array(paths, dtype=np.int8).T
    assert settled(codes, least).T.tolist() == [by_hand(path, least) for path in paths]


@given(PATHS)
def test_where_one_month_is_enough_every_change_counts(paths: list[list[int]]) -> None:
    codes = np.array(paths, dtype=np.int8).T
    assert settled(codes, 1).tolist() == codes.tolist()
