"""The table of a ledger, the same in SQLite and PostgreSQL; the migrations make it and what guards it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Text

VERSIONS = "fourfutures_ledger_version"  # table of the migration in force
HEAD = "0001"  # the newest migration

METADATA = MetaData()
ENTRIES = Table(
    "fourfutures_ledger",
    METADATA,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("previous", String(64), nullable=False, unique=True),  # no two entries follow the same one
    Column("content", Text, nullable=False),  # JSON, byte for byte as it was sealed
    Column("digest", String(64), nullable=False, unique=True),
)
