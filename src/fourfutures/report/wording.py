"""Words that stand for numbers: bands of probability and the tests a word of comparison has to pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from fourfutures.report.catalogue import Words

# Tests on the values a word of comparison rests on, in the order of its references; the wording is `compare.<name>`.
COMPARISONS: Mapping[str, Callable[[Sequence[float]], bool]] = {
    "half": lambda of: 0.45 <= of[0] <= 0.55,
    "third": lambda of: 0.30 <= of[0] <= 0.37,
    "quarter": lambda of: 0.22 <= of[0] <= 0.28,
    "most": lambda of: of[0] > 0.55,
    "nearly_all": lambda of: of[0] >= 0.95,
    # One item's change, then the odds after and before the data.
    "main_item": lambda of: of[1] != of[2] and 0.60 <= of[0] / (of[1] - of[2]) <= 1.0,
    "beyond": lambda of: of[1] != of[2] and of[0] / (of[1] - of[2]) > 1.0,
    "offset": lambda of: of[0] * of[1] < 0 and abs(of[0] + of[1]) < 0.20 * max(abs(of[0]), abs(of[1])),
    # A change of a probability, told only from half a point on.
    "up": lambda of: of[0] >= 0.005,
    "down": lambda of: of[0] <= -0.005,
    # A change, and the sampling error of the odds it led to.
    "signal": lambda of: abs(of[0]) > 2.0 * of[1],
    "noise": lambda of: abs(of[0]) <= 2.0 * of[1],
    # The two ends of the interval of a paired change.
    "apart": lambda of: of[0] > 0.0 or of[1] < 0.0,
    "alike": lambda of: of[0] <= 0.0 <= of[1],
    # How probable the likeliest is: beyond doubt, or not.
    "firm": lambda of: of[0] >= 0.80,
    "open": lambda of: of[0] < 0.80,
    # How often a party loses.
    "gains": lambda of: of[0] <= 0.20,
    "risks": lambda of: of[0] > 0.20,
    # Two levels.
    "unchanged": lambda of: abs(of[0] - of[1]) < 0.01,
    # The two ends of one range, or of two.
    "wide": lambda of: all(high - low > 0.40 for low, high in zip(of[::2], of[1::2], strict=True)),
    # Odds of a side of an axis and the low end of their range.
    "settled_us": lambda of: of[0] >= 0.80 and of[1] >= 0.55,
    "settled_cn": lambda of: of[0] >= 0.80 and of[1] >= 0.55,
    "settled_contested": lambda of: of[0] >= 0.80 and of[1] >= 0.55,
}


def holds(name: str, values: Sequence[float]) -> bool:
    """Whether a comparison word may be used; a name with an ending after the dot is tested by its first part."""
    return COMPARISONS[name.split(".")[0]](values)


def band(p: float, words: Words) -> str:
    """The word for a probability, from the unrounded value."""
    return words.bands[band_place(p, words)][1]


def band_place(p: float, words: Words) -> int:
    """Which band a probability lies in, counted from the lowest."""
    return max(place for place, (low, _) in enumerate(words.bands) if p >= low)


def bands_spanned(low: float, high: float, words: Words) -> int:
    """How many bands a range touches."""
    return band_place(high, words) - band_place(low, words) + 1
