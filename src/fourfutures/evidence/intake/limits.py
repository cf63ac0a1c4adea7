"""How much one document may be."""

from __future__ import annotations

from typing import NamedTuple

MEGABYTE = 1_000_000


class Bounds(NamedTuple):
    """Bounds of what is read; what exceeds them is refused with a word, never cut."""

    file: int = 50 * MEGABYTE  # bytes of a file, of what comes over a pipe, of a page of the web
    page: int = 5 * MEGABYTE  # bytes of one HTML page
    text: int = 1_000_000  # characters of one document
    documents: int = 20_000  # in one go
    front_matter: int = 65_536  # characters
    depth: int = 300  # elements inside elements of a page
