"""How far two readings of the same members are apart."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from fourfutures.ensemble.kernel import Part

PROMISE = 2e-5  # relative; beyond it a comparison with a threshold has fallen the other way


class Apart(NamedTuple):
    """Largest relative distance of each member, over months and options."""

    stocks: np.ndarray
    use: np.ndarray

    @property
    def beyond(self) -> int:
        """Members of whom an event fell otherwise."""
        return int((np.maximum(self.stocks, self.use) > PROMISE).sum())

    @property
    def largest(self) -> float:
        """Over all members."""
        return float(max(self.stocks.max(), self.use.max()))

    @property
    def median(self) -> float:
        """Of the members' larger distance."""
        return float(np.median(np.maximum(self.stocks, self.use)))


def log_stocks(part: Part) -> np.ndarray:
    """Logarithms of the compute stocks, (months + 1, 2, members)."""
    return np.stack([part.month_by_month(f"standing.log_stock_{bloc}") for bloc in ("us", "cn")], axis=1)


def apart(part: Part, stocks: np.ndarray, ends: np.ndarray) -> Apart:
    """Distance of a reading from log stocks (months + 1, 2, members) and `ends` as a `Part` has them."""
    use = np.abs(part.ends / np.asarray(ends, np.float64) - 1.0).max(axis=(0, 1, 2))
    stock = np.abs(np.expm1(log_stocks(part) - np.asarray(stocks, np.float64))).max(axis=(0, 1))
    return Apart(stock, use)
