"""Where studies live, and the identity of a study's files."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from fourfutures.study.errors import StudyError, guess

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
    if isinstance(id_or_path, str) and _ID.fullmatch(text):
        for shelf in shelves():
            if (shelf / text / MAIN_FILE).is_file():
                return shelf / text
    path = Path(id_or_path).expanduser()
    if path.name == MAIN_FILE and path.is_file():
        path = path.parent
    if path.is_dir() and (path / MAIN_FILE).is_file():
        return path
    known = known_studies()
    near = guess(text, known)
    there = f"use a known study ({', '.join(known)})" if known else "no study is installed"
    if path.is_dir():
        raise StudyError(
            where=f"study {text}",
            what=f"the folder {path} has no {MAIN_FILE}",
            remedy=f"point to the folder that holds {MAIN_FILE}, or {there}",
        )
    searched = ", ".join(str(folder) for folder in ([*shelves(), path] if _ID.fullmatch(text) else [path]))
    raise StudyError(
        where=f"study {text}",
        what=f"no such study in {searched}",
        remedy=(f"did you mean {near}? Otherwise " if near else "") + f"{there}, or give a folder",
    )


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
