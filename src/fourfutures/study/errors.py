"""Errors of study files and of what a user asks of a study."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from fourfutures.errors import FourFuturesError, Problem


class StudyError(FourFuturesError):
    """A study that cannot be found, read or trusted, or a request that it cannot answer.

    `problems` holds all problems found, of which the error itself reports the first.
    """

    def __init__(self, *, where: str, what: str, remedy: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(where=where, what=what, remedy=remedy)
        self.problems: tuple[Problem, ...] = tuple(problems) or (self.problem,)

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> StudyError:
        """One error for several problems: the first in full, the number of the others."""
        first, others = problems[0], len(problems) - 1
        more = f"; `fourfutures check` lists {others} more" if others else ""
        return cls(where=first.where, what=first.what, remedy=first.remedy + more, problems=problems)


def guess(name: str, known: Sequence[str]) -> str | None:
    """The known name nearest to one that is not known, if any is near."""
    lower = {entry.lower(): entry for entry in known}
    if name.lower() in lower:
        return lower[name.lower()]
    near = get_close_matches(name.lower(), list(lower), n=1, cutoff=0.6)
    return lower[near[0]] if near else None


def suggestion(name: str, known: Sequence[str]) -> str:
    """A remedy for an unknown name: the nearest known one, or the list of them."""
    near = guess(name, known)
    if near is not None:
        return f"did you mean {near}?"
    return "use one of " + ", ".join(known) if known else "there is none to choose from"


def nearest(name: str, known: Sequence[str]) -> str:
    """The nearest known name as a question, or nothing where none is near."""
    near = guess(name, known)
    return "" if near is None else f"did you mean {near}?"
