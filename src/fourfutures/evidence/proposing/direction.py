"""Which side a sentence favours on the driver: the usual one of its indicator, turned by words of denial, release or reversal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from fourfutures.evidence.proposing.features import Read

# Indicators whose usual news is a limit: words of release turn it. The others tell of growth: words of decline turn it.
LIMITS = frozenset(
    (
        "cn_chip_imports_access",
        "chip_tool_controls",
        "us_power_permitting",
        "us_policy_stability",
        "trust_bans_cn",
        "trust_bans_us",
    )
)
# Indicators that news of either side fills: the side named alone is the side that it favours.
EITHER = {"cloud_regions_abroad": "CN", "consumer_share_abroad": "US", "standards_alliances": "US"}
CHINESE, AMERICAN = (
    frozenset(("china", "chinese_firm")),
    frozenset(("america", "american_firm", "american_model")),
)
ASSERTED = 3.0  # how firmly the rule counts beside the learned cues

Array = npt.NDArray[np.float64]
CUES = (
    "allow", "stop", "negation", "denial", "fall", "rise", "succeed", "ban", "export_rule", "smuggling", "plan", "hedge",
    "rival_race", "distrust", "trade_flow", "china", "chinese_firm", "america", "american_firm", "american_model",
    "third_country", "opinion", "bills", "money", "work",
)  # fmt: skip
TURNING = ("allow", "stop", "negation", "denial", "fall", "rise", "ban", "smuggling")
PAIRS = (
    ("allow", "negation"),
    ("stop", "negation"),
    ("ban", "negation"),
    ("smuggling", "stop"),
    ("chinese_firm", "american_firm"),
)


class Sides:
    """Features of the side that a sentence favours."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self.names = tuple(rules)
        self.usual = {name: 1.0 if rule["usual"] == "CN" else -1.0 for name, rule in rules.items()}

    def table(self, reads: Sequence[Read], indicators: Sequence[str]) -> Array:
        """One row a sentence, for the indicator that it is taken to speak of."""
        rows = [self._row(read, name) for read, name in zip(reads, indicators, strict=True)]
        return np.array(rows, np.float64).reshape(len(rows), self.width)

    @property
    def width(self) -> int:
        """Number of columns."""
        return 2 + 2 * (len(CUES) + len(PAIRS)) + len(self.names) * (1 + len(TURNING))

    def _row(self, read: Read, indicator: str) -> list[float]:
        usual = self.usual[indicator]
        cues = [float(name in read.concepts) for name in CUES]
        cues += [float(one in read.concepts and other in read.concepts) for one, other in PAIRS]
        own = [0.0] * (len(self.names) * (1 + len(TURNING)))
        at = self.names.index(indicator) * (1 + len(TURNING))
        own[at] = 1.0
        for number, name in enumerate(TURNING, 1):
            own[at + number] = float(name in read.concepts)
        return [
            usual,
            ASSERTED * usual * turned(indicator, read.concepts),
            *cues,
            *(usual * cue for cue in cues),
            *own,
        ]


def turned(indicator: str, concepts: frozenset[str]) -> float:
    """1 where a sentence tells the usual news of an indicator, -1 where its words turn that round."""
    held = bool(concepts & {"stop", "negation", "ban"})
    if indicator in EITHER and bool(concepts & CHINESE) != bool(concepts & AMERICAN):
        return 1.0 if bool(concepts & CHINESE) == (EITHER[indicator] == "CN") else -1.0
    if indicator not in LIMITS:
        falls = bool(concepts & {"stop", "fall"}) and not concepts & {"rise", "succeed"}
        return (
            -1.0
            if falls
            and indicator not in ("api_price_gap", "us_public_opinion_backlash", "productivity_effects")
            else 1.0
        )
    if "denial" in concepts and "ban" in concepts:
        return -1.0  # no ban after all
    if "smuggling" in concepts and indicator == "cn_chip_imports_access":
        return 1.0 if held else -1.0  # stopped, or it worked
    if "allow" in concepts:
        return (
            1.0 if held and "negation" in concepts else -1.0 if not held else 0.0
        )  # approved, but none delivered
    if indicator in ("cn_chip_imports_access", "chip_tool_controls"):
        return -1.0 if "trade_flow" in concepts and not held and "export_rule" not in concepts else 1.0
    return 1.0
