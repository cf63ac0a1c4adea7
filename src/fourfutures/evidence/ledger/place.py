"""Where a ledger is: one SQLite file in the user's data folder, unless a file or a PostgreSQL server is named."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from fourfutures.errors import Both
from fourfutures.evidence.ledger.errors import LedgerError
from fourfutures.files import user_folder

VARIABLE = "FOURFUTURES_LEDGER"
NAME = "evidence.sqlite"
DESK = "desk"  # how a command names the ledger that it would take by itself
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://(.*)", re.DOTALL)
_SERVER = ("postgresql", "postgres", "postgresql+pg8000")
_FILE = (".sqlite", ".sqlite3", ".db")
_MAGIC = b"SQLite format 3\0"


class Place(NamedTuple):
    """A ledger's address; `shown` is what may be printed, without a password."""

    url: str  # as SQLAlchemy takes it
    shown: str
    file: Path | None  # None: on a server

    @property
    def exists(self) -> bool:
        """Whether there is anything; of a server nobody knows without asking, so it counts as there."""
        return self.file is None or self.file.exists()


def place(named: str | Path | None = None) -> Place:
    """The ledger named, else that of FOURFUTURES_LEDGER, else the user's own. Raises LedgerError for an unknown kind."""
    if named is not None and not str(named).strip():
        raise LedgerError(
            where="--ledger",
            what=Both("names no ledger", "没有写明台账"),
            remedy=Both(
                "name a file or a server, or leave the option out", "请写明文件或服务器，或不写该选项"
            ),
        )
    if named is None or str(named) == DESK:
        named = os.environ.get(VARIABLE, "").strip() or user_folder() / NAME
    address = _SCHEME.fullmatch(str(named))
    if address is None or isinstance(named, Path):
        return _in_file(Path(named).expanduser())
    scheme, rest = address[1].lower(), address[2]
    if scheme == "sqlite":
        return _in_file(Path(rest.removeprefix("/") or NAME).expanduser())
    if scheme in _SERVER:
        shown = re.sub(r"^([^@/]*?):[^@/]*@", r"\1:***@", rest)
        return Place(f"postgresql+pg8000://{rest}", f"postgresql://{shown}", None)
    raise LedgerError(
        where=f"{scheme}://…",
        what=Both("no ledger is kept in this kind of database", "不支持把台账存放在这类数据库中"),
        remedy=Both(
            "name a file, or postgresql://USER:PASSWORD@HOST/DATABASE",
            "请写明文件，或 postgresql://用户:密码@主机/数据库",
        ),
    )


def is_ledger(named: str | Path) -> bool:
    """Whether a name given where items of evidence are wanted means a ledger and not a file of items."""
    text = str(named)
    if text == DESK or (_SCHEME.fullmatch(text) and not isinstance(named, Path)):
        return True
    path = Path(text).expanduser()
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return path.suffix in _FILE


def _in_file(path: Path) -> Place:
    return Place(f"sqlite:///{quote(str(path.absolute()), safe='/:')}", str(path), path)
