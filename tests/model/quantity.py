"""Numbers with a unit, enough to run the equations on them: adding GW to years fails."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

Dimension = dict[str, Fraction]

PURE: tuple[Dimension, float] = ({}, 1.0)


def _times(a: Dimension, b: Dimension, sign: int = 1) -> Dimension:
    joined = {key: a.get(key, Fraction(0)) + sign * b.get(key, Fraction(0)) for key in {*a, *b}}
    return {key: power for key, power in joined.items() if power}


class DimensionError(Exception):
    """Two numbers that cannot meet."""


class Quantity:
    """A float in some unit: `dimension` as powers of base units, `scale` to the base, `log_of` for logs of units."""

    __array_priority__ = 1000

    def __init__(
        self,
        value: float,
        dimension: Dimension | None = None,
        scale: float = 1.0,
        log_of: tuple[Dimension, float] | None = None,
    ) -> None:
        self.value, self.dimension, self.scale, self.log_of = float(value), dimension or {}, scale, log_of

    def __repr__(self) -> str:
        return f"{self.value} {self.dimension} x{self.scale:g} log_of={self.log_of}"

    @staticmethod
    def lift(value: Any) -> Quantity:
        return value if isinstance(value, Quantity) else Quantity(float(value))

    def _like(self, other: Any) -> Quantity:
        other = Quantity.lift(other)
        if other.value == 0.0:
            return Quantity(0.0, self.dimension, self.scale, self.log_of)  # nothing is nothing in any unit
        if self.value == 0.0:
            return other
        if self.dimension != other.dimension or not math.isclose(self.scale, other.scale, rel_tol=1e-9):
            raise DimensionError(f"{self} meets {other}")
        return other

    def _unit_with(self, other: Quantity) -> tuple[Dimension, float]:
        return (other.dimension, other.scale) if self.value == 0 else (self.dimension, self.scale)

    def __add__(self, other: Any) -> Quantity:
        other = self._like(other)
        return Quantity(self.value + other.value, *self._unit_with(other), self.log_of or other.log_of)

    def __sub__(self, other: Any) -> Quantity:
        other = self._like(other)
        both = self.log_of is not None and other.log_of is not None
        return Quantity(self.value - other.value, *self._unit_with(other), None if both else self.log_of)

    def __rsub__(self, other: Any) -> Quantity:
        return Quantity.lift(other) - self

    def __mul__(self, other: Any) -> Quantity:
        other = Quantity.lift(other)
        return Quantity(
            self.value * other.value, _times(self.dimension, other.dimension), self.scale * other.scale
        )

    def __truediv__(self, other: Any) -> Quantity:
        other = Quantity.lift(other)
        return Quantity(
            self.value / other.value, _times(self.dimension, other.dimension, -1), self.scale / other.scale
        )

    def __rtruediv__(self, other: Any) -> Quantity:
        return Quantity.lift(other) / self

    def __neg__(self) -> Quantity:
        return Quantity(-self.value, self.dimension, self.scale)

    __radd__, __rmul__ = __add__, __mul__

    def __lt__(self, other: Any) -> bool:
        return self.value < self._like(other).value

    def __gt__(self, other: Any) -> bool:
        return self.value > self._like(other).value

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        if ufunc is np.exp:
            return self._exp()
        if ufunc is np.log:
            unit = (self.dimension, self.scale)
            pure = not self.dimension and math.isclose(self.scale, 1.0, rel_tol=1e-9)
            return Quantity(math.log(self.value), {}, 1.0, None if pure else unit)
        first, second = (Quantity.lift(value) for value in inputs)
        plain = {
            np.add: lambda: first + second,
            np.subtract: lambda: first - second,
            np.multiply: lambda: first * second,
            np.true_divide: lambda: first / second,
            np.less: lambda: first < second,
            np.greater: lambda: first > second,
        }
        if ufunc in plain:
            return plain[ufunc]()
        other = first._like(second)
        pick = {np.minimum: min, np.maximum: max}[ufunc]
        return Quantity(pick(first.value, other.value), *first._unit_with(other), first.log_of)

    def _exp(self) -> Quantity:
        if self.log_of is not None:
            return Quantity(math.exp(self.value), *self.log_of)
        if self.value == 0.0:
            return Quantity(1.0)
        if self.dimension or not math.isclose(self.scale, 1.0, rel_tol=1e-9):
            raise DimensionError(f"exp of {self}")
        return Quantity(math.exp(self.value))

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if function is not np.where:
            return NotImplemented
        condition, one, two = args
        one, two = Quantity.lift(one), Quantity.lift(two)
        other = one._like(two)
        chosen = one if condition else other
        return Quantity(chosen.value, *one._unit_with(other), one.log_of or other.log_of)


CHIP, WATT, MONEY, TIME = "H100e", "W", "US$", "yr"
BASE: dict[str, tuple[Dimension, float]] = {
    "H100e": ({CHIP: Fraction(1)}, 1.0),
    "W": ({WATT: Fraction(1)}, 1.0),
    "US$": ({MONEY: Fraction(1)}, 1.0),
    "yr": ({TIME: Fraction(1)}, 1.0),
}
PREFIXES = {"million ": 1e6, "thousand ": 1e3}
WORDS = {
    "kW": ({WATT: Fraction(1)}, 1e3),
    "MW": ({WATT: Fraction(1)}, 1e6),
    "GW": ({WATT: Fraction(1)}, 1e9),
    "US$bn": ({MONEY: Fraction(1)}, 1e9),
    "US$tn": ({MONEY: Fraction(1)}, 1e12),
    "sqrt(yr)": ({TIME: Fraction(1, 2)}, 1.0),
    **BASE,
}


def unit(text: str) -> tuple[Dimension, float]:
    """Dimension and scale of a unit as the study writes it; words without a physical unit are pure numbers."""
    dimension: Dimension = {}
    scale = 1.0
    for number, part in enumerate(text.split("/")):
        sign = 1 if number == 0 else -1
        part = part.split(" of ")[0].split(" per ")[0].strip()
        size = next((value for prefix, value in PREFIXES.items() if part.startswith(prefix)), 1.0)
        word = part.removeprefix("million ").removeprefix("thousand ")
        part_dimension, part_scale = WORDS.get(word, PURE)
        dimension = _times(dimension, part_dimension, sign)
        scale *= (size * part_scale) ** sign
    return dimension, scale


def declared(value: float, text: str) -> Quantity:
    """A number in the unit the study declares for it."""
    return Quantity(value, *unit(text))
