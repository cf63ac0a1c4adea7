"""Making a run folder: work it out, write its tables, let the pages be written, seal it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from fourfutures.analysis.evidence_block import movers_table, moves
from fourfutures.analysis.folder import (
    SUMMARY,
    is_complete,
    prepare,
    seal,
    write_groups,
    write_json,
    write_table,
)
from fourfutures.analysis.lever_effects import lever_effects
from fourfutures.analysis.outlook import Outlook, look
from fourfutures.analysis.pooling import Pools, kept_pools
from fourfutures.analysis.request import Request
from fourfutures.analysis.summary import summarise
from fourfutures.analysis.tables import countries_table, fans_table, members_tables
from fourfutures.analysis.told import Told
from fourfutures.ensemble import Hands
from fourfutures.files import alone

Progress = Callable[[str, int, int], None]
LICENCES = [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}]
ENTITIES = {"us": "USA", "cn": "CHN"}


class Draft(NamedTuple):
    """A run folder with its tables and summary, before pages are added and it is sealed."""

    folder: Path
    request: Request
    manifest: dict[str, Any]


def finished(request: Request, out: Path) -> Path | None:
    """The folder of this run if it is there, whole and undamaged."""
    folder = request.folder(out)
    return folder if is_complete(folder, {"run_id": request.run_id, **request.identity()}) else None


@contextmanager
def held(request: Request, out: Path, progress: Progress) -> Iterator[None]:
    """Hold this run's folder alone, waiting while another process makes the same run; see `finished` afterwards."""
    with alone(request.folder(out), lambda: progress("wait", 0, 0)):
        yield


def draft(request: Request, out: Path, hands: Hands, progress: Progress, pools: Pools | None = None) -> Draft:
    """Work a run out and write its tables and summary. A pool already among `pools`, by default the cache, is not run again."""
    folder = request.folder(out)
    prepare(folder)
    outlook = look(request, hands, pools or kept_pools(), progress)
    study = outlook.world.study
    months = [study.month_name(number) for number in range(study.meta.months + 1)]
    countries = countries_table(outlook.world.binding, outlook.record, months)
    found = moves(outlook.world, hands.here)
    effects = lever_effects(request, outlook, hands) if request.shows_effects else []
    pieces = members_tables(outlook.world, outlook.seen, request.reading, hands.here)
    told = Told(progress, "table", outlook.seen.ids.shape[0])
    write_groups(folder, "members.parquet", _counted(pieces, told))
    write_table(folder, "fans.parquet", _fans(outlook, months))
    write_table(folder, "countries.parquet", countries)
    write_table(folder, "movers.parquet", movers_table(outlook.world, found))
    write_json(folder, SUMMARY, summarise(request, outlook, found, countries, effects, hands))
    manifest = {
        "schema": "fourfutures/manifest/1",
        "run_id": request.run_id,
        **request.identity(),
        "dial_values": {reading: dials._asdict() for reading, dials in outlook.world.dials.items()},
        "rows": [row.id for row in outlook.world.rows],
        "local_rows": [row.id for row in outlook.world.local_rows],
        "guide": None if outlook.world.binding.guide is None else outlook.world.binding.guide.document(),
    }
    return Draft(folder, request, manifest)


def close(made: Draft) -> Path:
    """Describe every file of the folder and write the manifest; after that the run counts as finished."""
    seal(made.folder, made.manifest, LICENCES)
    return made.folder


def _counted(pieces: Iterator[pd.DataFrame], told: Told) -> Iterator[pd.DataFrame]:
    for piece in pieces:
        yield piece
        told(len(piece))


def _fans(outlook: Outlook, months: list[str]) -> Any:
    series: dict[str, tuple[str, str, Any]] = {}
    for name, values in outlook.record.series.items():
        stem, _, side = name.rpartition("_")
        entity = ENTITIES.get(side) if not name.startswith("share_") else None
        series[name] = (stem if entity else name, entity or "WLD", values)
    return fans_table(series, outlook.world.recorded.weights, months)
