"""The run folder: tables, summary, manifest and package description, each written whole; the same run, the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from fourfutures.analysis.errors import AnalysisError
from fourfutures.errors import Both, Problem, reason
from fourfutures.files import UNFINISHED, open_whole, write_whole

_AGAIN = Both("make the run again with the same request", "请以同样的设定重新运行")
MANIFEST = "manifest.json"
SUMMARY = "summary.json"
PACKAGE = "datapackage.json"
TABLES = {
    "members.parquet": "One row a member: number, weight, status, uncertainties, outcomes at the horizon, futures.",
    "fans.parquet": "Weighted quantiles of the blocs' series by month.",
    "countries.parquet": "Weighted mean and quantiles of partner series by month.",
    "movers.parquet": "Change of each probability by observation, in order of the day it was known.",
}
PARTS = (SUMMARY, *TABLES, "brief.*.md", "charts/*")  # what a run writes; anything else is somebody's own

# What Frictionless calls the kind of a file, and its media type.
KINDS = {
    ".parquet": ("file", "application/vnd.apache.parquet"),  # as a table, validators do not count its bytes
    ".csv": ("table", "text/csv"),
    ".json": ("json", "application/json"),
    ".md": ("text", "text/markdown"),
    ".txt": ("text", "text/plain"),
    ".svg": ("file", "image/svg+xml"),
}


def prepare(folder: Path) -> None:
    """Make the folder, clear what a stopped run left half-written, or say why it cannot be written.

    A folder without a manifest is unfinished, so an old manifest goes first. Raises AnalysisError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MANIFEST).unlink(missing_ok=True)
        for left in folder.rglob(f".*{UNFINISHED}"):
            left.unlink()
        probe = folder / f".probe{UNFINISHED}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        why = reason(error)
        raise AnalysisError(
            where=str(folder),
            what=Both(f"the run folder cannot be written ({why})", f"无法写入运行目录（{why.zh}）"),
            remedy=Both(
                "choose another folder with --out, or change its permissions",
                "请用 --out 另选目录，或更改其权限",
            ),
        ) from error


def is_complete(folder: Path, identity: Mapping[str, object]) -> bool:
    """Whether a folder holds the run of this identity, finished and undamaged.

    The manifest comes last and lists every file, so one that is missing, cut short or altered shows.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        files = manifest["files"]
        return (
            all(manifest[key] == value for key, value in identity.items())
            and {SUMMARY, PACKAGE, *TABLES} <= files.keys()
            and all(_digest(folder / name) == digest for name, digest in files.items())
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False


def damaged(folder: Path) -> dict[str, Problem]:
    """Files of a finished run that are not as its manifest has them, by name. Raises AnalysisError without a manifest."""
    where = str(folder / MANIFEST)
    try:
        files = dict(json.loads((folder / MANIFEST).read_bytes())["files"])
    except OSError as error:
        raise AnalysisError(
            where=where,
            what=Both(f"cannot be read ({reason(error)})", f"无法读取（{reason(error).zh}）"),
            remedy=Both("name the folder of a finished run", "请给出已完成运行的目录"),
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError):
        return {MANIFEST: Problem(where, Both("is damaged", "已损坏"), _AGAIN)}
    return {name: found for name, digest in files.items() if (found := _damage(folder / name, digest))}


def _damage(path: Path, digest: object) -> Problem | None:
    try:
        found = _digest(path)
    except OSError as error:
        what = Both(f"cannot be read ({reason(error)})", f"无法读取（{reason(error).zh}）")
        return Problem(str(path), what, _AGAIN)
    if found == digest:
        return None
    what = Both(
        f"is not as the run wrote it: its digest is {found[:12]}, the manifest has {str(digest)[:12]}",
        f"与运行写入时不同：校验值为 {found[:12]}，清单中为 {str(digest)[:12]}",
    )
    return Problem(str(path), what, _AGAIN)


def write_table(folder: Path, name: str, frame: pd.DataFrame) -> None:
    """Write a Parquet table: zstd, no dictionary, no clock or path inside."""
    write_groups(folder, name, [frame])


def write_groups(folder: Path, name: str, frames: Iterable[pd.DataFrame]) -> None:
    """Write a Parquet table piece by piece, one row group for each frame; the frames have the same columns."""
    with open_whole(folder / name) as file:
        writer: pq.ParquetWriter | None = None
        for frame in frames:
            table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
            if writer is None:
                writer = pq.ParquetWriter(
                    file, table.schema, compression="zstd", use_dictionary=False, store_schema=False
                )
            writer.write_table(table)
        if writer is not None:
            writer.close()


def write_json(folder: Path, name: str, content: Mapping[str, object]) -> None:
    """Write a JSON document with a final newline; NaN is refused, since unknown is null."""
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    write_whole(folder / name, text.encode())


def seal(folder: Path, manifest: Mapping[str, object], licences: list[dict[str, str]]) -> None:
    """Describe the folder and close it: the package description, then the manifest with every file's digest."""
    resources, files = [], {}
    for name in _names(folder):
        files[name] = _digest(folder / name)
        kind, media = KINDS.get((folder / name).suffix, ("file", "application/octet-stream"))
        resources.append(
            {
                "name": name.replace("/", "-").replace(".", "-").lower(),
                "path": name,
                "type": kind,
                "format": (folder / name).suffix[1:],
                "mediatype": media,
                "bytes": (folder / name).stat().st_size,
                "hash": "sha256:" + files[name],
                **({"description": TABLES[name]} if name in TABLES else {}),
                **({"schema": _schema(folder / name)} if name in TABLES else {}),
            }
        )
    write_json(
        folder,
        PACKAGE,
        {
            "profile": "data-package",
            "name": str(manifest["run_id"]),
            "title": f"fourfutures run {manifest['run_id']}",
            "licenses": licences,
            "resources": resources,
        },
    )
    files[PACKAGE] = _digest(folder / PACKAGE)
    write_json(folder, MANIFEST, {**manifest, "files": files})


def _names(folder: Path) -> list[str]:
    """The run's own files by relative path, in the order of the alphabet."""
    found = (path for pattern in PARTS for path in folder.glob(pattern) if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found if not path.name.startswith("."))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _schema(table: Path) -> dict[str, list[dict[str, str]]]:
    """Columns of a Parquet table as a Table Schema."""
    fields = []
    for field in pq.read_schema(table):
        number, whole = pa.types.is_floating(field.type), pa.types.is_integer(field.type)
        fields.append({"name": field.name, "type": "number" if number else "integer" if whole else "string"})
    return {"fields": fields}
