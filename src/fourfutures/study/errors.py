"""Errors of study files and of what a user asks of a study."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic_core import PydanticCustomError

from fourfutures.errors import Both, SeveralProblems, listed, meant

NOTHING = Both("", "")


class StudyError(SeveralProblems):
    """A study that cannot be found, read or trusted, or a request that it cannot answer."""


def suggestion(name: str, known: Sequence[str]) -> Both:
    """A remedy for an unknown name: the nearest known one, or the list of them."""
    if not known:
        return Both("there is none to choose from", "目前没有可选项")
    names = listed(known)
    return meant(name, known, Both(f"use one of {names}", f"请从以下各项中选用：{names.zh}"))


def nearest(name: str, known: Sequence[str]) -> Both:
    """The nearest known name as a question, or nothing where none is near."""
    return meant(name, known, NOTHING)


def refusal(what: Both, remedy: Both, kind: str = "refused", **context: str) -> PydanticCustomError:
    """A validator's complaint in both languages, to be raised inside a pydantic validator."""
    return PydanticCustomError(kind, "{what}", {"what": what, "remedy": remedy, **context})
