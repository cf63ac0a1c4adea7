"""Files written whole, chains that only grow, folders held alone: nothing half-written is ever taken for a result."""

from __future__ import annotations

from fourfutures.files.chain import (
    CHANGED,
    OUT_OF_PLACE,
    START,
    Chain,
    Link,
    append,
    read_chain,
    sealed,
    set_aside,
    unsealed,
)
from fourfutures.files.errors import FileError
from fourfutures.files.lock import alone
from fourfutures.files.place import user_folder
from fourfutures.files.writing import UNFINISHED, open_whole, write_whole

__all__ = [
    "CHANGED",
    "OUT_OF_PLACE",
    "START",
    "UNFINISHED",
    "Chain",
    "FileError",
    "Link",
    "alone",
    "append",
    "open_whole",
    "read_chain",
    "sealed",
    "set_aside",
    "unsealed",
    "user_folder",
    "write_whole",
]
