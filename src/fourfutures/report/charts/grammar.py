"""Layers of marks in the words of Vega-Lite, written as plain specifications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


@dataclass(frozen=True)
class Marks:
    """One layer: rows of data, the mark drawn for each, and what of a row sets place, size and colour."""

    data: pd.DataFrame
    drawn: dict[str, Any] = field(default_factory=dict)
    encoding: dict[str, Any] = field(default_factory=dict)

    def mark(self, kind: str, **looks: Any) -> Marks:
        """The same rows drawn as a mark of a kind ("bar", "rule", "text" ...) with fixed looks."""
        return replace(self, drawn={"type": kind, **looks})

    def encode(self, **channels: Any) -> Marks:
        """The same marks with more channels, each from `quantity`, `category`, `order`, `column` or `fixed`."""
        return replace(self, encoding={**self.encoding, **channels})


def quantity(name: str, **settings: Any) -> dict[str, Any]:
    """A channel from a column of numbers."""
    return {"field": name, "type": "quantitative", **settings}


def category(name: str, **settings: Any) -> dict[str, Any]:
    """A channel from a column of names."""
    return {"field": name, "type": "nominal", **settings}


def order(name: str, **settings: Any) -> dict[str, Any]:
    """A channel from a column whose values have an order but no distance."""
    return {"field": name, "type": "ordinal", **settings}


def column(name: str) -> dict[str, Any]:
    """The other end of a channel, from a column of the same kind."""
    return {"field": name}


def fixed(value: float) -> dict[str, Any]:
    """A channel that is the same for every row, in pixels."""
    return {"value": value}


def layered(layers: Sequence[Marks], width: float, height: float) -> dict[str, Any]:
    """A picture of layers, the first at the bottom, with their data inside; like data are held once."""
    names: dict[str, str] = {}
    datasets, drawn = {}, []
    for marks in layers:
        rows = marks.data.to_json(orient="records", double_precision=15)
        name = names.setdefault(rows, f"data-{len(names) + 1}")
        datasets[name] = marks.data.to_dict(orient="records")
        drawn.append({"data": {"name": name}, "mark": marks.drawn, "encoding": marks.encoding})
    return {"$schema": SCHEMA, "width": width, "height": height, "datasets": datasets, "layer": drawn}
