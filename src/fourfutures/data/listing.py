"""Listing: which series there are, and the rows of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from fourfutures.data.errors import DataError
from fourfutures.data.series import load_series
from fourfutures.data.vintage import known
from fourfutures.errors import Both, listed, meant

COLUMNS = ("indicator", "entity", "rows", "first", "last", "unit", "sources")
_FEW = 12  # names that a message can hold


def list_series(root: Path) -> pd.DataFrame:
    """One row an indicator and entity: how many rows, the ends of the first and last period, units, sources.

    Several units or sources are joined with semicolons, in the order of the alphabet.
    """
    entries = [
        {
            "indicator": indicator,
            "entity": entity,
            "rows": len(part),
            "first": min(part["period_end"].tolist()),
            "last": max(part["period_end"].tolist()),
            "unit": ";".join(sorted(set(part["unit"].tolist()))),
            "sources": ";".join(_sources(part)),
        }
        for (indicator, entity), part in load_series(root).groupby(["indicator", "entity"], sort=True)
    ]
    return pd.DataFrame(entries, columns=list(COLUMNS))


def show_series(
    root: Path, indicator: str, entity: str | None = None, as_of: date | None = None
) -> pd.DataFrame:
    """Rows of an indicator, of one entity if it is given, those known on a date if it is given.

    Raises DataError that names the nearest indicator or entity if there is none of that name. No row known by the date
    is an empty frame, not an error.
    """
    frame = load_series(root)
    where = Both(f"series {indicator}", f"序列 {indicator}")
    frame = _only(frame, "indicator", indicator, where)
    if entity is not None:
        frame = _only(frame, "entity", entity, where.then(f", entity {entity}", f"，经济体或分组 {entity}"))
    order = ["entity", "period_end", "period_start", "source_id"]
    frame = frame.sort_values(order, kind="stable", ignore_index=True)
    return frame if as_of is None else known(frame, as_of)


def _only(frame: pd.DataFrame, column: str, name: str, where: str) -> pd.DataFrame:
    found = frame[frame[column] == name]
    if len(found):
        return found
    names = sorted(set(frame[column].tolist()))
    if not names:
        otherwise = Both("add a file to the study's series folder", "请在研究的序列目录中补上文件")
    elif len(names) == 1:
        otherwise = Both(f"use {names[0]}", f"请用 {names[0]}")
    elif len(names) <= _FEW:
        otherwise = Both(f"use one of {listed(names)}", f"请从以下各项中选用：{listed(names).zh}")
    elif column == "indicator":
        otherwise = Both(
            "see the list of series with `fourfutures data list`", "可用 fourfutures data list 查看各序列"
        )
    else:
        otherwise = Both(
            f"leave the entity out to see all {len(names)}", f"不写 --entity 可查看全部{len(names)}个"
        )
    what = (
        Both("the study has no such series", "研究中没有这个序列")
        if column == "indicator"
        else Both("the series has no such entity", "序列中没有这个经济体或分组")
    )
    raise DataError(where=where, what=what, remedy=meant(name, names, otherwise))


def _sources(part: pd.DataFrame) -> list[str]:
    """Ids of the sources; a cell may name several."""
    cells = (cell for cell in part["source_id"].tolist())
    return sorted({source.strip() for cell in cells for source in cell.split(";") if source.strip()})
