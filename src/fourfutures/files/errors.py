"""Errors of files."""

from __future__ import annotations

from pathlib import Path

from fourfutures.errors import Both, FourFuturesError, reason


class FileError(FourFuturesError):
    """A file or folder that cannot be written."""

    @classmethod
    def unwritable(cls, path: Path, error: OSError) -> FileError:
        """The error for a path that the system will not write to."""
        why = reason(error)
        return cls(
            where=str(path),
            what=Both(f"cannot be written ({why})", f"无法写入（{why.zh}）"),
            remedy=Both(
                "free some space, change the folder's permissions, or choose another folder with --out",
                "请腾出空间、更改目录权限，或用 --out 另选目录",
            ),
        )
