"""Sources by name: files, folders, standard input, and addresses where the caller allows them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from fourfutures.download import DownloadError, Limits, fetch
from fourfutures.errors import Both, Problem, reason
from fourfutures.evidence.canonical import one_line, shown
from fourfutures.evidence.intake.kind import readable
from fourfutures.evidence.intake.limits import MEGABYTE, Bounds
from fourfutures.evidence.intake.source import Source, unreadable

PIPE = "-"


def gathered(
    names: Sequence[str | Source | Problem],
    bounds: Bounds,
    limits: Limits | None = None,
    pipe: BinaryIO | None = None,
) -> Iterator[Source | Problem]:
    """What each name leads to, one after the other; what cannot be had is a word on why. A source or a word
    is passed on as it is.

    `limits` bounds downloads; without it no address is asked. `pipe` stands for standard input.
    """
    for name in names:
        if isinstance(name, Problem):
            yield name
        elif isinstance(name, Source):
            yield _too_large(name.where, bounds) if len(name.content) > bounds.file else name
        elif name == PIPE:
            yield _piped(pipe or sys.stdin.buffer, bounds)
        elif "://" in name:
            yield _fetched(name, bounds, limits)
        else:
            yield from _found(Path(name).expanduser(), shown(name), bounds)


def _found(path: Path, name: str, bounds: Bounds) -> Iterator[Source | Problem]:
    try:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if _wanted(each, path))
            if not inside:
                yield unreadable(
                    name, Both("the folder holds no file", "目录中没有文件"),
                    Both("name a folder with documents", "请指定存有文档的目录"),
                )  # fmt: skip
            for each in inside:
                yield _file(each, shown(str(Path(name) / each.relative_to(path))), bounds)
            return
        yield _file(path, name, bounds)
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else Both(str(error), str(error))
        yield unreadable(
            name, Both(f"cannot be read ({why})", f"无法读取（{why.zh}）"),
            Both("check the path", "请检查路径"),
        )  # fmt: skip


def _wanted(path: Path, root: Path) -> bool:
    """Plain files of a folder; hidden ones and links that lead elsewhere are left out."""
    return (
        path.is_file()
        and not path.is_symlink()
        and not any(part.startswith(".") for part in path.relative_to(root).parts)
    )


def _file(path: Path, name: str, bounds: Bounds) -> Source | Problem:
    try:
        if path.exists() and not path.is_file():
            return unreadable(
                name, Both("is not a plain file", "不是普通文件"),
                Both("name a file or a folder, or - for standard input", "请指定文件或目录，标准输入写作 -"),
            )  # fmt: skip
        if path.stat().st_size > bounds.file:
            return _too_large(name, bounds)
        with path.open("rb") as stream:
            content = stream.read(bounds.file + 1)
    except OSError as error:
        why = reason(error)
        return unreadable(
            name, Both(f"cannot be read ({why})", f"无法读取（{why.zh}）"),
            Both("check the path and its permissions", "请检查路径和权限"),
        )  # fmt: skip
    return (
        _too_large(name, bounds) if len(content) > bounds.file else Source(name, content, path.suffix.lower())
    )


def _piped(pipe: BinaryIO, bounds: Bounds) -> Source | Problem:
    content = pipe.read(bounds.file + 1)
    return _too_large(PIPE, bounds) if len(content) > bounds.file else Source(PIPE, content)


def _fetched(name: str, bounds: Bounds, limits: Limits | None) -> Source | Problem:
    if limits is None:
        return unreadable(
            name,
            Both("is an address, and nothing is fetched unasked", "是网址，未经要求不会联网抓取"),
            Both(
                "add --fetch to fetch it, or save the page and name the file",
                "加 --fetch 可抓取，或保存页面后指定文件",
            ),
        )
    try:
        found = fetch(name, limits._replace(size=min(limits.size, bounds.file)))
    except DownloadError as error:
        problem = error.problem
        if "connector" in problem.remedy:  # words for those who keep a study's data
            return unreadable(
                problem.where, problem.what,
                Both("check the address, or save the page with a browser and name the file", "请核对网址，或用浏览器保存页面后指定文件"),
            )  # fmt: skip
        return problem
    if not readable(found.media_type):
        kind = one_line(found.media_type.partition(";")[0])
        return unreadable(
            name, Both(f"is {kind}, not a text", f"内容类型为 {kind}，不是文本"),
            Both("name the page that tells of it, or save its text and name the file", "请给出介绍它的网页，或将其文字另存后指定文件"),
        )  # fmt: skip
    charset = found.media_type.partition("charset=")[2].strip().strip("\"'") or None
    return Source(found.url, found.content, "", found.media_type, charset, found.url)


def _too_large(name: str, bounds: Bounds) -> Problem:
    most = f"{bounds.file / MEGABYTE:g} MB"
    return unreadable(
        name,
        Both(f"is larger than {most}", f"超过 {most}"),
        Both("split it, or keep only the text", "请拆分，或只保留文字"),
    )
