"""The data package of a study: which files belong to it, and whether they are the ones described.

`datapackage.json` follows Frictionless Data: every resource has `path`, `bytes` and `hash` ("sha256:<hex>"). Here it is
also complete: a table of the folder that it does not list is as suspect as one that has changed. Texts (TOML, Markdown)
are no part of it: they are there to be argued with, and a run is named after what they say.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from fourfutures.data.errors import DataError
from fourfutures.data.table import shown
from fourfutures.errors import Problem

DESCRIPTOR = "datapackage.json"
_HASH = re.compile(r"sha256:([0-9a-f]{64})", re.IGNORECASE)
_RESTORE = "restore the file; if the change is meant, run: fourfutures data seal STUDY_FOLDER"
FREE = (".toml", ".md")  # suffixes of files that may change without being sealed again


class Resource(NamedTuple):
    """A file of the package. `licenses` are the package's where the resource names none of its own."""

    path: str  # relative to the study's folder
    bytes: int
    sha256: str
    title: str
    licenses: tuple[str, ...]
    sources: tuple[str, ...]  # ids of source cards


def resources(root: Path) -> tuple[Resource, ...]:
    """The files that the package lists, unread. Raises DataError for a descriptor that cannot be used."""
    place = shown(root / DESCRIPTOR)
    descriptor = _descriptor(root)
    listed = descriptor.get("resources")
    if not isinstance(listed, list):
        raise DataError(where=place, what="has no list of resources", remedy="restore the file")
    package_licenses = _names(descriptor.get("licenses"))
    found: list[Resource] = []
    problems: list[Problem] = []
    for number, entry in enumerate(listed, start=1):
        resource, complaint = _resource(entry, package_licenses)
        path = entry.get("path") if isinstance(entry, dict) else None
        where = f"{place}, resources[{number}]" + (f" {path}" if isinstance(path, str) else "")
        if resource is None:
            problems.append(Problem(where, *complaint))
        elif resource.path in {other.path for other in found}:
            problems.append(Problem(where, "the file is listed twice", "drop one of the two resources"))
        else:
            found.append(resource)
    if problems:
        raise DataError.of(problems)
    return tuple(found)


def check_package(root: Path) -> list[Problem]:
    """Everything that differs between the package's descriptor and the folder, in the order of paths."""
    try:
        listed = {r.path: r for r in resources(root) if not r.path.endswith(FREE)}
    except DataError as error:
        return list(error.problems)
    there = sealed_files(root)
    problems: list[Problem] = []
    for path in sorted({*listed, *there}):
        if path not in listed:
            problems.append(
                Problem(
                    shown(root / path),
                    f"{DESCRIPTOR} does not list the file",
                    "run: fourfutures data seal STUDY_FOLDER, or take the file out of the folder",
                )
            )
        elif path not in there:
            problems.append(
                Problem(
                    shown(root / path),
                    f"the file is missing, though {DESCRIPTOR} lists it",
                    "restore the file, or drop its resource",
                )
            )
        else:
            problems += _differences(root / path, listed[path])
    return problems


def verify(root: Path) -> None:
    """Raise DataError, with every problem in its `problems`, unless the folder is exactly the package described."""
    problems = check_package(root)
    if problems:
        raise DataError.of(problems)


def sealed_files(root: Path) -> set[str]:
    """Files that a package must list, by relative path: not itself, not texts, not what editors and systems hide."""
    found = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return {
        path.as_posix()
        for path in found
        if not any(part.startswith((".", "__pycache__")) for part in path.parts)
        and path.as_posix() != DESCRIPTOR
        and path.suffix not in FREE
    }


def _descriptor(root: Path) -> Mapping[str, Any]:
    path = root / DESCRIPTOR
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        what = f"there is no {DESCRIPTOR}" if root.is_dir() else f"there is no folder {shown(root)}"
        remedy = (
            f"restore {DESCRIPTOR}, which lists the study's files" if root.is_dir() else "correct the path"
        )
        raise DataError(where=shown(path), what=what, remedy=remedy) from None
    except OSError as error:
        raise DataError(
            where=shown(path),
            what=f"cannot be read ({error.strerror})",
            remedy="check the file's permissions",
        ) from None
    except UnicodeDecodeError:
        raise DataError(
            where=shown(path), what="is not UTF-8 text", remedy="save the file as UTF-8"
        ) from None
    except json.JSONDecodeError as error:
        raise DataError(
            where=f"{shown(path)}:{error.lineno}",
            what=f"is not valid JSON: {error.msg}",
            remedy=f"correct line {error.lineno}, near column {error.colno}, or restore the file",
        ) from None
    except RecursionError:
        raise DataError(where=shown(path), what="is nested too deeply", remedy="restore the file") from None
    if not isinstance(content, dict):
        raise DataError(where=shown(path), what="is not a JSON object", remedy="restore the file")
    return content


def _resource(entry: Any, licenses: tuple[str, ...]) -> tuple[Resource | None, tuple[str, str]]:
    """The resource, or what is wrong with it and the remedy."""
    if not isinstance(entry, dict):
        return None, ("is not a JSON object", "write an object with path, bytes and hash")
    path, size, stated = entry.get("path"), entry.get("bytes"), entry.get("hash")
    if not isinstance(path, str) or not path:
        return None, ("has no path", "name one file of the study's folder")
    if not _inside(path):
        return None, ("the path leaves the study's folder", "name a file in the folder, with / between parts")
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        return None, ("has no size in bytes", "state the file's size as a whole number in bytes")
    match = _HASH.fullmatch(stated) if isinstance(stated, str) else None
    if match is None:
        return None, ("has no SHA-256 checksum", 'state it as "sha256:" and 64 hexadecimal digits in hash')
    title = entry.get("title")
    return (
        Resource(
            path=path,
            bytes=size,
            sha256=match[1].lower(),
            title=title if isinstance(title, str) else "",
            licenses=_names(entry.get("licenses")) or licenses,
            sources=_names(entry.get("sources")),
        ),
        ("", ""),
    )


def _inside(path: str) -> bool:
    """Whether a path stays in the folder and is written in the one way that can be compared."""
    parts = PurePosixPath(path)
    plain = "\\" not in path and ":" not in path and "\0" not in path
    return plain and not parts.is_absolute() and ".." not in parts.parts and str(parts) == path != "."


def _names(entries: Any) -> tuple[str, ...]:
    """Names of licences or sources, each given as a text or as an object with `name`, `title` or `path`."""
    if not isinstance(entries, list):
        return ()
    texts = [
        next((entry[key] for key in ("name", "title", "path") if key in entry), None)
        if isinstance(entry, dict)
        else entry
        for entry in entries
    ]
    return tuple(text for text in texts if isinstance(text, str))


def _differences(path: Path, resource: Resource) -> list[Problem]:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        fact = f"cannot be read ({error.strerror})"
        return [Problem(shown(path), fact, "check the file and its permissions")]
    if size != resource.bytes:
        fact = f"the file has {size} bytes where {DESCRIPTOR} states {resource.bytes}"
        fact += ", so it may be cut short" if size < resource.bytes else ""
        return [Problem(shown(path), fact, _RESTORE)]
    if digest != resource.sha256:
        fact = f"the file has changed: its SHA-256 is not the one in {DESCRIPTOR}"
        return [Problem(shown(path), fact, _RESTORE)]
    return []
