"""The command line: one command per verb."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from fourfutures.cli.outlet import INTERRUPTED, WRONG_USE, Outlet, open_streams, stopped, unloadable
from fourfutures.cli.words import LANGUAGES
from fourfutures.errors import Both, Problem


def main() -> NoReturn:
    """Entry point of the `fourfutures` command."""
    arguments, lang = sys.argv[1:], "en"
    try:
        open_streams()
        arguments, lang, problem = language(arguments)
        status = execute(arguments, lang, problem)
    except BaseException as error:
        if not stopped(error):
            raise
        Outlet(lang).say("stopped")
        status = INTERRUPTED
    if status == INTERRUPTED:
        # What is written is written whole, so threads in the middle of a block need not be waited for.
        os._exit(INTERRUPTED)
    raise SystemExit(status)


def execute(arguments: list[str], lang: str, problem: Problem | None) -> int:
    """Run a command line, unless its language is already a problem; returns the exit code."""
    outlet = Outlet(lang, as_json="--json" in arguments)
    if problem is not None:
        return outlet.refuse(problem)
    if sys.stdout is None:
        where = Both("standard output", "标准输出")
        remedy = Both("send it somewhere, such as > odds.txt", "请为其指定去处，如 > odds.txt")
        return outlet.refuse(Problem(where, Both("is closed", "已被关闭"), remedy))
    try:
        from fourfutures.cli.app import call  # late: the language decides the words of every option
    except ImportError as error:
        if stopped(error):
            raise
        return outlet.refuse(unloadable(error))
    return call(arguments, outlet)


def language(arguments: list[str]) -> tuple[list[str], str, Problem | None]:
    """Arguments without --lang, the language: that of --lang, else of FOURFUTURES_LANG, else English; what is wrong.

    --lang may stand anywhere, since nobody remembers on which side of the command an option belongs.
    """
    rest: list[str] = []
    lang, where = os.environ.get("FOURFUTURES_LANG") or "en", "FOURFUTURES_LANG"
    parts = iter(arguments)
    for part in parts:
        if part == "--":
            rest += [part, *parts]
        elif part == "--lang":
            lang, where = next(parts, ""), "--lang"
        elif part.startswith("--lang="):
            lang, where = part.partition("=")[2], "--lang"
        else:
            rest.append(part)
    if lang in LANGUAGES:
        return rest, lang, None
    what = (
        Both(f"there is no language {lang}", f"没有 {lang} 这种语言")
        if lang
        else Both("no language is given", "没有写明语言")
    )
    return rest, "en", Problem(where, what, Both("choose en or zh", "请选 en 或 zh"))


__all__ = ["WRONG_USE", "execute", "language", "main"]
