"""Words that stand for numbers: bands of probability and the tests a word of comparison has to pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fourfutures.report.catalogue import Words

# Tests on the value a comparison word speaks of; the wording is `compare.<name>` in the catalogue.
COMPARISONS: Mapping[str, Callable[[float], bool]] = {
    "half": lambda p: 0.45 <= p <= 0.55,
    "third": lambda p: 0.30 <= p <= 0.37,
    "quarter": lambda p: 0.22 <= p <= 0.28,
    "nearly_all": lambda p: p >= 0.95,
    "most": lambda p: p > 0.55,
    "main_item": lambda share: share >= 0.60,
    "offset": lambda rest: rest < 0.20,
    "larger_us": lambda index: index > 0,
}


def band(p: float, words: Words) -> str:
    """The word for a probability, from the unrounded value."""
    return words.bands[band_place(p, words)][1]


def band_place(p: float, words: Words) -> int:
    """Which band a probability lies in, counted from the lowest."""
    return max(place for place, (low, _) in enumerate(words.bands) if p >= low)


def bands_spanned(low: float, high: float, words: Words) -> int:
    """How many bands a range touches."""
    return band_place(high, words) - band_place(low, words) + 1
