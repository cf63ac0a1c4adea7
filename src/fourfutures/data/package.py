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
from fourfutures.errors import Both, Problem, reason

DESCRIPTOR = "datapackage.json"
_HASH = re.compile(r"sha256:([0-9a-f]{64})", re.IGNORECASE)
_RESTORE = Both("restore the file", "请恢复该文件")
_RESTORE_OR_SEAL = Both(
    "restore the file; if the change is meant, run: fourfutures data seal STUDY_FOLDER",
    "请恢复该文件；如属有意改动，请运行 fourfutures data seal STUDY_FOLDER",
)
_CHECK = Both("check the file and its permissions", "请检查文件及其权限")
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
        raise DataError(
            where=place, what=Both("has no list of resources", "没有 resources 列表"), remedy=_RESTORE
        )
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
            problems.append(
                Problem(
                    where,
                    Both("the file is listed twice", "文件重复列出"),
                    Both("drop one of the two resources", "请删去其中一项"),
                )
            )
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
                    Both(f"{DESCRIPTOR} does not list the file", f"{DESCRIPTOR} 未列出此文件"),
                    Both(
                        "run: fourfutures data seal STUDY_FOLDER, or take the file out of the folder",
                        "请运行 fourfutures data seal STUDY_FOLDER，或将文件移出目录",
                    ),
                )
            )
        elif path not in there:
            problems.append(
                Problem(
                    shown(root / path),
                    Both(
                        f"the file is missing, though {DESCRIPTOR} lists it",
                        f"{DESCRIPTOR} 列有此文件，但文件不在",
                    ),
                    _RESTORE_OR_SEAL,
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
        if root.is_dir():
            what = Both(f"there is no {DESCRIPTOR}", f"没有 {DESCRIPTOR}")
            remedy = Both(
                f"restore {DESCRIPTOR}, which lists the study's files, or run: fourfutures data seal STUDY_FOLDER",
                f"请恢复列有研究各文件的 {DESCRIPTOR}，或运行 fourfutures data seal STUDY_FOLDER",
            )
        else:
            what = Both(f"there is no folder {shown(root)}", f"没有目录 {shown(root)}")
            remedy = Both("correct the path", "请更正路径")
        raise DataError(where=shown(path), what=what, remedy=remedy) from None
    except OSError as error:
        raise DataError(where=shown(path), what=_unreadable(error), remedy=_CHECK) from None
    except UnicodeDecodeError:
        raise DataError(
            where=shown(path),
            what=Both("is not UTF-8 text", "不是 UTF-8 文本"),
            remedy=Both("save the file as UTF-8", "请以 UTF-8 编码另存"),
        ) from None
    except json.JSONDecodeError as error:
        raise DataError(
            where=f"{shown(path)}:{error.lineno}",
            what=Both(f"is not valid JSON: {error.msg}", f"不是有效的 JSON（{error.msg}）"),
            remedy=Both(
                f"correct line {error.lineno}, near column {error.colno}, or restore the file",
                f"请更正第{error.lineno}行第{error.colno}列附近，或恢复该文件",
            ),
        ) from None
    except RecursionError:
        raise DataError(
            where=shown(path), what=Both("is nested too deeply", "嵌套过深"), remedy=_RESTORE
        ) from None
    if not isinstance(content, dict):
        raise DataError(
            where=shown(path), what=Both("is not a JSON object", "不是 JSON 对象"), remedy=_RESTORE
        )
    return content


def _unreadable(error: OSError) -> Both:
    why = reason(error)
    return Both(f"cannot be read ({why})", f"无法读取（{why.zh}）")


def _resource(entry: Any, licenses: tuple[str, ...]) -> tuple[Resource | None, tuple[Both, Both]]:
    """The resource, or what is wrong with it and the remedy."""
    if not isinstance(entry, dict):
        return None, (
            Both("is not a JSON object", "不是 JSON 对象"),
            Both("write an object with path, bytes and hash", "请写含 path、bytes 和 hash 的对象"),
        )
    path, size, stated = entry.get("path"), entry.get("bytes"), entry.get("hash")
    if not isinstance(path, str) or not path:
        return None, (
            Both("has no path", "没有 path"),
            Both("name one file of the study's folder", "请写研究目录中的一个文件"),
        )
    if not _inside(path):
        return None, (
            Both("the path leaves the study's folder", "路径超出研究目录"),
            Both("name a file in the folder, with / between parts", "请写目录之内的文件，各级以 / 分隔"),
        )
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        return None, (
            Both("has no size in bytes", "没有字节数"),
            Both("state the file's size as a whole number in bytes", "请以整数写明文件的字节数"),
        )
    match = _HASH.fullmatch(stated) if isinstance(stated, str) else None
    if match is None:
        return None, (
            Both("has no SHA-256 checksum", "没有 SHA-256 校验值"),
            Both(
                'state it as "sha256:" and 64 hexadecimal digits in hash',
                "请在 hash 中写 sha256: 及64位十六进制数",
            ),
        )
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
        (Both("", ""), Both("", "")),
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
        return [Problem(shown(path), _unreadable(error), _CHECK)]
    if size != resource.bytes:
        fact = Both(
            f"the file has {size} bytes where {DESCRIPTOR} states {resource.bytes}",
            f"文件为{size}字节，{DESCRIPTOR} 所载为{resource.bytes}字节",
        )
        if size < resource.bytes:
            fact = fact.then(", so it may be cut short", "，可能被截断")
        return [Problem(shown(path), fact, _RESTORE_OR_SEAL)]
    if digest != resource.sha256:
        fact = Both(
            f"the file has changed: its SHA-256 is not the one in {DESCRIPTOR}",
            f"文件已被改动：其 SHA-256 与 {DESCRIPTOR} 所载不符",
        )
        return [Problem(shown(path), fact, _RESTORE_OR_SEAL)]
    return []
