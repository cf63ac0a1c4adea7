"""What a member leaves behind for its classification: stocks, home markets, use by option."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.kernel import Part

Singles = NDArray[np.float32]

GAMMAS = (0.0, 0.3, 0.5, 0.7, 1.0)
_MONTHLY = (
    "log_stock_us", "log_stock_cn", "home_us", "home_cn", "open_us", "open_cn", "own_share",
)  # fmt: skip
_ONCE = ("growth_2025_us", "growth_2025_cn", "adoption_change_2025", "failed")


class Track(NamedTuple):
    """Arrays of shape (members, months), `use` (members, months, gammas, 3) with options us, cn, own."""

    months: tuple[int, ...]
    gammas: tuple[float, ...]
    log_stock_us: Singles  # ln million H100e
    log_stock_cn: Singles
    home_us: Singles  # share of working-age people times relative use per user
    home_cn: Singles
    open_us: Singles  # share of own or open use on weights of the bloc
    open_cn: Singles
    own_share: Singles  # own share of partner use, by people
    use: Singles  # sums over partners of weight x adoption x share
    growth_2025_us: Singles  # (members,) log per year
    growth_2025_cn: Singles
    adoption_change_2025: Singles  # (members,) log per year
    failed: Singles  # (members,) 1 where a number of the member is not finite

    @staticmethod
    def empty(members: int, months: Sequence[int], gammas: Sequence[float]) -> Track:
        """Room for a number of members, in memory."""
        names = Track.names(months, gammas)
        return Track.over(np.full((len(names), members), np.nan, np.float32), months, gammas)

    @staticmethod
    def names(months: Sequence[int], gammas: Sequence[float]) -> tuple[str, ...]:
        """Names of the columns under a track."""
        return (
            *(f"{name} {month}" for name in _MONTHLY for month in months),
            *(f"use {m} {g:g} {o}" for m in months for g in gammas for o in ("us", "cn", "own")),
            *_ONCE,
        )

    @staticmethod
    def over(columns: Singles, months: Sequence[int], gammas: Sequence[float]) -> Track:
        """A track that reads and writes the columns of `names`, shape (columns, members)."""
        count, members = len(months), columns.shape[1]
        monthly = {name: columns[k * count : (k + 1) * count].T for k, name in enumerate(_MONTHLY)}
        first = len(_MONTHLY) * count
        once = first + count * len(gammas) * 3
        use = columns[first:once].reshape(count, len(gammas), 3, members).transpose(3, 0, 1, 2)
        single = {name: columns[once + k] for k, name in enumerate(_ONCE)}
        return Track(months=tuple(months), gammas=tuple(gammas), use=use, **monthly, **single)

    def arrays(self) -> dict[str, Singles]:
        """The arrays by name."""
        return {name: getattr(self, name) for name in self._fields if name not in ("months", "gammas")}

    def take(self, rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Track:
        """The same for some members only."""
        arrays = {name: array[rows] for name, array in self.arrays().items()}
        return Track(months=self.months, gammas=self.gammas, **arrays)

    def copy(self) -> Track:
        """The same numbers in memory of their own."""
        arrays = {name: array.copy(order="K") for name, array in self.arrays().items()}
        return Track(months=self.months, gammas=self.gammas, **arrays)

    def write_later(self, first: int, part: Part, use: Singles, month: int) -> None:
        """Take the months after `month` that some members leave; a member with a number that is not finite has failed."""
        rows = slice(first, first + part.ids.shape[0])
        at = [place for place, number in enumerate(self.months) if number > month]
        months = [self.months[place] for place in at]
        sound = np.isfinite(use[at]).all(axis=(0, 1, 2))
        for name in _MONTHLY:
            values = part.month_by_month(f"standing.{name}")[months]
            sound &= np.isfinite(values).all(axis=0)
            getattr(self, name)[rows, at] = values.T
        self.use[rows, at] = use[at].transpose(3, 0, 1, 2)
        self.failed[rows] = np.maximum(self.failed[rows], ~sound)

    def write(self, first: int, part: Part, use: Singles) -> None:
        """Take what some members leave into rows `first`, `first + 1`, ...

        `use` has shape (months, gammas, 3, members). A member with a number that is not finite counts as failed.
        """
        rows, months = slice(first, first + part.ids.shape[0]), list(self.months)
        sound = np.isfinite(use).all(axis=(0, 1, 2))
        for name in _MONTHLY:
            values = part.month_by_month(f"standing.{name}")[months]
            sound &= np.isfinite(values).all(axis=0)
            getattr(self, name)[rows] = values.T
        self.use[rows] = use.transpose(3, 0, 1, 2)
        for name in _ONCE[:-1]:
            getattr(self, name)[rows] = part.once[name]
        self.failed[rows] = ~sound
