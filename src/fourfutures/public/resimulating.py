"""A run and its editions made again, and the first place in which they differ from what is kept."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from fourfutures.analysis import SUMMARY, code_version
from fourfutures.errors import Both, Problem
from fourfutures.public.editions import edition
from fourfutures.public.folder import Run
from fourfutures.public.remaking import made_again, study_of
from fourfutures.public.working import Progress
from fourfutures.study import Study

VERSION = "code_version"
# What may differ between two versions of the program without a number having moved.
NAMES = (VERSION, "run_id")
_AGAIN = Both("make the run again with the same command", "请以同样的命令重新运行")


def differences(
    made: Run,
    records: Iterable[Path],
    study: Study | str | Path | None,
    workers: int | None,
    progress: Progress | None,
) -> list[Problem]:
    """The first number of the summary that differs once the run is made again, else the first file; then each edition.

    Files are compared byte by byte where run and program are of one version, as the contract promises; numbers in any
    case. Raises AnalysisError where the study is not in the state that the run was made from.
    """
    loaded = study_of(made, study)
    with tempfile.TemporaryDirectory() as place:
        fresh = made_again(made, loaded, Path(place), workers, progress)
        found = list(_first(_numbers(made, fresh)) or _first(_files(made, fresh)))
    for path in records:
        found += _first(_record(made, path, loaded, workers, progress))
    return found


def _first(problems: Iterator[Problem]) -> list[Problem]:
    return [problem for problem in [next(problems, None)] if problem is not None]


def _numbers(made: Run, fresh: Run) -> Iterator[Problem]:
    """Values of the summary that are not what the members give."""
    for path, kept, true in unlike(made.summary, fresh.summary):
        if path[-1:] != ("code_version",) and not (path[-1:] == ("run_id",) and _older(made)):
            yield _differs(f"{made.folder / SUMMARY}#/{'/'.join(path)}", kept, true)


def _older(made: Run) -> bool:
    return bool(made.manifest[VERSION] != code_version())


def _files(made: Run, fresh: Run) -> Iterator[Problem]:
    """Files whose bytes differ, a table by its first cell; only where run and program are of one version."""
    if _older(made):
        return
    for name, true in fresh.manifest["files"].items():
        if made.manifest["files"].get(name) == true:
            continue
        path = made.folder / name
        if name.endswith(".parquet") and path.is_file():
            yield from unlike_cells(path, fresh.folder / name)
        what = Both("is not the file that the run gives once more", "与重新运行所得的文件不同")
        yield Problem(str(path), what, _AGAIN)


def unlike_cells(kept: Path, true: Path) -> Iterator[Problem]:
    """The first cell in which two tables differ."""
    try:
        ours, theirs = pd.read_parquet(kept), pd.read_parquet(true)
    except (OSError, ValueError):
        return
    if ours.shape != theirs.shape or list(ours) != list(theirs):
        what = Both(
            f"has {ours.shape[0]} rows and {ours.shape[1]} columns, the run gives {theirs.shape[0]} and {theirs.shape[1]}",
            f"有{ours.shape[0]}行{ours.shape[1]}列，重新运行得到{theirs.shape[0]}行{theirs.shape[1]}列",
        )
        yield Problem(str(kept), what, _AGAIN)
        return
    for column in ours:
        unequal = ~((ours[column] == theirs[column]) | (ours[column].isna() & theirs[column].isna()))
        if unequal.any():
            row = int(unequal.to_numpy().argmax())
            where = Both(f"{kept}, row {row}, {column}", f"{kept}，第{row}行，{column}")
            yield _differs(where, ours[column].iloc[row], theirs[column].iloc[row])
            return


def _record(
    made: Run, path: Path, study: Study, workers: int | None, progress: Progress | None
) -> Iterator[Problem]:
    """Values of an edition's record that are not what its request gives."""
    try:
        kept = json.loads(path.read_bytes())
        asked = kept["edition"], kept["about"], kept["request"]
    except (OSError, ValueError, KeyError, TypeError):
        return  # told where the page was read
    true = edition(made, *asked, study, workers=workers, progress=progress)
    for steps, value, given in unlike(kept["document"], true["document"]):
        if steps[-1:] != (VERSION,):
            yield _differs(f"{path}#/document/{'/'.join(steps)}", value, given)


def unlike(kept: Any, true: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Places in which two documents differ, in the order of the true one, with both values."""
    if isinstance(kept, Mapping) and isinstance(true, Mapping):
        for key in [*true, *(key for key in kept if key not in true)]:
            yield from unlike(kept.get(key), true.get(key), (*path, str(key)))
    elif isinstance(kept, list) and isinstance(true, list) and len(kept) == len(true):
        for at, (one, other) in enumerate(zip(kept, true, strict=True)):
            yield from unlike(one, other, (*path, str(at)))
    elif kept != true:
        yield path, kept, true


def _differs(where: str, kept: Any, true: Any) -> Problem:
    what = Both(
        f"the file says {_short(kept)}, the run gives {_short(true)} once more",
        f"文件中为 {_short(kept)}，重新运行得到 {_short(true)}",
    )
    return Problem(where, what, _AGAIN)


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) < 60 else f"{text[:57]}..."
