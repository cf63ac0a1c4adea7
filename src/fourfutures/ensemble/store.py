"""Blocks on disk: written whole or not at all, checked when read, so that a killed run resumes."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import numpy as np

from fourfutures.ensemble.draws import Reals
from fourfutures.files import write_whole


class Blocks:
    """A folder of blocks of one run; `None` as folder keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def read(self, name: str) -> dict[str, Reals] | None:
        """The arrays of a block, or None if it is absent or damaged."""
        if self._folder is None:
            return None
        path = self._folder / f"{name}.block"
        try:
            content = path.read_bytes()
        except OSError:
            return None
        digest, body = content[:32], content[32:]
        if hashlib.sha256(body).digest() != digest:
            return None
        with np.load(io.BytesIO(body), allow_pickle=False) as arrays:
            return {key: arrays[key] for key in arrays.files}

    def write(self, name: str, arrays: dict[str, Reals]) -> None:
        """Store a block with its checksum."""
        if self._folder is None:
            return
        body = io.BytesIO()
        np.savez(body, allow_pickle=False, **arrays)
        content = body.getvalue()
        write_whole(self._folder / f"{name}.block", hashlib.sha256(content).digest() + content)
