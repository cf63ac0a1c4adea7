"""Errors of study files and of what a user asks of a study."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from pydantic_core import PydanticCustomError

from fourfutures.errors import Both, FourFuturesError, Problem, listed

NOTHING = Both("", "")


class StudyError(FourFuturesError):
    """A study that cannot be found, read or trusted, or a request that it cannot answer.

    `problems` holds all problems found, of which the error itself reports the first.
    """

    def __init__(self, *, where: str, what: Both, remedy: Both, problems: Sequence[Problem] = ()) -> None:
        super().__init__(where=where, what=what, remedy=remedy)
        self.problems: tuple[Problem, ...] = tuple(problems) or (self.problem,)

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> StudyError:
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
    if name.lower() in lower:
        return lower[name.lower()]
    near = get_close_matches(name.lower(), list(lower), n=1, cutoff=0.6)
    return lower[near[0]] if near else None


def suggestion(name: str, known: Sequence[str]) -> Both:
    """A remedy for an unknown name: the nearest known one, or the list of them."""
    near = guess(name, known)
    if near is not None:
        return Both(f"did you mean {near}?", f"是否指{near}？")
    if not known:
        return Both("there is none to choose from", "目前没有可选项")
    names = listed(known)
    return Both(f"use one of {names}", f"请从以下各项中选用：{names.zh}")


def nearest(name: str, known: Sequence[str]) -> Both:
    """The nearest known name as a question, or nothing where none is near."""
    near = guess(name, known)
    return NOTHING if near is None else Both(f"did you mean {near}?", f"是否指{near}？")


def refusal(what: Both, remedy: Both, kind: str = "refused", **context: str) -> PydanticCustomError:
    """A validator's complaint in both languages, to be raised inside a pydantic validator."""
    return PydanticCustomError(kind, "{what}", {"what": what, "remedy": remedy, **context})
