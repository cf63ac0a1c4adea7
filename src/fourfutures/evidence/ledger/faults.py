"""What a database complains of, as one message: locked, unreachable, refused, full, damaged, newer, somebody else's."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from fourfutures.errors import Both, reason
from fourfutures.evidence.ledger.errors import LedgerError
from fourfutures.evidence.ledger.place import Place

_COPY = Both("restore it from a copy, or name another ledger", "请从副本恢复，或改用其他台账")
_LATER = Both(
    "nothing was written; try again, or see which program holds it",
    "未写入任何内容；请重试，或查看哪个程序占用",
)
# Signs in what a database says, in order; the first that fits speaks.
_SAID: tuple[tuple[tuple[str, ...], Both, Both], ...] = (
    (("database is locked", "database table is locked", "55P03"), Both("is held by another program", "正由其他程序占用"), _LATER),
    (("file is not a database",), Both("is not a ledger", "不是台账文件"), Both("name the right file", "请写明正确的文件")),
    (
        ("disk I/O",),
        Both("the system would not read or write it", "系统未能读写该文件"),
        Both("check the disk, and any limit on the size of files", "请检查磁盘，以及对文件大小的限制"),
    ),
    (("malformed", "could not decode", "not an error"), Both("is damaged", "已损坏"), _COPY),
    (
        ("readonly database", "unable to open", "42501"),
        Both("cannot be opened for this", "无权打开或写入"),
        Both("check its path and permissions", "请检查路径及其权限"),
    ),
    (("disk is full", "53100"), Both("the disk is full; nothing was written", "磁盘已满，未写入任何内容"), Both("free some space", "请腾出空间")),
    (("28P01", "28000"), Both("refuses the name or the password", "拒绝该用户名或密码"), Both("correct the address", "请更正地址")),
    (("3D000",), Both("has no database of that name", "没有该名称的数据库"), Both("make it, or correct the address", "请先创建，或更正地址")),
    (
        ("only grows", "P0001"),
        Both("refuses to change what was written", "拒绝改动已写入的内容"),
        Both("add an entry instead", "请改为追加一条"),
    ),
    (
        ("create a connection", "network error", "timed out", "Connection refused", "Name or service", "57P01", "57P03", "08006"),
        Both("cannot be reached", "无法连接"),
        Both("see that the server runs and that the address is right", "请确认服务器在运行且地址正确"),
    ),
)  # fmt: skip


def said(error: Exception, place: Place) -> LedgerError:
    """A database's complaint in plain words."""
    if isinstance(error, OSError):
        why = reason(error)
        what = Both(f"cannot be used ({why})", f"无法使用（{why.zh}）")
        return LedgerError(where=place.shown, what=what, remedy=Both("check the path", "请检查路径"))
    origin = error.orig if isinstance(error, DBAPIError) else error
    text = str(origin)
    for signs, what, remedy in _SAID:
        if any(sign.casefold() in text.casefold() for sign in signs):
            return LedgerError(where=place.shown, what=what, remedy=remedy)
    line = " ".join(text.split())[:200]
    return LedgerError(
        where=place.shown,
        what=Both(f"the database does not answer as it should ({line})", f"数据库未正常应答（{line}）"),
        remedy=Both("see what its own log says", "请查看数据库自身的日志"),
    )


def newer(place: Place, found: str, known: str) -> LedgerError:
    """A ledger that a later release has changed."""
    return LedgerError(
        where=place.shown,
        what=Both(
            f"was written by a newer version (layout {found}; this program knows {known})",
            f"由更新的版本写成（结构 {found}，本程序只识别 {known}）",
        ),
        remedy=Both("update fourfutures", "请更新 fourfutures"),
    )


def other_database(place: Place) -> LedgerError:
    """A database that holds something else."""
    return LedgerError(
        where=place.shown,
        what=Both("is a database of something else", "是用于其他用途的数据库"),
        remedy=Both("name the ledger's own file", "请写明台账自己的文件"),
    )
