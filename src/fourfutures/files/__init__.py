"""Files written whole and folders held alone: nothing half-written is ever taken for a result."""

from __future__ import annotations

from fourfutures.files.errors import FileError
from fourfutures.files.lock import alone
from fourfutures.files.writing import UNFINISHED, open_whole, write_whole

__all__ = ["UNFINISHED", "FileError", "alone", "open_whole", "write_whole"]
