"""Where output goes: results to stdout, progress and messages to stderr, exit codes."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from fourfutures.cli.words import Words
from fourfutures.errors import FourFuturesError

DONE, FAILED, WRONG_USE, FAULT, INTERRUPTED = 0, 1, 2, 70, 130


def print_json(document: Mapping[str, Any]) -> None:
    """One JSON document on stdout, nothing else."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


@contextmanager
def bar(words: Words, wanted: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on stderr where it is a terminal; otherwise silence."""
    console = Console(stderr=True)
    if not wanted or not console.is_terminal:
        yield lambda stage, done, total: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def step(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(words[f"stage.{stage}"], total=total)
            progress.update(tasks[stage], completed=done, total=total)

        yield step


def guarded(words: Words, work: Callable[[], int]) -> int:
    """Run a command; a user's mistake becomes one message and exit code 2, never a traceback."""
    try:
        return work()
    except FourFuturesError as error:
        say(str(error))
        return WRONG_USE
    except KeyboardInterrupt:
        say(words["stopped"])
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        if os.environ.get("FOURFUTURES_DEBUG"):
            traceback.print_exc()
        say(words["bug"].format(error=f"{type(error).__name__}: {error}"))
        return FAULT


def say(message: str) -> None:
    """A message on stderr, wrapped by the terminal and not by us."""
    sys.stderr.write(message + "\n")
