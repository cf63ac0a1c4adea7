"""Layers of marks in the words of Vega-Lite, written as plain specifications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

PLACED = {"dx": {"expr": "datum.across"}, "dy": {"expr": "datum.down"}}
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


def text_at(x: float, y: float, words: str | list[str], **looks: Any) -> Marks:
    """Words at a place of the picture in pixels from the plot's upper left corner; a list is one line each."""
    row = {"across": x + looks.pop("dx", 0), "down": y + looks.pop("dy", 0), "words": words}
    place = {"x": fixed(0), "y": fixed(0), "text": category("words")}
    return Marks(pd.DataFrame([row])).mark("text", **PLACED, **looks).encode(**place)


def _gathered(layers: Sequence[Marks]) -> list[Marks]:
    """Placed words of the same looks as one layer, where the last of them stands: fewer layers draw faster."""
    groups: dict[str, list[Marks]] = {}
    for at, marks in enumerate(layers):
        placed = marks.drawn.items() >= PLACED.items()
        looks = repr((marks.drawn, marks.encoding)) if placed else str(at)
        groups[looks] = [*groups.pop(looks, []), marks]
    return [
        group[0]
        if len(group) == 1
        else replace(group[0], data=pd.concat([m.data for m in group], ignore_index=True))
        for group in groups.values()
    ]


def layered(layers: Sequence[Marks], width: float, height: float) -> dict[str, Any]:
    """A picture of layers, the first at the bottom, with their data inside; like data are held once."""
    names: dict[str, str] = {}
    held: dict[int, str] = {}  # one table drawn in several ways is read once
    datasets, drawn = {}, []
    for marks in _gathered(layers):
        name = held.get(id(marks.data))
        if name is None:
            rows = marks.data.to_json(orient="records", double_precision=15)
            name = held[id(marks.data)] = names.setdefault(rows, f"data-{len(names) + 1}")
            datasets[name] = marks.data.to_dict(orient="records")
        drawn.append({"data": {"name": name}, "mark": marks.drawn, "encoding": marks.encoding})
    return {"$schema": SCHEMA, "width": width, "height": height, "datasets": datasets, "layer": drawn}


def panelled(panels: Sequence[Mapping[str, Any]], columns: int, across: float, down: float) -> dict[str, Any]:
    """Layered pictures side by side, so many to a row, plots so many pixels apart; each keeps data of its own."""
    datasets, placed = {}, []
    for number, panel in enumerate(panels, 1):
        names = {name: f"{name}-{number}" for name in panel["datasets"]}
        datasets.update({names[name]: rows for name, rows in panel["datasets"].items()})
        layers = [{**layer, "data": {"name": names[layer["data"]["name"]]}} for layer in panel["layer"]]
        rest = {key: value for key, value in panel.items() if key not in ("$schema", "datasets")}
        placed.append({**rest, "layer": layers})
    spacing = {"column": across, "row": down}
    return {
        "$schema": SCHEMA, "datasets": datasets, "columns": columns, "spacing": spacing, "bounds": "flush",
        "concat": placed,
    }  # fmt: skip
