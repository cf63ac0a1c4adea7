"""Where a user's own records are kept: what no command makes again, so never in the cache."""

from __future__ import annotations

import os
from pathlib import Path

from fourfutures.errors import Both
from fourfutures.files.errors import FileError

VARIABLE = "FOURFUTURES_DATA"


def user_folder() -> Path:
    """FOURFUTURES_DATA, else the user's data folder. Raises FileError where the user has no home."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    home = os.environ.get("XDG_DATA_HOME")
    if home:
        return Path(home) / "fourfutures"
    if os.name == "nt" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "fourfutures"
    try:
        return Path.home() / ".local" / "share" / "fourfutures"
    except RuntimeError as error:
        raise FileError(
            where=VARIABLE,
            what=Both("is not set, and this user has no home folder", "未设置，且该用户没有主目录"),
            remedy=Both("set it to a folder", "请将其设为一个目录"),
        ) from error
