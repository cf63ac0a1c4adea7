"""Two vintages of a file compared row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal, NamedTuple

from fourfutures.data.update.connector import Connector
from fourfutures.data.update.sheet import Sheet

Key = tuple[str, ...]


class Change(NamedTuple):
    """One row that came, went or says something else; `cells` holds before and after of the needed columns."""

    kind: Literal["added", "removed", "changed"]
    key: Mapping[str, str]
    nth: int  # of the rows with this key, from 1
    cells: Mapping[str, tuple[str | None, str | None]]


class Comparison(NamedTuple):
    """What a new vintage changes."""

    changes: tuple[Change, ...]
    touched: int  # rows that differ only in columns that are not needed
    same: int
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]

    def count(self, kind: str) -> int:
        """Changes of a kind."""
        return sum(change.kind == kind for change in self.changes)


def compare(connector: Connector, before: Sheet, after: Sheet) -> Comparison:
    """Rows of `after` against those of `before`; rows that share a key are told apart by their order."""
    needed = {*connector.needed(before.columns), *connector.needed(after.columns)}
    old, new = _keyed(connector, before), _keyed(connector, after)
    changes: list[Change] = []
    touched = same = 0
    for at in [*new, *(at for at in old if at not in new)]:
        one, two = old.get(at), new.get(at)
        names = [name for name in (*after.columns, *before.columns) if name in needed]
        pairs = {name: (_cell(one, name), _cell(two, name)) for name in dict.fromkeys(names)}
        differing = {name: pair for name, pair in pairs.items() if (pair[0] or "") != (pair[1] or "")}
        key = dict(zip(connector.key, at[0], strict=True))
        if one is None or two is None:
            shown = {name: pair for name, pair in pairs.items() if name not in key and any(pair)}
            changes.append(Change("removed" if two is None else "added", key, at[1], shown))
        elif differing:
            changes.append(Change("changed", key, at[1], differing))
        elif any(one.get(name, "") != two.get(name, "") for name in {*one} & {*two}):
            touched += 1
        else:
            same += 1
    return Comparison(
        tuple(changes),
        touched,
        same,
        tuple(name for name in after.columns if name not in before.columns),
        tuple(name for name in before.columns if name not in after.columns),
    )


def _keyed(connector: Connector, sheet: Sheet) -> dict[tuple[Key, int], Mapping[str, str]]:
    seen: Counter[Key] = Counter()
    rows = {}
    for row in sheet.rows:
        key = tuple(row[name] for name in connector.key)
        seen[key] += 1
        rows[key, seen[key]] = row
    return rows


def _cell(row: Mapping[str, str] | None, name: str) -> str | None:
    return None if row is None else row.get(name)
