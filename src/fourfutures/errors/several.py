"""Several problems in one error, and the name that was meant where an unknown one was given."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Self

from fourfutures.errors.both import Both
from fourfutures.errors.problem import FourFuturesError, Problem


class SeveralProblems(FourFuturesError):
    """An error that holds all problems found, in `problems`, of which it reports the first."""

    def __init__(self, *, where: str, what: Both, remedy: Both, problems: Sequence[Problem] = ()) -> None:
        super().__init__(where=where, what=what, remedy=remedy)
        self.problems: tuple[Problem, ...] = tuple(problems) or (self.problem,)

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> Self:
        """One error for several problems: the first in full, the number of the others."""
        first, others = problems[0], len(problems) - 1
        remedy = first.remedy
        if others:
            remedy = remedy.then(
                f"; `fourfutures check` lists {others} more",
                f"；另有{others}处问题，可用 fourfutures check 查看",
            )
        return cls(where=first.where, what=first.what, remedy=remedy, problems=problems)


def guess(name: str, known: Sequence[str]) -> str | None:
    """The known name nearest to one that is not known, if any is near."""
    lower = {entry.lower(): entry for entry in known}
    near = get_close_matches(name.lower(), list(lower), n=1, cutoff=0.6)
    return lower[near[0]] if near else None


def meant(name: str, known: Sequence[str], otherwise: Both) -> Both:
    """The known name nearest to one that is not known, as a question; `otherwise` where none is near."""
    near = guess(name, known)
    return otherwise if near is None else Both(f"did you mean {near}?", f"是否指{near}？")
