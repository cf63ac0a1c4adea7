"""Places that users name for what a command writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from fourfutures.analysis import MANIFEST, AnalysisError
from fourfutures.analysis import kept_pools as kept_pools
from fourfutures.ensemble import cache_folder
from fourfutures.errors import Both

_ID = re.compile(r"[0-9a-f]{12}")


def keep_apart(option: str, place: Path, study: Path) -> None:
    """A study is all the files of its folder, so what is written among them would make it another study."""
    try:
        there, root = place.resolve(), study.resolve()
    except (
        OSError,
        RuntimeError,
    ):  # the working folder is gone, or links lead in a circle: writing will say so
        return
    if root in (there, *there.parents):
        raise AnalysisError(
            where=f"{option} {place}",
            what=Both(
                "lies inside the study folder, whose files name the run",
                "位于研究目录之内，而运行编号取自其中的文件",
            ),
            remedy=Both("choose a folder outside the study", "请选研究目录以外的目录"),
        )


def kept_runs() -> Path:
    """Where runs go that nobody named a folder for: the user's cache."""
    return cache_folder() / "runs"


def run_folder(named: str | Path, out: Path) -> Path:
    """The run folder that is meant: a folder, or the id or name of one below `out`."""
    text = str(named).strip()
    for place in (Path(text), out / text):
        if text and (place / MANIFEST).is_file():
            return place
    if _ID.fullmatch(text):
        found = sorted(_below(out, lambda name: name.endswith(f"-{text}")))
        if found:
            return found[0]
    there = [path.name for path in _below(out, lambda name: True)]
    if Path(text).is_dir() and text:
        return Path(text)  # what is missing there is said when it is opened
    near = Both(
        f"make one with `fourfutures run`, or name the folder that holds {out}",
        f"请先用 fourfutures run 运行，或用 --out 指明运行目录所在位置（目前为 {out}）",
    )
    raise AnalysisError(
        where=text or Both("RUN", "RUN"),
        what=Both(
            f"is no run folder, and no id of one in {out}", f"既不是运行目录，也不是 {out} 中某次运行的编号"
        ),
        remedy=Both(f"choose one of {', '.join(there[-3:])}", f"可用的有：{'、'.join(there[-3:])}")
        if there
        else near,
    )


def _below(out: Path, wanted: Callable[[str], bool]) -> Iterator[Path]:
    if out.is_dir():
        for path in sorted(out.iterdir()):
            if wanted(path.name) and (path / MANIFEST).is_file():
                yield path
