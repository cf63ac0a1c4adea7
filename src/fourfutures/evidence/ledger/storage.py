"""The database under a ledger: connections, migrations, appends one at a time, and what goes wrong in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from fourfutures.errors import Both
from fourfutures.evidence.ledger.entry import Raw
from fourfutures.evidence.ledger.errors import LedgerError
from fourfutures.evidence.ledger.faults import newer, other_database, said
from fourfutures.evidence.ledger.place import Place
from fourfutures.evidence.ledger.tables import ENTRIES, HEAD, VERSIONS

WAIT = 15.0  # seconds for whoever writes first
KEY = 7_304_025_914  # of the lock on a server, any number of our own
MIGRATIONS = Path(__file__).parent / "migrations"
Added = Sequence[Raw]


class Storage:
    """Rows of a ledger. Nothing here changes or removes one."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._engine = _engine(place)

    def rows(self) -> list[Raw]:
        """All rows in order of number; none where the ledger is still to be made. Raises LedgerError."""
        if not self.place.exists:
            return []
        with self._talk(writes=False) as connection:
            version = _version(connection, self.place)
            return _rows(connection) if version else []

    def sound(self) -> bool:
        """Whether the file is whole as a database. Raises LedgerError where it is not one."""
        if self.place.file is None or not self.place.exists:
            return True
        with self._talk(writes=False) as connection:
            return bool(connection.execute(text("PRAGMA quick_check")).scalar() == "ok")

    def append(self, make: Callable[[list[Raw]], Added]) -> None:
        """Add rows made from those that are there while nobody else writes; all of them or none, on the disk on return."""
        if self.place.file is not None:
            try:
                self.place.file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise said(error, self.place) from error
        with self._talk(writes=True) as connection:
            if _version(connection, self.place) != HEAD:
                _migrate(connection)
            added = make(_rows(connection))
            if added:
                connection.execute(ENTRIES.insert(), [row._asdict() for row in added])

    @contextmanager
    def _talk(self, writes: bool) -> Iterator[Connection]:
        """A transaction; the lock is held to its end where it writes."""
        try:
            with self._engine.connect().execution_options(writes=writes) as connection, connection.begin():
                if writes and self.place.file is None:
                    connection.execute(text(f"SET LOCAL lock_timeout = {int(WAIT * 1000)}"))
                    # on the server's disk before it counts, whatever the server's habit
                    connection.execute(text("SET LOCAL synchronous_commit = on"))
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({KEY})"))
                yield connection
        except (DBAPIError, OSError) as error:
            raise said(error, self.place) from error


def _engine(place: Place) -> Engine:
    if place.file is None and find_spec("pg8000") is None:
        raise LedgerError(
            where=place.shown,
            what=Both("needs a package that is not installed", "所需的软件包尚未安装"),
            remedy=Both(
                "run `pip install 'fourfutures[postgres]'`", "请运行 pip install 'fourfutures[postgres]'"
            ),
        )
    try:
        engine = create_engine(place.url, poolclass=NullPool, connect_args={"timeout": WAIT})
    except (ArgumentError, ValueError) as error:
        raise LedgerError(
            where=place.shown,
            what=Both("cannot be read as an address", "无法识别为地址"),
            remedy=Both(
                "write postgresql://USER:PASSWORD@HOST/DATABASE", "请写成 postgresql://用户:密码@主机/数据库"
            ),
        ) from error
    if place.file is None:
        return engine

    @event.listens_for(engine, "connect")
    def opened(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions begin where we say
        connection.text_factory = _as_it_is
        cursor = connection.cursor()
        for setting in ("journal_mode=WAL", "synchronous=FULL", "fullfsync=1"):
            cursor.execute(f"PRAGMA {setting}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _as_it_is(value: bytes) -> str:
    """Text of a file that somebody may have damaged: a wrong byte is kept, so that the digest tells."""
    return value.decode("utf-8", "surrogateescape")


def _rows(connection: Connection) -> list[Raw]:
    return [Raw(*row) for row in connection.execute(select(ENTRIES).order_by(ENTRIES.c.number))]


def _version(connection: Connection, place: Place) -> str | None:
    """The migration in force; None in an empty database. Raises LedgerError for a newer one, and for another's file."""
    names = inspect(connection).get_table_names()
    if VERSIONS not in names:
        if names and place.file is not None:
            raise other_database(place)
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSIONS}")).scalar()
    if found is not None and found > HEAD:
        raise newer(place, str(found), HEAD)
    return None if found is None else str(found)


def _migrate(connection: Connection) -> None:
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
