"""Placeholder front door until pages are complete."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console


def write_pages(folder: Path) -> list[str]:
    return []


def print_run(summary: Mapping[str, Any], lang: str, console: Console) -> None:
    console.print(summary["futures"])


def print_country(document: Mapping[str, Any], lang: str, console: Console) -> None:
    console.print(document["alignment"])
