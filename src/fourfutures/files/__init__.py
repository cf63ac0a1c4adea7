"""Files written whole, chains that only grow, folders held alone: nothing half-written is ever taken for a result."""

from __future__ import annotations

from fourfutures.files.chain import Chain, Link, append, read_chain, set_aside
from fourfutures.files.errors import FileError
from fourfutures.files.lock import alone
from fourfutures.files.place import user_folder
from fourfutures.files.writing import UNFINISHED, open_whole, write_whole

__all__ = [
    "UNFINISHED",
    "Chain",
    "FileError",
    "Link",
    "alone",
    "append",
    "open_whole",
    "read_chain",
    "set_aside",
    "user_folder",
    "write_whole",
]
