"""Vouching for compiled code: what lies in the cache is used only as it was written there.

The compiler reads back what it stored without looking whether it is whole, so a damaged file would stop every run.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from fourfutures.errors import FourFuturesError
from fourfutures.files import write_whole

SUMS = "sums.json"


def drop(folder: Path) -> None:
    """Remove files that are not the ones vouched for; they are compiled again."""
    sums = _read(folder / SUMS)
    for path in _stored(folder):
        with suppress(OSError):
            if sums.get(path.name) != _digest(path):
                path.unlink()


def vouch(folder: Path) -> None:
    """Note the digest of every file; where that cannot be written, the next process compiles again."""
    with suppress(OSError, FourFuturesError):
        sums = {path.name: _digest(path) for path in _stored(folder)}
        if sums != _read(folder / SUMS):
            write_whole(folder / SUMS, json.dumps(sums, sort_keys=True).encode())


def _stored(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("kernel.*") if path.is_file())


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read(path: Path) -> dict[str, str]:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
