"""The option `--charts`: what a command prints, also as pictures in a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fourfutures import report
from fourfutures.cli.outlet import Outlet


def draw_into(folder: str | None, document: Mapping[str, Any], outlet: Outlet) -> None:
    """Write the charts of a document into a folder, if one is named; what could not be drawn is told on stderr."""
    if folder is None:
        return
    written, missing = report.write_charts(document, Path(folder))
    outlet.say("charts.done", folder=folder, n=len(written))
    outlet.warn(missing)
