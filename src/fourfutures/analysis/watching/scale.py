"""Figures as readers know them, and the same numbers on the scale of their errors."""

from __future__ import annotations

import math
from typing import NamedTuple

from fourfutures.analysis.forecasts import scaled, unscaled
from fourfutures.assimilation import Row
from fourfutures.study import Indicator


class Scale(NamedTuple):
    """How a series is transformed; `anchor` is the figure, transformed, that changes count from.

    It is 0 where figures are read as they stand, and None where they count from one that is not known yet: a change of
    logs is then told as a ratio of figures, one of log odds as a ratio of odds.
    """

    transform: str
    anchor: float | None

    @classmethod
    def known(cls, indicator: Indicator, row: Row) -> Scale:
        """The scale of a known row."""
        anchor = scaled(row.observed, indicator.transform) - row.value if row.change else 0.0
        return cls(indicator.transform, anchor)

    @property
    def basis(self) -> str:
        """What a figure is: as published, or a change alone."""
        return "change" if self.anchor is None else "published"

    def figure(self, value: float) -> float:
        """A transformed value as readers know it."""
        if self.anchor is None:
            return value if self.transform == "none" else math.exp(value)
        return unscaled(value + self.anchor, self.transform)

    def value(self, figure: float) -> float:
        """The inverse of `figure`."""
        if self.anchor is None:
            return figure if self.transform == "none" else math.log(figure)
        return scaled(figure, self.transform) - self.anchor

    def rounded(self, value: float) -> float:
        """A transformed value moved to where the figure has two significant digits; as it is where that is impossible."""
        figure = self.figure(value)
        if figure == 0.0:
            return value
        near = round(figure, 1 - math.floor(math.log10(abs(figure))))
        share = self.transform == "logit" and self.anchor is not None
        if self.transform != "none" and (near <= 0.0 or (share and near >= 1.0)):
            return value
        return self.value(near)
