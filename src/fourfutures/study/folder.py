"""Where studies live, and the identity of a study's files."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from fourfutures.errors import Both, guess, listed
from fourfutures.study.errors import StudyError

MAIN_FILE = "study.toml"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_PACKAGE = Path(__file__).resolve().parents[1]


def shelves() -> list[Path]:
    """Folders that hold studies by id: the installed package's, then the checkout's."""
    return [_PACKAGE / "studies", _PACKAGE.parents[1] / "studies"]


def known_studies() -> list[str]:
    """Ids of the studies on the shelves."""
    return sorted({main.parent.name for shelf in shelves() for main in shelf.glob(f"*/{MAIN_FILE}")})


def find_folder(id_or_path: str | Path) -> Path:
    """Folder of a study by id or path. Raises StudyError that names where it looked and what there is."""
    text = str(id_or_path)
    if isinstance(id_or_path, str) and not text.strip():
        raise StudyError(
            where=Both("study", "研究"),
            what=Both("the name is empty", "名称为空"),
            remedy=Both("give the id of a study, or a folder", "请给出研究编号或目录"),
        )
    if isinstance(id_or_path, str) and _ID.fullmatch(text):
        for shelf in shelves():
            if _is_file(shelf / text / MAIN_FILE):
                return shelf / text
    path = _at_home(Path(id_or_path))
    if path.name == MAIN_FILE and _is_file(path):
        path = path.parent
    if _is_file(path / MAIN_FILE):
        return path
    known = known_studies()
    there = (
        Both(f"use a known study ({', '.join(known)})", f"使用已有的研究（{'、'.join(known)}）")
        if known
        else Both("install a study", "安装一项研究")
    )
    where = Both(f"study {text}", f"研究 {text}")
    if _is_folder(path):
        raise StudyError(
            where=where,
            what=Both(f"the folder {path} has no {MAIN_FILE}", f"目录 {path} 中没有 {MAIN_FILE}"),
            remedy=Both(
                f"point to the folder that holds {MAIN_FILE}, or {there}",
                f"请指向含有 {MAIN_FILE} 的目录，或{there.zh}",
            ),
        )
    if _is_file(path):
        raise StudyError(
            where=where,
            what=Both(f"{path} is a file, not the folder of a study", f"{path} 是文件，不是研究目录"),
            remedy=Both(
                f"give the folder that holds {MAIN_FILE}, or {there}",
                f"请给出含有 {MAIN_FILE} 的目录，或{there.zh}",
            ),
        )
    searched = listed([*shelves(), path] if _ID.fullmatch(text) else [path])
    near = guess(text, known)
    remedy = Both(f"{there}, or give a folder", f"请{there.zh}，或给出一个目录")
    if near:
        remedy = Both(f"did you mean {near}? Otherwise {remedy}", f"是否指{near}？如不是，{remedy.zh}")
    raise StudyError(
        where=where,
        what=Both(f"no such study in {searched}", f"在以下位置找不到这项研究：{searched.zh}"),
        remedy=remedy,
    )


def _at_home(path: Path) -> Path:
    """A path with `~` replaced where there is such a home."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _is_file(path: Path) -> bool:
    # A name that is too long or holds a zero byte is no file; the system says so with an error.
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def shown_path(path: Path) -> str:
    """A path as short as it is clear: relative to the working folder when inside it."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def study_files(root: Path) -> list[Path]:
    """All files of a study in the order of their relative paths, hidden ones (editors, systems) left out."""
    found = [
        path
        for path in root.rglob("*")
        if path.is_file()
        and not any(part.startswith((".", "__pycache__")) for part in path.relative_to(root).parts)
    ]
    return sorted(found, key=lambda path: path.relative_to(root).as_posix())


def study_hash(root: Path) -> str:
    """SHA-256 over relative path, length and bytes of every file of a study, in hexadecimal."""
    digest = hashlib.sha256()
    for path in study_files(root):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
