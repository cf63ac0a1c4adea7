"""An item of analyst evidence: a dated claim about a path, accepted by somebody, with how much it says and until when."""

from __future__ import annotations

import math
from datetime import date
from typing import Literal, NamedTuple

from fourfutures.assimilation.predicate import Predicate

Direction = Literal["US", "CN", "neutral"]
BY_STRENGTH = {1: 1.2, 2: 1.6, 3: 2.5}  # likelihood ratio of an item accepted without one
LEAST_RATIO, MOST_RATIO = 1.0 / 5.0, 5.0
REST = 0.3  # of the log ratio of all but the strongest item of a cluster
MOST_LOG = math.log(20.0)  # of all items together, either way


class Item(NamedTuple):
    """One claim. Nothing that is not accepted says anything; what is accepted says it from that day until it expires."""

    id: str
    indicator: str
    actor: str  # ISO 3166-1 alpha-3, EUU, GLOBAL
    direction: Direction  # the side that it favours
    strength: int  # 1 to 3
    likelihood_ratio: float | None  # P(seen | true) / P(seen | false); None: by strength
    predicate: Predicate | None  # None: that of its indicator
    grade: str  # of the source, Admiralty A1 to F6
    cluster: str  # items that share a source or a cause
    dated: date
    accepted_by: str | None  # role; None: proposed
    accepted_on: date | None
    expires: date | None
    reason: str
    source_id: str
    text: str  # the claim, as it was read

    @property
    def ratio(self) -> float:
        """How much it says once it is in force, within the caps; 1 where it is neutral."""
        if self.direction == "neutral":
            return 1.0
        given = BY_STRENGTH[self.strength] if self.likelihood_ratio is None else self.likelihood_ratio
        return min(max(given, LEAST_RATIO), MOST_RATIO)

    def in_force(self, as_of: date) -> bool:
        """Whether it was accepted by a day and had not expired on it."""
        return (
            self.accepted_by is not None
            and self.accepted_on is not None
            and max(self.accepted_on, self.dated) <= as_of
            and (self.expires is None or as_of <= self.expires)
        )


def in_force(items: tuple[Item, ...], as_of: date) -> tuple[Item, ...]:
    """Items that count on a day, in order of the day they were accepted."""
    counted = [item for item in items if item.in_force(as_of)]
    return tuple(sorted(counted, key=lambda item: (item.accepted_on, item.id)))


def clusters(items: tuple[Item, ...]) -> list[int]:
    """Number of each item's cluster: items of one named cluster or of one source belong together, and so on through them."""
    found = list(range(len(items)))
    for mark in ("cluster", "source_id"):
        first: dict[str, int] = {}
        for number, item in enumerate(items):
            name = getattr(item, mark)
            if name:
                other = found[first.setdefault(name, number)]
                old = found[number]
                found = [min(old, other) if held in (old, other) else held for held in found]
    return found


def log_ratios(items: tuple[Item, ...]) -> list[float]:
    """Log likelihood ratio of each item where its predicate holds: the strongest of a cluster in full, the rest in part."""
    members = clusters(items)
    strongest: dict[int, int] = {}
    for number in sorted(range(len(items)), key=lambda at: (-abs(math.log(items[at].ratio)), items[at].id)):
        strongest.setdefault(members[number], number)
    return [
        math.log(item.ratio) * (1.0 if strongest[members[number]] == number else REST)
        for number, item in enumerate(items)
    ]
