"""The calendar of events; directions and sizes are the compiler's judgement."""

from __future__ import annotations

from pathlib import Path

from deals import precision
from tables import read, write

COLUMNS = (
    "event_id", "date", "date_precision", "title_en", "title_zh", "actor", "lever", "driver", "direction_us",
    "direction_cn", "magnitude", "source_id",
)  # fmt: skip
SIGNS = {"+": 1, "-": -1, "0": 0}
ACTORS = {"US": "USA"}


def compile_events(data: Path, study: Path) -> None:
    """Write events.csv."""
    rows = [
        {
            **{
                name: event[name]
                for name in ("event_id", "date", "title_en", "title_zh", "lever", "driver", "magnitude")
            },
            "date_precision": precision(event["date"]),
            "actor": ACTORS.get(event["actor"], event["actor"]),
            "direction_us": SIGNS.get(event["direction_us"]),
            "direction_cn": SIGNS.get(event["direction_cn"]),
            "source_id": event["source_id"],
        }
        for event in read(data, "events/events.csv")
    ]
    write(study / "events.csv", COLUMNS, rows)
