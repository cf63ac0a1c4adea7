"""Diagnosis of an installation."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import fourfutures
from fourfutures.errors import Both, Problem, reason

NEEDED = ("numpy", "pandas", "pyarrow", "pydantic", "typer", "rich", "vl-convert-python")
LEAST_MEMORY = 2 * 2**30  # bytes


def diagnose() -> tuple[list[Problem], dict[str, Any]]:
    """Problems, and what was found."""
    problems: list[Problem] = []
    found: dict[str, Any] = {
        "version": fourfutures.__version__,
        "python": platform.python_version(),
        "system": platform.system(),
        "processors": os.cpu_count() or 1,
        "packages": {},
    }
    for name in NEEDED:
        try:
            found["packages"][name] = version(name)
        except PackageNotFoundError:
            found["packages"][name] = None
            problems.append(
                Problem(
                    Both(f"package {name}", f"软件包 {name}"),
                    Both("is not installed", "未安装"),
                    Both("install fourfutures again with pip", "请用 pip 重新安装 fourfutures"),
                )
            )
    memory = _memory()
    found["memory_gb"] = None if memory is None else round(memory / 2**30, 1)
    if memory is not None and memory < LEAST_MEMORY:
        size = f"{memory / 2**30:.1f} GB"
        problems.append(
            Problem(
                Both("memory", "内存"),
                Both(f"{size} is little", f"{size} 偏少"),
                Both("run with fewer members, such as -n 4000", "请减少成员数，如 -n 4000"),
            )
        )
    try:
        with tempfile.TemporaryDirectory(dir=Path.cwd()):
            found["writable"] = True
    except OSError as error:
        found["writable"] = False
        why = reason(error)
        problems.append(
            Problem(
                Both("current folder", "当前目录"),
                Both(f"cannot be written ({why})", f"无法写入（{why.zh}）"),
                Both("give another one with --out", "请用 --out 另选目录"),
            )
        )
    found["chinese_font"] = _chinese_font()
    problems += fourfutures.check()
    return problems, found


def _memory() -> int | None:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def _chinese_font() -> bool | None:
    """Whether a font with Chinese glyphs is installed, None if that cannot be found out; charts name several."""
    if shutil.which("fc-list") is None:
        return None
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())
