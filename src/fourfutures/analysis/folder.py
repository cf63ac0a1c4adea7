"""The run folder: tables, summary, manifest and package description, each written whole; the same run, the same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from fourfutures.analysis.errors import AnalysisError
from fourfutures.ensemble import write_whole

BLOCKS = ".blocks"
MANIFEST = "manifest.json"
SUMMARY = "summary.json"
PACKAGE = "datapackage.json"
TABLES = {
    "members.parquet": "One row a member: number, weight, status, uncertainties, outcomes at the horizon, futures.",
    "fans.parquet": "Weighted quantiles of the blocs' series by month.",
    "countries.parquet": "Weighted mean and quantiles of partner series by month.",
    "movers.parquet": "Change of each probability by observation, in order of the day it was known.",
}


def prepare(folder: Path) -> None:
    """Make the folder, or say why it cannot be made. Raises AnalysisError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise AnalysisError(
            where=str(folder),
            what=f"the run folder cannot be written ({error.strerror or error})",
            remedy="choose another folder with --out, or change its permissions",
        ) from error


def is_complete(folder: Path, run_id: str) -> bool:
    """Whether a folder holds this run, finished and undamaged: the manifest comes last and lists every file."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest["run_id"] != run_id:
            return False
        return all(
            hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
            for name, digest in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def write_table(folder: Path, name: str, frame: pd.DataFrame) -> None:
    """Write a Parquet table: zstd, no dictionary, no clock or path inside."""
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    body = io.BytesIO()
    pq.write_table(table, body, compression="zstd", use_dictionary=False, store_schema=False)
    write_whole(folder / name, body.getvalue())


def write_json(folder: Path, name: str, content: Mapping[str, object]) -> None:
    """Write a JSON document with a final newline; NaN is refused, since unknown is null."""
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    write_whole(folder / name, text.encode())


def seal(folder: Path, manifest: Mapping[str, object], licences: list[dict[str, str]]) -> None:
    """Describe the folder and close it: the package description, then the manifest with every file's digest."""
    resources = []
    for path in _files(folder):
        content = path.read_bytes()
        name = path.relative_to(folder).as_posix()
        resources.append(
            {
                "name": name.replace("/", "-").replace(".", "-").lower(),
                "path": name,
                "bytes": len(content),
                "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
                **({"description": TABLES[name]} if name in TABLES else {}),
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
    files = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in [*_files(folder), folder / PACKAGE]
    }
    write_json(folder, MANIFEST, {**manifest, "files": files})
    shutil.rmtree(folder / BLOCKS, ignore_errors=True)


def _files(folder: Path) -> list[Path]:
    skip = {MANIFEST, PACKAGE}
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.name not in skip and BLOCKS not in path.parts and path.suffix != ".part"
    )
