"""Holding a folder: two processes that make the same result take turns, and the second finds the work done."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PAUSE = 0.2  # seconds between attempts


@contextmanager
def alone(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold `folder` for this process; `waiting` is called once if another one holds it first.

    The lock is the system's, on a hidden file beside the folder, so it ends with the process however that ends. Where a
    disk knows no locks there is none: what is written is the same from any process, and each file comes whole.
    """
    path = folder.with_name(f".{folder.name}.lock")
    handle = _hold(path, waiting)
    try:
        yield
    finally:
        if handle is not None:
            if os.name == "posix":
                with suppress(OSError):
                    path.unlink()
            os.close(handle)
            if os.name != "posix":  # an open file cannot be removed there
                with suppress(OSError):
                    path.unlink()


def _hold(path: Path, waiting: Callable[[], None]) -> int | None:
    told = False
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            return None
        try:
            _lock(handle)
        except BlockingIOError:
            os.close(handle)
            if not told:
                waiting()
                told = True
            time.sleep(PAUSE)
            continue
        except OSError:
            os.close(handle)
            return None
        if _is_still(handle, path):
            return handle
        os.close(handle)  # the one before removed the file it had locked: start over with the new one


def _is_still(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
