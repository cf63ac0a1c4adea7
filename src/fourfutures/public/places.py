"""Places that users name for what a command writes."""

from __future__ import annotations

from pathlib import Path

from fourfutures.analysis import AnalysisError
from fourfutures.ensemble import cache_folder
from fourfutures.errors import Both


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
