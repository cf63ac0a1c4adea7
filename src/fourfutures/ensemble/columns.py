"""Columns of a pool: one number per member each, in memory or in a file of the cache that survives a killed run.

A block of members counts once its checksum stands in the journal; a block whose bytes no longer match is run again, so
nothing half-written is ever taken for a result. A finished pool of at least the size asked for serves any smaller one,
since a member's numbers do not depend on the pool it stands in.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fourfutures.files import alone

Singles = NDArray[np.float32]
BLOCK = 16_384  # members that the journal vouches for together
MOST_BYTES = 3_000_000_000  # kept in the cache; the pools read longest ago go first
DATA, JOURNAL = "columns.f32", "journal"


class Columns:
    """Columns being filled or read; `array` has shape (columns, members)."""

    def __init__(self, array: Singles, journal: Path | None, done: frozenset[int]) -> None:
        self.array = array
        self._journal = journal
        self.done = done

    @property
    def blocks(self) -> list[range]:
        """Members of each block."""
        size = self.array.shape[1]
        return [range(start, min(start + BLOCK, size)) for start in range(0, size, BLOCK)]

    def rest(self) -> None:
        """Give the memory of a mapped file back; what is asked for again is read again."""
        if isinstance(self.array, np.memmap):
            release(self.array)

    def vouch(self, block: int) -> None:
        """Say that a block is whole."""
        if self._journal is None:
            return
        line = f"{block} {_checksum(self.array, self.blocks[block])}\n"
        with contextlib.suppress(OSError), self._journal.open("a", encoding="ascii") as file:
            file.write(line)


class Shelf:
    """A folder of pools; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @contextlib.contextmanager
    def columns(self, key: str, names: Sequence[str], size: int) -> Iterator[Columns]:
        """Columns of the pool `key` with at least `size` members, locked while they are filled."""
        folder = None if self._folder is None else self._prepared(f"{key}-{size}")
        if folder is None:
            yield Columns(np.empty((len(names), size), np.float32), None, frozenset())
            return
        found = self._larger(key, names, size)
        if found is not None:
            yield found
            return
        with alone(folder, lambda: None):
            opened = _open(folder, len(names), size)
            if opened is None:  # no room on the disk: go on in memory
                opened = Columns(np.empty((len(names), size), np.float32), None, frozenset())
            yield opened
        self._prune(folder)

    def _prepared(self, name: str) -> Path | None:
        assert self._folder is not None
        folder = self._folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / f".probe-{os.getpid()}"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError:
            return None
        return folder

    def _larger(self, key: str, names: Sequence[str], size: int) -> Columns | None:
        """A finished pool that holds the members asked for."""
        assert self._folder is not None
        sizes = sorted(
            int(match.group(1))
            for path in self._folder.glob(f"{key}-*")
            if (match := re.fullmatch(rf"{key}-(\d+)", path.name)) and int(match.group(1)) >= size
        )
        for held in sizes:
            folder = self._folder / f"{key}-{held}"
            done = _journal(folder / JOURNAL)
            if len(done) < -(-held // BLOCK):
                continue
            opened = _open(folder, len(names), held)
            if opened is not None and len(opened.done) == len(opened.blocks):
                whole = Columns(opened.array[:, :size], None, frozenset())
                return Columns(whole.array, None, frozenset(range(len(whole.blocks))))
        return None

    def _prune(self, fresh: Path) -> None:
        assert self._folder is not None
        held = []
        for path in self._folder.glob("*/" + DATA):
            with contextlib.suppress(OSError):
                stat = path.stat()
                held.append((path.parent == fresh, stat.st_mtime, stat.st_size, path.parent))
        total = sum(size for _, _, size, _ in held)
        for newest, _, size, folder in sorted(held):
            if total <= MOST_BYTES or newest:
                return
            for path in folder.iterdir():
                with contextlib.suppress(OSError):
                    path.unlink()
            with contextlib.suppress(OSError):
                folder.rmdir()
            total -= size


def release(array: Singles) -> None:
    """Give the memory of a mapped array back to the system, which keeps what was written."""
    base: object = array
    while isinstance(base, np.ndarray) and base.base is not None:
        base = base.base
    if isinstance(base, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        base.madvise(mmap.MADV_DONTNEED)


def _open(folder: Path, columns: int, size: int) -> Columns | None:
    """The pool's file, made if it is not there, with the blocks that its journal vouches for."""
    path = folder / DATA
    wanted = columns * size * 4
    try:
        if not path.exists() or path.stat().st_size != wanted:
            (folder / JOURNAL).unlink(missing_ok=True)
            with path.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, wanted) if hasattr(
                    os, "posix_fallocate"
                ) else file.truncate(wanted)
        array = np.memmap(path, dtype=np.float32, mode="r+", shape=(columns, size))
        os.utime(path)
    except OSError:
        return None
    opened = Columns(array, folder / JOURNAL, frozenset())
    held = _journal(folder / JOURNAL)
    whole = {
        block
        for block, members in enumerate(opened.blocks)
        if block in held and held[block] == _checksum(array, members)
    }
    return Columns(array, folder / JOURNAL, frozenset(whole))


def _journal(path: Path) -> dict[int, int]:
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return {}
    pairs = [re.fullmatch(r"(\d+) (\d+)", line) for line in lines]
    return {int(pair.group(1)): int(pair.group(2)) for pair in pairs if pair}


def _checksum(array: Singles, members: range) -> int:
    total = 0
    for column in array:
        total = zlib.crc32(np.ascontiguousarray(column[members.start : members.stop]).data, total)
    return total
