"""The command line: one command per verb."""

from __future__ import annotations

import os
import sys

from fourfutures.cli.words import LANGUAGES


def main() -> None:
    """Entry point of the `fourfutures` command."""
    arguments = sys.argv[1:]
    lang = language(arguments)
    if lang not in LANGUAGES:
        sys.stderr.write(f"--lang {lang}: is not available. Choose en or zh.\n")
        raise SystemExit(2)
    from fourfutures.cli.app import call  # late: --lang decides the words of every option

    raise SystemExit(call(arguments, lang))


def language(arguments: list[str]) -> str:
    """The language asked for before the command, else that of FOURFUTURES_LANG, else English."""
    for position, part in enumerate(arguments):
        if part == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
        if part.startswith("--lang="):
            return part.partition("=")[2]
        if not part.startswith("-"):
            break
    return os.environ.get("FOURFUTURES_LANG", "en")
