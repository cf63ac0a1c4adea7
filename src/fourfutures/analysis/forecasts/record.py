"""The forecast log: one file of the user's that only grows, each entry chained to the one before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from fourfutures.errors import Both
from fourfutures.files import Chain, Link, append, read_chain, set_aside, user_folder

FILE = "forecasts.jsonl"
MEND = Both(
    "run `fourfutures forecast log RUN --repair`: it sets the fragment aside in a file beside the log, and goes on",
    "请运行 fourfutures forecast log RUN --repair：残余部分会另存于日志旁，然后继续",
)


class Logged(NamedTuple):
    """An entry of the log, and whether it was added just now."""

    link: Link
    added: bool


def default_log() -> Path:
    """Where the log lies if nobody names another place."""
    return user_folder() / FILE


def log_run(
    path: Path,
    content: Mapping[str, Any],
    now: datetime,
    waiting: Callable[[], None] = lambda: None,
) -> Logged:
    """Add an entry; a run that is in the log already is not added again.

    Raises FileError for a log that is broken, torn or not to be written.
    """
    found = _logged(read_chain(path, MEND), content)
    if found is not None:
        return Logged(found, False)
    moment = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Logged(append(path, lambda _: {"logged": moment, **content}, waiting, MEND), True)


def entries(path: Path) -> Chain:
    """The log as it is, with everything that is wrong with it."""
    return read_chain(path, MEND)


def mend(path: Path) -> Path | None:
    """Set a torn end aside; the file it went to, None if nothing had to go."""
    return set_aside(path)


def _logged(chain: Chain, content: Mapping[str, Any]) -> Link | None:
    if chain.problems:
        return None  # adding will say what is wrong
    digest = content["run"]["manifest_sha256"]
    return next((link for link in chain.links if link.content["run"]["manifest_sha256"] == digest), None)
