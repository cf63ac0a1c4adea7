"""Chains: files of JSON lines that only grow, each line sealed by a digest of itself and of the line before.

A line is {"number", "previous", "content", "digest"}: `digest` is the SHA-256 of the line's bytes before it, `previous` the
digest of the line before, so a changed byte shows in its own line and a line taken out or put in shows in the next one.
A chain cannot tell that its last lines are gone; whoever wants to be able to shows the last digest to somebody else.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from fourfutures.errors import Both, Problem, reason
from fourfutures.files.errors import FileError
from fourfutures.files.lock import alone

START = "0" * 64  # what the first line follows
AS_IS = getattr(os, "O_BINARY", 0)  # where the system would change newlines
_LINE = re.compile(rb'(\{.*),"digest":"([0-9a-f]{64})"\}', re.DOTALL)


class Link(NamedTuple):
    """One line, whole and in its place."""

    number: int  # from 1
    digest: str
    content: dict[str, Any]


class Chain(NamedTuple):
    """A file as read: its lines, what is wrong with them, and the bytes behind the last whole line."""

    links: tuple[Link, ...]  # those that hold, up to the first that does not
    problems: tuple[Problem, ...]
    torn: bytes

    @property
    def head(self) -> str:
        """Digest of the last line."""
        return self.links[-1].digest if self.links else START


def read_chain(path: Path, mend: Both | None = None) -> Chain:
    """A chain and everything wrong with it; a file that is not there is an empty chain. Raises FileError.

    `mend` says how a torn end is mended where this chain is used. Waits for whoever is writing, if locks can be had here.
    """
    if not path.exists():
        return Chain((), (), b"")
    with alone(path, lambda: None):
        return _chain(path, mend)


def _chain(path: Path, mend: Both | None) -> Chain:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Chain((), (), b"")
    except OSError as error:
        why = reason(error)
        raise FileError(
            where=str(path),
            what=Both(f"cannot be read ({why})", f"无法读取（{why.zh}）"),
            remedy=Both("check the path and its permissions", "请检查路径及其权限"),
        ) from error
    *lines, torn = content.split(b"\n")
    links: list[Link] = []
    problems: list[Problem] = []
    expected: tuple[int, str] | None = (1, START)
    for place, line in enumerate(lines, start=1):
        link, before = unsealed(line)
        if link is None:
            problems.append(Problem(_place(path, place), CHANGED, RESTORE))
            expected = None  # nobody can say what the next one has to follow
            continue
        if expected not in (None, (link.number, before)):
            problems.append(Problem(_place(path, place), OUT_OF_PLACE, RESTORE))
        if not problems:
            links.append(link)
        expected = (link.number + 1, link.digest)
    if torn:
        problems.append(Problem(_place(path, len(lines) + 1), TORN, mend or RESTORE))
    return Chain(tuple(links), tuple(problems), torn)


def append(
    path: Path,
    content: Callable[[Chain], Mapping[str, Any]],
    waiting: Callable[[], None] = lambda: None,
    mend: Both | None = None,
) -> Link:
    """Add a line, made from the chain as it is once the file is held alone; on the disk when this returns.

    Raises FileError for a chain that is broken or torn, for a file that cannot be written, and where no lock can be had:
    two writers that do not know of each other would break the chain.
    """
    with alone(path, waiting, needed=True):
        chain = _chain(path, mend)
        for problem in chain.problems:
            raise FileError(where=problem.where, what=problem.what, remedy=problem.remedy)
        line = sealed(len(chain.links) + 1, chain.head, content(chain))
        link, _ = unsealed(line[:-1])
        assert link is not None
        _write(path, line)
    return link


def set_aside(path: Path) -> Path | None:
    """Move bytes behind the last whole line into a file beside the chain, and return it; None if there are none.

    A line that lacks only its newline gets it, since nothing of it is lost.
    """
    with alone(path, lambda: None, needed=True):
        torn = _chain(path, None).torn
        if not torn:
            return None
        if unsealed(torn)[0] is not None:
            _write(path, b"\n")
            return None
        number = 1
        while (aside := path.with_name(f"{path.name}.torn-{number}")).exists():
            number += 1
        try:
            with aside.open("xb") as file:
                file.write(torn)
                file.flush()
                os.fsync(file.fileno())
            with path.open("r+b") as file:
                file.truncate(path.stat().st_size - len(torn))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _unwritable(path, error) from error
        return aside


def sealed(number: int, previous: str, content: Mapping[str, Any]) -> bytes:
    """The bytes of a line with its newline: the entry, and the digest of everything before the digest."""
    body = json.dumps(
        {"number": number, "previous": previous, "content": content},
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
    )[:-1].encode()
    return body + b',"digest":"' + hashlib.sha256(body).hexdigest().encode() + b'"}\n'


def unsealed(line: bytes) -> tuple[Link | None, str]:
    """A line by itself and the digest it says it follows; None if it is not as it was written."""
    match = _LINE.fullmatch(line)
    if match is None or hashlib.sha256(match[1]).hexdigest().encode() != match[2]:
        return None, ""
    try:
        body = json.loads(match[1] + b"}")
        return Link(body["number"], match[2].decode(), body["content"]), body["previous"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None, ""


def _write(path: Path, line: bytes) -> None:
    """Append bytes and see them on the disk; where that fails, the file is as it was."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = not path.exists()
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | AS_IS, 0o666)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        size = os.fstat(handle).st_size
        try:
            rest = memoryview(line)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(handle, size)
            raise _unwritable(path, error) from error
    finally:
        os.close(handle)
    if fresh:
        _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    """See a new name in a folder on the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _place(path: Path, number: int) -> Both:
    return Both(f"{path}, entry {number}", f"{path} 第{number}条")


def _unwritable(path: Path, error: OSError) -> FileError:
    why = reason(error)
    return FileError(
        where=str(path),
        what=Both(f"cannot be written ({why}); nothing was added", f"无法写入（{why.zh}），未添加任何内容"),
        remedy=Both(
            "free some space, change its permissions, or choose another place",
            "请腾出空间、更改权限，或另选位置",
        ),
    )


CHANGED = Both("was changed after it was written: its digest does not fit", "写入后被改动：校验值不符")
OUT_OF_PLACE = Both(
    "does not follow the entry before it: that one was rewritten, or entries were taken out or put in",
    "与前一条不衔接：前一条被改写，或中间有条目被删去或插入",
)
RESTORE = Both(
    "restore the file from a copy; the entries before this one are as they were written",
    "请从副本恢复该文件；此条之前的各条未被改动",
)
TORN = Both(
    "is cut short, as by a power cut while it was written; it was never confirmed",
    "不完整，如写入时断电所致；该条从未得到确认",
)
