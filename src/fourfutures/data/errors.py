"""Errors of a study's data: the package, its series, and what a user asks of them."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from fourfutures.errors import FourFuturesError, Problem


class DataError(FourFuturesError):
    """Data that cannot be found, read or trusted, or a series that is not there.

    `problems` holds all problems found, of which the error itself reports the first.
    """

    def __init__(self, *, where: str, what: str, remedy: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(where=where, what=what, remedy=remedy)
        self.problems: tuple[Problem, ...] = tuple(problems) or (self.problem,)

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> DataError:
        """One error for several problems: the first in full, the number of the others."""
        first, others = problems[0], len(problems) - 1
        more = f"; {others} more {'problem' if others == 1 else 'problems'} beside it" if others else ""
        return cls(where=first.where, what=first.what + more, remedy=first.remedy, problems=problems)


def suggestion(name: str, known: Sequence[str], otherwise: str) -> str:
    """A remedy for an unknown name: the nearest known one if any is near, else `otherwise`."""
    lower = {entry.lower(): entry for entry in known}
    near = get_close_matches(name.lower(), list(lower), n=1, cutoff=0.6)
    return f"did you mean {lower[near[0]]}?" if near else otherwise
