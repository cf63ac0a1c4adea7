"""Commands that look at a study, its data and the installation without running anything."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

import fourfutures as ff
from fourfutures.cli.doctor import diagnose
from fourfutures.cli.outlet import DONE, FAILED, Outlet
from fourfutures.errors import FourFuturesError, Problem

if TYPE_CHECKING:
    import pandas as pd

SHOWN_ENTITIES = 3
WHOLE = 10  # columns up to this width, such as dates, are not broken while there is room
GAP = 2


def check_study(study: str, outlet: Outlet) -> int:
    """Every problem of a study."""
    from fourfutures.study import find_folder  # rooms are loaded by the commands that need them

    find_folder(study)  # a study that is not there is wrong use, not a failed check
    problems = ff.check(study)
    try:
        head = _head("check", ff.load_study(study, strict=False))
    except FourFuturesError:
        head = {
            "schema": "fourfutures/check/1",
            "study": None,
            "study_hash": None,
            "seed": None,
            "as_of": None,
        }
    return _verdict(problems, head, study, "check.ok", outlet)


def diagnose_installation(outlet: Outlet) -> int:
    """What the installation has and lacks."""
    problems, found = diagnose()
    if not outlet.as_json:
        with outlet.screen() as console:
            table = Table.grid(padding=(0, 2))
            for name in ("version", "python", "system", "processors", "memory_gb"):
                table.add_row(outlet.words[f"doctor.{name}"], _known(found[name], outlet))
            for name, release in found["packages"].items():
                table.add_row(name, _known(release, outlet))
            for name in ("writable", "chinese_font"):
                table.add_row(outlet.words[f"doctor.{name}"], _known(found[name], outlet))
            console.print(table)
    return _verdict(problems, {"schema": "fourfutures/doctor/1", **found}, "doctor", "doctor.ok", outlet)


def list_data(study: str, economies: bool, outlet: Outlet) -> int:
    """The series of a study, or its economies."""
    loaded = ff.load_study(study)
    if economies:
        rows = [
            {"code": e.code, "en": e.name_en, "zh": e.name_zh, "kind": e.kind, "region": e.region}
            for e in loaded.entities
        ]
        return _rows(rows, _head("economies", loaded), outlet)
    rows = _plain(ff.series(loaded))
    return _rows(rows if outlet.as_json else _by_indicator(rows), _head("series", loaded), outlet)


def show_data(indicator: str, entity: str | None, study: str, as_of: str | None, outlet: Outlet) -> int:
    """The rows of one series."""
    loaded = ff.load_study(study)
    rows = _plain(ff.show(indicator, entity, loaded, as_of))
    head = _head("rows", loaded)
    if not rows and not outlet.as_json:
        outlet.say("rows.none", as_of=as_of)
        return DONE
    if not outlet.as_json:  # the reader has just named it, and lines are short
        rows = [{name: cell for name, cell in row.items() if name != "indicator"} for row in rows]
    return _rows(rows, head if as_of is None else {**head, "as_of": as_of.strip()}, outlet)


def seal_study(study: str, outlet: Outlet) -> int:
    """Write a study's package again."""
    from fourfutures.data import seal  # rooms are loaded by the commands that need them
    from fourfutures.study import find_folder

    path = seal(find_folder(study))
    if outlet.as_json:
        outlet.document({"schema": "fourfutures/seal/1", "package": str(path)})
    else:
        outlet.line(str(path))
    return DONE


def _head(kind: str, study: ff.Study) -> dict[str, Any]:
    return {
        "schema": f"fourfutures/{kind}/1",
        "study": study.meta.id,
        "study_hash": study.hash,
        "seed": study.meta.seed,
        "as_of": study.meta.assembled.isoformat(),
    }


def _known(value: Any, outlet: Outlet) -> str:
    known = {True: "doctor.true", False: "doctor.false", None: "doctor.none"}
    return outlet.words[known[value]] if value is None or isinstance(value, bool) else str(value)


def _plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON has them: days as text, blanks as null."""
    texts = frame.map(lambda cell: cell.isoformat() if isinstance(cell, date) else cell)
    rows: list[dict[str, Any]] = json.loads(texts.to_json(orient="records", double_precision=15))
    return rows


def _by_indicator(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One line an indicator, so that a list fits a screen; the JSON has every entity."""
    lines: dict[str, dict[str, Any]] = {}
    for row in rows:
        line = lines.setdefault(row["indicator"], {**row, "entity": [], "rows": 0})
        line["entity"].append(row["entity"])
        line["rows"] += row["rows"]
        line["first"], line["last"] = min(line["first"], row["first"]), max(line["last"], row["last"])
    for line in lines.values():
        few = len(line["entity"]) <= SHOWN_ENTITIES
        line["entity"] = ", ".join(line["entity"]) if few else str(len(line["entity"]))
        line.pop("sources")
    return list(lines.values())


def _rows(rows: list[dict[str, Any]], head: dict[str, Any], outlet: Outlet) -> int:
    if outlet.as_json:
        outlet.document({**head, "rows": rows})
        return DONE
    shown = [name for name in (rows[0] if rows else {}) if any(row[name] not in (None, "") for row in rows)]
    cells = [["" if row[name] is None else str(row[name]) for name in shown] for row in rows]
    widths = [
        max(cell_len(text) for text in (name, *column))
        for name, column in zip(shown, zip(*cells, strict=True), strict=True)
    ]
    gaps = GAP * (len(shown) - 1)
    with outlet.screen() as console:
        if not console.is_terminal:  # a file or another program has room
            console.width = max(console.width, sum(widths) + gaps)
        least = sum(width if width <= WHOLE else WHOLE for width in widths) + gaps
        table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0))
        for name, width in zip(shown, widths, strict=True):
            table.add_column(name, overflow="fold", no_wrap=width <= WHOLE and least <= console.width)
        for row in cells:
            table.add_row(*map(Text, row))
        console.print(table)
    return DONE


def _verdict(problems: list[Problem], head: dict[str, Any], name: str, good: str, outlet: Outlet) -> int:
    if outlet.as_json:
        listed = [problem.as_json(outlet.lang) for problem in problems]
        outlet.document({**head, "ok": not problems, "problems": listed})
    elif problems:
        for problem in problems:
            outlet.line(problem.told(outlet.lang))
        outlet.line(outlet.words["check.bad"].format(study=name, count=len(problems)))
    else:
        outlet.line(outlet.words[good].format(study=name))
    return FAILED if problems else DONE
