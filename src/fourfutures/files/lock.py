"""Holding a folder or a file: two processes that make the same result take turns, and the second finds the work done."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fourfutures.errors import Both
from fourfutures.files.errors import FileError

PAUSE = 0.2  # seconds between attempts


@contextmanager
def alone(folder: Path, waiting: Callable[[], None], *, needed: bool = False) -> Iterator[None]:
    """Hold a folder or file for this process; `waiting` is called once if another one holds it first.

    The lock is the system's, on a hidden file beside it, so it ends with the process however that ends. Where a disk knows
    no locks there is none: what is written is the same from any process, and each file comes whole. Where that is not so,
    the lock is `needed`, and going on without one raises FileError.
    """
    path = folder.with_name(f".{folder.name}.lock")
    handle = _hold(path, waiting)
    if handle is None and needed:
        raise FileError(
            where=str(folder),
            what=Both("cannot be held alone while it is written", "写入时无法独占"),
            remedy=Both(
                "check the permissions of its folder, or choose one on a disk that knows locks",
                "请检查所在目录的权限，或改用支持文件锁的磁盘",
            ),
        )
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
