"""The version of the code that made a result: the release and a digest of the sources."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOMS = ("study", "data", "model", "ensemble", "assimilation", "futures", "analysis", "report")


@cache
def code_version() -> str:
    """`release+digest`; two results with the same one come from the same arithmetic and the same words."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for room in ROOMS:
        for path in sorted((package / room).rglob("*")):
            if path.suffix in (".py", ".toml", ".css"):
                digest.update(str(path.relative_to(package)).encode())
                digest.update(path.read_bytes())
    try:
        release = version("fourfutures")
    except PackageNotFoundError:
        release = "0"
    return f"{release}+{digest.hexdigest()[:10]}"
