"""Writing: a file is there whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from fourfutures.files.errors import FileError

UNFINISHED = ".part"  # suffix of a file that is still being written


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a name of its own and move it into place. Raises FileError, and leaves no part behind."""
    with open_whole(path) as file:
        file.write(content)


@contextmanager
def open_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write piece by piece, moved into place at the end. Raises FileError, and leaves no part behind.

    The spare name is not shared: two processes that write the same file cannot move each other's halves.
    """
    spare = path.with_name(f".{path.name}.{secrets.token_hex(6)}{UNFINISHED}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with spare.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        spare.replace(path)
    except OSError as error:
        raise FileError.unwritable(path, error) from error
    finally:
        with suppress(OSError):
            spare.unlink(missing_ok=True)
