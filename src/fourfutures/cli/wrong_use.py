"""Command lines that cannot be read: the parser's complaints in our own words, in both languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from fourfutures.errors import Both, FourFuturesError, Problem, listed

_WHOLE = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)")
_LONGEST = 30  # digits; what is longer is out of any range, and slow to read


class WrongUse(FourFuturesError):
    """A command line that the program cannot make sense of."""


def whole(option: str, text: str | None) -> int | None:
    """The whole number given to an option, None if it was left out. Raises WrongUse for anything else."""
    if text is None:
        return None
    if not _WHOLE.fullmatch(text.strip()) or len(text) > _LONGEST:
        raise WrongUse(
            where=f"{option} {text}",
            what=Both(f"{text or 'nothing'} is not a whole number", f"{text or '空白'}不是整数")
            if len(text) <= _LONGEST
            else Both("the number is too long", "数字过长"),
            remedy=Both("write digits only, such as 20000", "请只写数字，如20000"),
        )
    return int(text)


def number(option: str, text: str | None) -> float | None:
    """The number given to an option, None if it was left out. Raises WrongUse for anything else."""
    if text is None:
        return None
    if not _NUMBER.fullmatch(text.strip()) or len(text) > _LONGEST:
        raise WrongUse(
            where=f"{option} {text}",
            what=Both(f"{text or 'nothing'} is not a number", f"{text or '空白'}不是数"),
            remedy=Both("write a number such as 0.5", "请写数，如0.5"),
        )
    return float(text)


def no_such_command(where: str, name: str, known: Sequence[str]) -> WrongUse:
    """The error for a command that there is none of."""
    return WrongUse(
        where=where,
        what=Both(f"there is no command called {name}", f"没有名为{name}的命令"),
        remedy=_nearest(name, known)
        or Both(f"use one of {listed(known)}", f"可用的命令：{listed(known).zh}"),
    )


def complaint(error: Any, arguments: Sequence[str], command: Any) -> Problem:
    """The problem behind an error that the parser of `command` raised for `arguments`.

    Errors are known by the names of their types: where the parser lives differs between releases of its package.
    """
    context = getattr(error, "ctx", None)
    where = context.command_path if context is not None else _path(arguments, command)
    see = Both(f"see {where} --help", f"请看 {where} --help")
    option = getattr(error, "option_name", "")
    match type(error).__name__:
        case "NoSuchOption":
            known = (
                [name for param in context.command.get_params(context) for name in param.opts]
                if context
                else []
            )
            what = Both(f"there is no option {option}", f"没有 {option} 选项")
            return Problem(where, what, _nearest(option, known) or see)
        case "MissingParameter":
            name = error.param.metavar or error.param.name.upper()
            example = context.command.epilog if context is not None else None
            give = Both(f"give it, such as: {example}", f"请补上，如 {example}") if example else see
            return Problem(where, Both(f"{name} is missing", f"缺少 {name}"), give)
        case "BadOptionUsage" if any(part.startswith(f"{option}=") for part in arguments):
            return Problem(
                f"{where} {option}",
                Both("takes no value", "不带值"),
                Both(f"write {option} alone", f"请只写 {option}"),
            )
        case "BadOptionUsage":
            return Problem(f"{where} {option}", Both("its value is missing", "缺少值"), see)
        case "UsageError" if extra := re.search(r"\(([^()]+)\)\s*\.?$", error.format_message()):
            return Problem(
                where,
                Both(f"does not know what to do with {extra[1]}", f"多出了 {extra[1]}"),
                Both(f"take it out, or {see}", f"请删去，或看 {where} --help"),
            )
    said = error.format_message()
    return Problem(where, Both(said, f"命令有误（{said}）"), see)


def _path(arguments: Sequence[str], command: Any) -> str:
    """The commands that arguments begin with."""
    words = ["fourfutures"]
    for part in arguments:
        command = getattr(command, "commands", {}).get(part)
        if command is None:
            break
        words.append(part)
    return " ".join(words)


def _nearest(name: str, known: Sequence[str]) -> Both | None:
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return Both(f"did you mean {near[0]}?", f"是否指{near[0]}？") if near else None
