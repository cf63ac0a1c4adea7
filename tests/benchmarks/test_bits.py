"""The digest that tells outputs apart."""

from __future__ import annotations

from benchmarks.digest import LEVERS, digest
from benchmarks.subjects import engine

MEMBERS = 64


def test_threads_and_blocks_give_the_same_bytes_and_other_members_others() -> None:
    running = engine(LEVERS)
    one = digest(running, 1, 1024, MEMBERS)
    assert digest(running, 4, 20, MEMBERS) == one
    assert digest(running, 1, 1024, MEMBERS + 1) != one
    assert digest(engine(), 1, 1024, MEMBERS) != one
