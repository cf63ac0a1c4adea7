"""A document of the contract: a dictionary as `--json` prints it, with its main rows as a frame."""

from __future__ import annotations

from typing import Any

import pandas as pd


class Document(dict[str, Any]):
    """What `explain` and `watch` give; keys are those of the JSON."""

    def __init__(self, content: dict[str, Any], rows: str, spread: tuple[str, ...]) -> None:
        super().__init__(content)
        self._rows = rows
        self._spread = spread

    @property
    def frame(self) -> pd.DataFrame:
        """One line a row; numbers by future stand in a column for each future, such as `delta.us_standard`."""
        lines = []
        for row in self[self._rows]:
            line: dict[str, Any] = {}
            for name, value in row.items():
                if name == "name":
                    line["name"] = value["en"]
                elif name in self._spread:
                    line.update({f"{name}.{future}": number for future, number in value.items()})
                elif not isinstance(value, (dict, list)):
                    line[name] = value
            lines.append(line)
        return pd.DataFrame(lines)
