"""New vintages of the public files that a study rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from fourfutures.analysis import AnalysisError
from fourfutures.data import Connector, Update, changes_document, latest, new_vintage
from fourfutures.download import Limits
from fourfutures.errors import Both, listed
from fourfutures.files import user_folder
from fourfutures.public.places import keep_apart
from fourfutures.public.working import Progress
from fourfutures.study import Study, load_study

FOLDER = "vintages"
SHOWN = 200  # changes of one file that the document holds; the file beside the vintage has them all


def data_update(
    series: Sequence[str] = (),
    *,
    study: Study | str | Path = "ai-2027",
    into: str | Path | None = None,
    private: bool = False,
    limits: Limits | None = None,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Fetch the public files of some series, or of all connectors of a study, and keep what is new as a new vintage.

    `series` names connectors, or indicators that they feed. `into` is a folder of the user's, by default one in the user's
    data folder; the study itself is not touched. `private` allows addresses of this machine and of private networks.
    A file that cannot be had, or whose shape is not as its connector says, is refused, with the vintage before left as it
    is: the document's `problems` tell which, and `ok` is false.
    """
    loaded = study if isinstance(study, Study) else load_study(study)
    chosen = _chosen(loaded, series)
    place = _place(into, loaded)
    bounds = (limits or Limits())._replace(private=private or (limits or Limits()).private)
    told = progress or (lambda stage, done, total: None)
    moment = now or datetime.now(UTC)
    found = []
    for number, connector in enumerate(chosen):
        told("files", number, len(chosen))
        found.append(new_vintage(connector, place, bounds, moment))
    told("files", len(chosen), len(chosen))
    return {
        **_head("update", loaded),
        "into": str(place),
        "ok": all(update.status != "refused" for update in found),
        "problems": [problem for update in found for problem in update.problems],
        "rows": [_row(update, loaded) for update in found],
    }


def connectors(study: Study | str | Path = "ai-2027", into: str | Path | None = None) -> dict[str, Any]:
    """The connectors of a study: where each file lies, under which licence, which indicators rest on it, the last vintage."""
    loaded = study if isinstance(study, Study) else load_study(study)
    place = _place(into, loaded)
    rows = []
    for name, entry in loaded.connectors.items():
        last = latest(place / name)
        rows.append(
            {
                "connector": name,
                "name": entry.name.model_dump(),
                "url": entry.url,
                "format": entry.format,
                "key": list(entry.key),
                "columns": dict(entry.columns),
                "unit": entry.unit,
                "licence": entry.licence,
                "source_id": entry.source,
                "feeds": list(entry.feeds),
                "note": entry.note.model_dump(),
                "vintage": last.name if last else None,
            }
        )
    return {**_head("connectors", loaded), "into": str(place), "rows": rows}


def _head(kind: str, study: Study) -> dict[str, Any]:
    return {
        "schema": f"fourfutures/{kind}/1",
        "study": study.meta.id,
        "study_hash": study.hash,
        "seed": study.meta.seed,
        "as_of": study.meta.assembled.isoformat(),
    }


def _place(into: str | Path | None, study: Study) -> Path:
    if into is not None and not str(into).strip():
        raise AnalysisError(
            where="--into",
            what=Both("the folder has no name", "没有写明目录"),
            remedy=Both("name one, or leave the option out", "请写明目录，或不写该选项"),
        )
    place = user_folder() / FOLDER if into is None else Path(into).expanduser()
    keep_apart("--into", place, study.root)
    return place


def _chosen(study: Study, series: Sequence[str]) -> list[Connector]:
    """Connectors by their id or by what they feed, each once, in the study's order."""
    fed: dict[str, set[str]] = {name: {name} for name in study.connectors}
    for name, entry in study.connectors.items():
        for indicator in entry.feeds:
            fed.setdefault(indicator, set()).add(name)
    wanted: set[str] = set()
    for name in series:
        if name not in fed:
            if name in study.indicators:
                what = Both(
                    "no public file feeds it: it is collected by hand", "没有对应的公开文件，由人工收集"
                )
                remedy = Both("see `fourfutures data update --list`", "请看 fourfutures data update --list")
            else:
                near = get_close_matches(name, list(fed), n=1, cutoff=0.6)
                what = Both("is no connector and no series of the study", "既不是数据连接，也不是研究的序列")
                known = listed(list(study.connectors))
                remedy = (
                    Both(f"did you mean {near[0]}?", f"是否指{near[0]}？")
                    if near
                    else Both(f"use one of {known}", f"可用的有：{known.zh}")
                )
            raise AnalysisError(where=name or "SERIES", what=what, remedy=remedy)
        wanted |= fed[name]
    if not study.connectors:
        raise AnalysisError(
            where=study.meta.files.connectors,
            what=Both("the study has no connectors", "研究没有数据连接"),
            remedy=Both("add the file, as docs/how-to/refresh-the-data.md says", "请补上该文件"),
        )
    return [
        _plain(entry.model_dump(exclude={"name", "note"}))
        for name, entry in study.connectors.items()
        if not series or name in wanted
    ]


def _plain(fields: dict[str, Any]) -> Connector:
    return Connector(**fields)


def _row(update: Update, study: Study) -> dict[str, Any]:
    connector = update.connector
    row: dict[str, Any] = {
        "connector": connector.id,
        "name": study.connectors[connector.id].name.model_dump(),
        "status": update.status,
        "previous": update.previous,
        "vintage": update.vintage,
        "folder": str(update.folder) if update.folder else None,
        "file": connector.file,
        "url": connector.url,
        "sha256": update.sha256,
        "bytes": update.bytes,
        "rows": update.rows,
        "licence": connector.licence,
        "source_id": connector.source,
        "feeds": list(connector.feeds),
        "difference": None,
    }
    if update.comparison is not None:
        difference = changes_document(update.comparison)
        row["difference"] = {
            **difference,
            "changes": difference["changes"][:SHOWN],
            "left_out": max(0, len(difference["changes"]) - SHOWN),
        }
    return row
