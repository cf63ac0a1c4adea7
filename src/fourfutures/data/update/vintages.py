"""Vintages on the disk: one folder each, never written again, with a word beside the file on where it came from."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from fourfutures.data.errors import DataError
from fourfutures.errors import Both, reason
from fourfutures.files import UNFINISHED

PROVENANCE = "provenance.json"
CHANGES = "changes.json"
_RESTORE = Both(
    "restore the folder from a copy, or move it away so that the next vintage is the first",
    "请从副本恢复该目录，或将其移走，使下一份成为首份",
)


class Vintage(NamedTuple):
    """One vintage of a file."""

    name: str  # the moment it was fetched, such as 2026-11-26T074931Z
    folder: Path
    provenance: Mapping[str, Any]

    def content(self) -> bytes:
        """The file. Raises DataError where it is missing or no longer what was fetched."""
        path = self.folder / str(self.provenance["file"])
        try:
            found = path.read_bytes()
        except OSError as error:
            why = reason(error)
            raise DataError(
                where=str(path),
                what=Both(f"cannot be read ({why})", f"无法读取（{why.zh}）"),
                remedy=_RESTORE,
            ) from error
        if hashlib.sha256(found).hexdigest() != self.provenance["sha256"]:
            raise DataError(
                where=str(path),
                what=Both("is not what was fetched: its digest differs", "与下载时不符：校验值不同"),
                remedy=_RESTORE,
            )
        return found


def vintages(home: Path) -> list[Vintage]:
    """The vintages in a connector's folder, oldest first. Raises DataError for one that cannot be read."""
    found = []
    with suppress(FileNotFoundError):
        for folder in sorted(home.iterdir()):
            if folder.name.startswith(".") or not folder.is_dir():
                continue
            path = folder / PROVENANCE
            try:
                provenance = json.loads(path.read_bytes())
                found.append(Vintage(folder.name, folder, {**provenance, "file": provenance["file"]}))
            except (OSError, ValueError, KeyError, TypeError) as error:
                raise DataError(
                    where=str(path),
                    what=Both("is missing or damaged", "缺失或已损坏"),
                    remedy=_RESTORE,
                ) from error
    return found


def latest(home: Path) -> Vintage | None:
    """The last vintage, if there is any."""
    found = vintages(home)
    return found[-1] if found else None


def keep(home: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Put a new vintage into place as a whole. Raises DataError, and leaves no part behind."""
    spare = home / f".{name}.{secrets.token_hex(6)}{UNFINISHED}"
    try:
        spare.mkdir(parents=True)
        for file, content in files.items():
            with (spare / file).open("xb") as handle:
                handle.write(content)
                handle.flush()
                os.fsync(handle.fileno())
        place, number = home / name, 1
        while place.exists():
            number += 1
            place = home / f"{name}-{number}"
        spare.rename(place)
        return place
    except OSError as error:
        why = reason(error)
        raise DataError(
            where=str(home),
            what=Both(f"cannot be written ({why})", f"无法写入（{why.zh}）"),
            remedy=Both(
                "free some space, change its permissions, or choose another folder with --into",
                "请腾出空间、更改权限，或用 --into 另选目录",
            ),
        ) from error
    finally:
        shutil.rmtree(spare, ignore_errors=True)
