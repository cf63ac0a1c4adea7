"""What a run's record says at a glance: who comes first, what is settled, what is too weak to rank."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fourfutures.report.record import RunRecord

READINGS = ("source", "strict")
SETTLED_P, SETTLED_LOW = 0.80, 0.55
WIDE = 0.40
WEAK_SHARE, WEAK_K = 0.10, 0.7
SHOWN_MOVERS = 3
POINT = 0.01


class Standing:
    """Choices that both languages share. It compares numbers of the record and makes no new one."""

    def __init__(self, record: RunRecord) -> None:
        self.record = record
        self.summary = record.summary
        self.diagnostics: Mapping[str, Any] = self.summary.get("diagnostics") or {}

    def ranked(self, reading: str) -> list[str]:
        """Futures from likeliest to least likely."""
        odds = self.record.odds(reading)
        return sorted(odds, key=lambda future: -odds[future]["p"])

    def first(self, reading: str) -> str:
        """The future with the highest odds."""
        return self.ranked(reading)[0]

    def wide(self, reading: str) -> bool:
        """Whether the range of the first future is too wide to rank."""
        top = self.record.odds(reading)[self.first(reading)]
        return top["high"] - top["low"] > WIDE

    def clear(self, reading: str) -> bool:
        """Whether the low end of the first future lies above every other high end."""
        odds = self.record.odds(reading)
        first, *others = self.ranked(reading)
        return all(odds[first]["low"] > odds[other]["high"] for other in others)

    @property
    def flagged(self) -> bool:
        """Whether updating left too few effective members, or weights with too heavy a tail."""
        ess, tail = self.diagnostics.get("ess"), self.diagnostics.get("pareto_k")
        few = ess is not None and ess < WEAK_SHARE * self.summary["members"]
        return bool(few or (tail is not None and tail > WEAK_K))

    @property
    def coarse(self) -> str:
        """The ending of the formats of odds: to the nearest five points in a weak run."""
        return "/5" if self.flagged else ""

    def settled(self, axis: str) -> str | None:
        """The side that is settled on an axis under the strict reading, the one a title can put in plain words."""
        odds = self.summary["axes"]["strict"][axis]
        ranges = self.summary.get("axis_ranges", {}).get("strict", {}).get(axis, {})
        for side, p in odds.items():
            if p >= SETTLED_P and side in ranges and ranges[side]["low"] >= SETTLED_LOW:
                return str(side)
        return None

    @property
    def title_rule(self) -> str:
        """Which rule names the run: one future clear, an axis settled, the definition decides, or none stands out."""
        source, strict = (self.first(reading) for reading in READINGS)
        if source == strict and all(self.clear(reading) and not self.wide(reading) for reading in READINGS):
            return "first"
        if self.settled("compute") or self.settled("adoption"):
            return "settled"
        if source != strict and not any(self.wide(reading) for reading in READINGS):
            return "definition"
        return "open"

    @property
    def divider(self) -> str:
        """The axis on which the likeliest outcome has the lower odds under the source reading."""
        axes = self.summary["axes"]["source"]
        return min(("adoption", "compute"), key=lambda axis: max(axes[axis].values()))

    @property
    def focus(self) -> str:
        """The future whose changes the page follows: first under the run's own reading."""
        return self.first(self.record.reading)

    @property
    def movers(self) -> list[int]:
        """Places of the observations in the record, the largest effect on the focus first; a tie keeps the record's order."""
        movers = self.summary.get("movers") or []
        return sorted(range(len(movers)), key=lambda at: -abs(movers[at]["delta"].get(self.focus, 0.0)))

    @property
    def unmoved(self) -> bool:
        """Whether no observation moved any future by a point, nor the data together."""
        movers = self.summary.get("movers") or []
        alone = all(abs(change) < POINT for mover in movers for change in mover["delta"].values())
        odds = self.record.odds(self.record.reading)
        together = all(abs(entry["data_p"] - entry["prior_p"]) < POINT for entry in odds.values())
        return alone and together

    @property
    def updated(self) -> bool:
        """Whether data took part in this run."""
        return bool(self.summary.get("assimilated", True)) and bool(self.summary.get("movers"))

    @property
    def due(self) -> list[int]:
        """Places of the figures still to come, first those whose series moved the focus furthest with its latest one."""
        due, movers = self.summary.get("due") or [], self.summary.get("movers") or []

        def size(at: int) -> float:
            last = due[at]["last"]
            return -1.0 if last is None else abs(float(movers[last]["delta"].get(self.focus, 0.0)))

        return sorted(range(len(due)), key=lambda at: -size(at))

    @property
    def judged(self) -> list[str]:
        """Axes on whose outcome judgement has the greater share of the variance."""
        shares = self.diagnostics.get("judgement_share") or {}
        return [axis for axis in ("compute", "adoption") if shares.get(f"index_{axis}", 0.0) > 0.5]

    @property
    def lever_rows(self) -> list[tuple[int, str]]:
        """Lever effects worth a line: place in the record and the future moved furthest, the largest first."""
        effects = self.summary.get("lever_effects") or []
        rows = [(at, moved[0]) for at, effect in enumerate(effects) if (moved := sure(effect["futures"]))]
        return sorted(rows, key=lambda row: -abs(effects[row[0]]["futures"][row[1]]["p"]))

    @property
    def closest_calls(self) -> list[int]:
        """Places in the record of partner economies, the one whose likeliest alignment holds the fewest members first."""
        economies = self.summary.get("economies") or []
        partners = [at for at, entry in enumerate(economies) if entry["kind"] == "partner"]
        return sorted(
            partners, key=lambda at: (max(economies[at]["alignment"].values()), economies[at]["entity"])
        )

    @property
    def differences(self) -> list[str]:
        """Futures that the run's own levers or lens move, the furthest first."""
        return sure(self.summary.get("difference") or {})

    @property
    def still(self) -> bool:
        """Whether the data left the future that the page follows within a point of where it was."""
        odds = self.record.odds(self.record.reading)[self.focus]
        return bool(abs(odds["data_p"] - odds["prior_p"]) < POINT)


def sure(changes: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Futures with a change of a point or more whose paired interval leaves out zero, the largest change first."""
    found = [
        future
        for future, change in changes.items()
        if change["low"] * change["high"] > 0.0 and abs(change["p"]) >= POINT
    ]
    return sorted(found, key=lambda future: -abs(changes[future]["p"]))
