"""Sealing a study: its data package, with size, digest, sources and attribution of every file (Frictionless)."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

from fourfutures.data.errors import DataError
from fourfutures.data.package import DESCRIPTOR, sealed_files
from fourfutures.errors import Both, reason
from fourfutures.files import write_whole

CARDS = "sources.csv"
OWN = {
    "name": "Apache-2.0",
    "title": "Apache License 2.0",
    "path": "https://www.apache.org/licenses/LICENSE-2.0",
}


def seal(root: Path) -> Path:
    """Write datapackage.json for the tables as they are; name and title of an existing package stay.

    Raises DataError where a file cannot be read or the package cannot be written.
    """
    path: Path = root / DESCRIPTOR
    try:
        before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        before = before if isinstance(before, dict) else {}
        cards = {row["source_id"]: row for row in _rows(root / CARDS)} if (root / CARDS).exists() else {}
        resources = [_resource(root, root / name, cards) for name in sorted(sealed_files(root))]
        package = {
            "profile": "data-package",
            "name": before.get("name", root.resolve().name.lower()),
            "title": before.get("title", root.resolve().name),
            "description": "Figures compiled from the sources named in sources.csv, with their attribution.",
            "licenses": [OWN],
            "resources": resources,
        }
    except (OSError, ValueError, KeyError, csv.Error) as error:
        why = reason(error) if isinstance(error, OSError) else Both(str(error), str(error))
        raise DataError(
            where=str(root),
            what=Both(f"cannot be sealed ({why})", f"无法重写校验值（{why.zh}）"),
            remedy=Both("check the files and their permissions", "请检查文件及其权限"),
        ) from error
    write_whole(path, (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode())
    return path


def _resource(root: Path, file: Path, cards: dict[str, dict[str, str]]) -> dict[str, Any]:
    content = file.read_bytes()
    name = file.relative_to(root).as_posix()
    resource: dict[str, Any] = {
        "name": name.rsplit(".", 1)[0].replace("/", "-").lower(),
        "path": name,
        "format": file.suffix[1:],
        "bytes": len(content),
        "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
    }
    if file.suffix == ".csv" and file.name != CARDS:
        cited = {part for row in _rows(file) for part in (row.get("source_id") or "").split(";") if part}
        named = sorted(cited & cards.keys())
        resource["sources"] = [_source(name, cards[name]) for name in named]
        resource["attribution"] = sorted({cards[name]["license"] for name in named})
    return resource


def _source(name: str, card: dict[str, str]) -> dict[str, str]:
    """A source as the package standard has it, with its id as name."""
    path = card.get("url", "")
    return {
        "name": name,
        "title": card.get("title") or name,
        **({"path": path} if path.startswith("http") else {}),
    }


def _rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
